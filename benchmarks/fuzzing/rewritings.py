"""How can a part of a formula be written in another way, equal where both have a value?"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from grader.expression import Expression, apply, constant, number, rational, symbol

Rewriting = Callable[[Expression, Random], Expression | None]
HALF = Fraction(1, 2)
MOSTLY = 0.8
PI, I = constant("pi"), constant("i")  # noqa: E741 - the imaginary unit's own name


def _f(name: str, *arguments: Expression) -> Expression:
    return apply(name, *arguments)


def _reordered(e: Expression, source: Random) -> Expression | None:
    if e.operation not in ("add", "mul", "max", "min"):
        return None
    arguments = list(e.arguments)
    source.shuffle(arguments)
    return apply(e.operation, *arguments)


def _distributed(e: Expression, _: Random) -> Expression | None:
    if e.operation != "mul" or len(e.arguments) == 1:
        return None
    for place, factor in enumerate(e.arguments):
        if factor.operation == "add":
            rest = (*e.arguments[:place], *e.arguments[place + 1 :])
            return apply("add", *(apply("mul", term, *rest) for term in factor.arguments))
    return None


def _multiplied_and_divided(e: Expression, source: Random) -> Expression:
    by = source.choice(
        (symbol("x") ** 2 + 1, _f("exp", symbol("x")), symbol("x") - 1, _f("cosh", symbol("x")))
    )
    return e * by / by


def _added_and_subtracted(e: Expression, source: Random) -> Expression:
    term = source.choice(
        (_f("exp", symbol("x")), _f("log", symbol("x") ** 2 + 1), symbol("x") ** HALF)
    )
    return source.choice((e + term - term, term + (e - term)))


def _power(e: Expression, source: Random) -> Expression | None:
    base, exponent = e.arguments
    fixed = number(exponent)
    if fixed is None:
        return _f("exp", exponent * _f("log", base))
    if fixed.denominator > 1:
        return source.choice(
            (_f("exp", rational(fixed) * _f("log", base)), base * base ** (fixed - 1))
        )
    if fixed > 1:
        return source.choice(
            (base * base ** (fixed - 1), _f("abs", base) ** fixed, (base**2) ** (fixed / 2))
        )
    return 1 / base**-fixed if fixed else None


def _exponential(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    if u.operation == "add":
        return apply("mul", *(_f("exp", term) for term in u.arguments))
    ways = (
        _f("exp", u / 2) ** 2,
        1 / _f("exp", -u),
        _f("cosh", u) + _f("sinh", u),
        _f("exp", rational(1)) ** u,
    )
    return source.choice(ways)


def _logarithm(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    if u.operation == "mul":
        return apply("add", *(_f("log", factor) for factor in u.arguments))
    if u.operation == "pow":
        return u.arguments[1] * _f("log", u.arguments[0])
    return source.choice((_f("log", u**2) / 2, 2 * _f("log", u**HALF), -_f("log", 1 / u)))


def _sine(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    if u.operation == "add" and source.random() < HALF:
        first, rest = u.arguments[0], apply("add", *(u.arguments[1:] or (rational(0),)))
        return _f("sin", first) * _f("cos", rest) + _f("cos", first) * _f("sin", rest)
    return source.choice(
        (
            2 * _f("sin", u / 2) * _f("cos", u / 2),
            _f("cos", PI / 2 - u),
            -_f("sin", -u),
            _f("sin", u + 2 * PI),
            (_f("exp", I * u) - _f("exp", -I * u)) / (2 * I),
            3 * _f("sin", u / 3) - 4 * _f("sin", u / 3) ** 3,
        )
    )


def _cosine(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    return source.choice(
        (
            1 - 2 * _f("sin", u / 2) ** 2,
            _f("sin", PI / 2 - u),
            _f("cos", -u),
            -_f("cos", u + PI),
            (_f("exp", I * u) + _f("exp", -I * u)) / 2,
            _f("cos", u / 2) ** 2 - _f("sin", u / 2) ** 2,
        )
    )


def _tangent(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    return source.choice(
        (
            _f("sin", u) / _f("cos", u),
            2 * _f("tan", u / 2) / (1 - _f("tan", u / 2) ** 2),
            _f("sin", 2 * u) / (1 + _f("cos", 2 * u)),
            1 / _f("cot", u),
            _f("tan", u + PI),
        )
    )


def _hyperbolic(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    up, down = _f("exp", u), _f("exp", -u)
    return {
        "sinh": source.choice(((up - down) / 2, 2 * _f("sinh", u / 2) * _f("cosh", u / 2))),
        "cosh": source.choice(((up + down) / 2, 1 + 2 * _f("sinh", u / 2) ** 2)),
        "tanh": source.choice(((up**2 - 1) / (up**2 + 1), 1 - 2 / (1 + _f("exp", 2 * u)))),
        "sech": 2 / (up + down),
        "csch": 2 / (up - down),
        "coth": 1 / _f("tanh", u),
    }[e.operation]


def _absolute(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    return source.choice(((u**2) ** HALF, _f("max", u, -u), u * _f("sign", u), _f("abs", -u)))


def _sign(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    ways = u / _f("abs", u), _f("abs", u) / u, 2 * _f("heaviside", u) - 1, -_f("sign", -u)
    return source.choice(ways)


def _step(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    return source.choice(
        ((1 + _f("sign", u)) / 2, 1 - _f("heaviside", -u), _f("heaviside", u) ** 2)
    )


def _extreme(e: Expression, _: Random) -> Expression | None:
    if len(e.arguments) != 2:  # noqa: PLR2004 - the rule is for two
        return None
    u, v = e.arguments
    size = _f("abs", u - v)
    return (u + v + (size if e.operation == "max" else -size)) / 2


def _arctangent(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    return source.choice(
        (
            -_f("atan", -u),
            PI / 2 * _f("sign", u) - _f("atan", 1 / u),
            _f("asin", u / (1 + u**2) ** HALF),
            2 * _f("atan", u / (1 + (1 + u**2) ** HALF)),
            _f("atan2", u, rational(1)),
        )
    )


def _inverse(e: Expression, source: Random) -> Expression | None:
    (u,) = e.arguments
    root = (1 - u**2) ** HALF
    return {
        "asin": source.choice((PI / 2 - _f("acos", u), _f("atan2", u, root), _f("atan", u / root))),
        "acos": source.choice((PI / 2 - _f("asin", u), _f("atan2", root, u))),
        "asec": _f("acos", 1 / u),
        "acsc": _f("asin", 1 / u),
        "acot": source.choice((_f("atan", 1 / u), PI / 2 * _f("sign", u) - _f("atan", u))),
        "asinh": source.choice((_f("log", u + (u**2 + 1) ** HALF), -_f("asinh", -u))),
        "acosh": _f("log", u + (u**2 - 1) ** HALF),
        "atanh": source.choice((_f("log", (1 + u) / (1 - u)) / 2, -_f("atanh", -u))),
        "sec": 1 / _f("cos", u),
        "csc": 1 / _f("sin", u),
        "cot": _f("cos", u) / _f("sin", u),
    }[e.operation]


def _angle(e: Expression, source: Random) -> Expression | None:
    v, u = e.arguments
    size = (u**2 + v**2) ** HALF
    return source.choice(
        (
            2 * _f("atan", v / (size + u)),
            -_f("atan2", -v, u),
            _f("atan2", 2 * v, 2 * u),
            _f("atan", v / u) + PI / 2 * _f("sign", v) * (1 - _f("sign", u)),
            _f("sign", v) * _f("acos", u / size),
        )
    )


ANYWHERE: tuple[Rewriting, ...] = (_multiplied_and_divided, _added_and_subtracted, _reordered)
RULES: dict[str, tuple[Rewriting, ...]] = {
    "add": (_reordered,),
    "mul": (_reordered, _distributed, _distributed),
    "pow": (_power,),
    "exp": (_exponential,),
    "log": (_logarithm,),
    "sin": (_sine,),
    "cos": (_cosine,),
    "tan": (_tangent,),
    "abs": (_absolute,),
    "sign": (_sign,),
    "heaviside": (_step,),
    "max": (_extreme, _reordered),
    "min": (_extreme, _reordered),
    "atan": (_arctangent,),
    "atan2": (_angle,),
    **dict.fromkeys(("sinh", "cosh", "tanh", "sech", "csch", "coth"), (_hyperbolic,)),
    **dict.fromkeys(
        ("asin", "acos", "asec", "acsc", "acot", "asinh", "acosh", "atanh"), (_inverse,)
    ),
    **dict.fromkeys(("sec", "csc", "cot"), (_inverse,)),
}


def rewritten(part: Expression, source: Random) -> Expression | None:
    """`part` written in another way; None if the rule that was drawn does not fit."""
    own = RULES.get(part.operation, ())
    rules = own if own and source.random() < MOSTLY else ANYWHERE
    return source.choice(rules)(part, source)
