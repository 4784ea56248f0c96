"""Which few functions are the others made of? Powers, exp, log, sin, cos, abs, sign, arcs.

Each rule is an identity wherever its left side is defined, and keeps the natural domain but for a
null set.

>>> from grader.expression import apply, symbol
>>> str(elementary(apply("sinh", symbol("x")), frozenset()))
'(exp(x) - exp(-x))/2'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

from grader.expression import Expression, apply, constant, number, postorder, rational

_HALF = rational(1, 2)
_PI = constant("pi")
_EXTREMES = ("max", "min")
_PAIR = 2
Rule = Callable[[Expression], Expression]


def elementary(root: Expression, integers: frozenset[str]) -> Expression:
    """`root` (real, without i) in terms of the few functions.

    Args:
        root: what to rewrite.
        integers: the variables that range over integers, in whose powers a negative base is legal.
    """
    return all_elementary([root], integers)[0]


def all_elementary(roots: Sequence[Expression], integers: frozenset[str]) -> list[Expression]:
    """Several roots in terms of the few functions; what they share is rewritten once."""
    built: dict[Expression, Expression] = {}
    for old in postorder(*roots):
        if old.operation in _EXTREMES:
            built[old] = _extreme(old, built)
            continue
        arguments = tuple([built[argument] for argument in old.arguments])
        rewritten = old.operation in _REWRITTEN or arguments != old.arguments
        built[old] = _rewritten(old, arguments, integers) if rewritten else old
    return [built[root] for root in roots]


def _extreme(old: Expression, built: Mapping[Expression, Expression]) -> Expression:
    """The largest or smallest of several, each taken once, in an order that all of them share."""
    among = _among(old)
    if len(among) > _PAIR:
        among = [each for each in built if each in among]
    half = _HALF if old.operation == "max" else -_HALF
    return reduce(
        lambda a, b: _HALF * (a + b) + half * apply("abs", a - b), [built[each] for each in among]
    )


def _among(extreme: Expression) -> list[Expression]:
    """What it is the largest or smallest of: for max(a, max(b, c)) these are a, b and c."""
    found: dict[Expression, None] = {}
    waiting = [extreme]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found[each] = None
            waiting += reversed(each.arguments) if each.operation == extreme.operation else ()
    return [each for each in found if each.operation != extreme.operation]


def _rewritten(
    old: Expression, arguments: tuple[Expression, ...], integers: frozenset[str]
) -> Expression:
    if old.operation == "pow":
        return _power(arguments[0], arguments[1], integers)
    rule = _RULES.get(old.operation)
    return rule(arguments[0]) if rule else apply(old.operation, *arguments)


def is_whole(expression: Expression, integers: frozenset[str]) -> bool:
    """Whether `expression` is made of integers alone, so that its values are integers.

    >>> from grader.expression import symbol
    >>> is_whole(2 * symbol("n") + 1, frozenset({"n"})), is_whole(symbol("n") / 2, frozenset({"n"}))
    (True, False)
    """
    exact = number(expression)
    if exact is not None:
        return exact.denominator == 1
    if expression.operation == "symbol":
        return expression.value in integers
    if expression.operation == "pow":
        power = number(expression.arguments[1])
        whole = power is not None and power.denominator == 1 and power >= 0
        return whole and is_whole(expression.arguments[0], integers)
    if expression.operation not in ("add", "mul"):
        return False
    return all(is_whole(argument, integers) for argument in expression.arguments)


def _power(base: Expression, exponent: Expression, integers: frozenset[str]) -> Expression:
    if number(exponent) is not None or is_whole(exponent, integers):
        return apply("pow", base, exponent)
    if base.operation == "exp":
        return apply("exp", exponent * base.arguments[0])
    return apply("exp", exponent * apply("log", base))


def _exp(u: Expression) -> Expression:
    return apply("exp", u)


def _log(u: Expression) -> Expression:
    return apply("log", u)


def _sqrt(u: Expression) -> Expression:
    return apply("pow", u, _HALF)


def _sinh(u: Expression) -> Expression:
    return _HALF * (_exp(u) - _exp(-u))


def _cosh(u: Expression) -> Expression:
    return _HALF * (_exp(u) + _exp(-u))


def _tanh(u: Expression) -> Expression:
    return 1 - 2 / (_exp(2 * u) + 1)


def _sin(u: Expression) -> Expression:
    return apply("sin", u)


def _cos(u: Expression) -> Expression:
    return apply("cos", u)


_RULES: dict[str, Rule] = {
    "tan": lambda u: _sin(u) / _cos(u),
    "cot": lambda u: _cos(u) / _sin(u),
    "sec": lambda u: 1 / _cos(u),
    "csc": lambda u: 1 / _sin(u),
    "acos": lambda u: _HALF * _PI - apply("asin", u),
    "asec": lambda u: _HALF * _PI - apply("asin", 1 / u),
    "acsc": lambda u: apply("asin", 1 / u),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "sech": lambda u: 1 / _cosh(u),
    "csch": lambda u: 1 / _sinh(u),
    "coth": lambda u: 1 / _tanh(u),
    "asinh": lambda u: _log(u + _sqrt(u * u + 1)),
    "acosh": lambda u: _log(u + _sqrt(u * u - 1)),
    "atanh": lambda u: _HALF * (_log(1 + u) - _log(1 - u)),
    "heaviside": lambda u: _HALF * (1 + apply("sign", u)),
}
_REWRITTEN = frozenset(("pow", *_RULES))
