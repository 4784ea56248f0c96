"""Which formulas are tried? Random ones over all operations, and random domains."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from grader.expression import Expression, apply, constant, decimal, rational, symbol

RANGES = (
    *("real",) * 6,
    *("positive",) * 2,
    *("nonnegative", "negative", "integer", "(0, 1)", "[0, 1)", "(-1, 1)", "[-2, 3]", "(1, oo)"),
    *("(-oo, -1/2)", "(-1, 1000000]", "!= 0", "!= 1"),
)
PLAIN = ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "atan", "abs", "sqrt")
RARE = (
    *("sec", "csc", "cot", "asin", "acos", "asec", "acsc", "acot", "sech", "csch", "coth"),
    *("asinh", "acosh", "atanh", "sign", "heaviside", "sigmoid", "softplus", "relu"),
)
NUMBERS = (*(1, 2, 3, -1, -2, 5), *(Fraction(1, 2), Fraction(-1, 3), Fraction(3, 4)), 0, 7, 1000)
KINDS = {"add": 28, "mul": 22, "quotient": 8, "power": 12, "of two": 6, "plain": 16, "rare": 8}
"""What is built how often."""

EXPONENTS = (
    *(2, 2, 3, -1, -1, -2, 4, 0, 5),
    *(Fraction(1, 2), Fraction(-1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(3, 2)),
    *(Fraction(-1, 3), Fraction(1, 4), Fraction(5, 6)),
)


def domain_of(source: Random) -> dict[str, str]:
    """The range of one, two or three variables."""
    names = ("x", "y", "z")[: source.choice((1, 1, 2, 2, 3))]
    ranges = {name: source.choice(RANGES) for name in names}
    if source.random() < 1 / 8:
        ranges["n"] = "integer"
    return ranges


def formula(source: Random, names: list[str], size: int) -> Expression:
    """A random formula of about `size` operations."""
    if size <= 0:
        return _atom(source, names)
    (kind,) = source.choices(tuple(KINDS), tuple(KINDS.values()))
    if kind in ("add", "mul"):
        return apply(kind, *_parts(source, names, size))
    if kind == "quotient":
        top, bottom = _parts(source, names, size, 2)
        return top / source.choice((bottom, bottom**2 + 1))
    if kind == "of two":
        return _of_two(source, *_parts(source, names, size, 2))
    inside = formula(source, names, size - 1)
    if kind == "power":
        return inside ** rational(Fraction(source.choice(EXPONENTS)))
    return function(source.choice(PLAIN if kind == "plain" else RARE), inside)


def function(name: str, u: Expression) -> Expression:
    """A function of one argument, also one that is written with others."""
    if name == "sqrt":
        return u ** Fraction(1, 2)
    if name == "sigmoid":
        return 1 / (1 + apply("exp", -u))
    if name == "softplus":
        return apply("log", 1 + apply("exp", u))
    return apply("max", rational(0), u) if name == "relu" else apply(name, u)


def _atom(source: Random, names: list[str]) -> Expression:
    rare = source.choice((constant("pi"), decimal("0.1"), apply("exp", rational(1))))
    some = rational(Fraction(source.choice(NUMBERS)))
    return source.choices((symbol(source.choice(names)), some, rare), (10, 3, 1))[0]


def _parts(source: Random, names: list[str], size: int, count: int = 0) -> list[Expression]:
    count = count or source.choice((2, 2, 2, 3))
    cuts = sorted(source.randint(0, size - 1) for _ in range(count - 1))
    sizes = [high - low for low, high in zip((0, *cuts), (*cuts, size - 1), strict=True)]
    return [formula(source, names, part) for part in sizes]


def _of_two(source: Random, left: Expression, right: Expression) -> Expression:
    kind = source.choice(("max", "min", "atan2", "pow", "pow", "re", "abs"))
    if kind == "pow":
        return left**right
    if kind == "re":
        return apply("re", apply("exp", constant("i") * left) * right)
    if kind == "abs":
        return apply("abs", left + constant("i") * right)
    return apply(kind, left, right)
