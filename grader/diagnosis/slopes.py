"""What is the slope of each function of the course, as a formula of its argument?

>>> from grader.expression import symbol
>>> str(SLOPES["sin"](symbol("u"))), str(SLOPES["atan"](symbol("u")))
('cos(u)', '1/(1 + u**2)')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

from grader.expression import Expression, apply, number, rational

Slope = Callable[[Expression], Expression]
HALF = Fraction(1, 2)


def root(u: Expression) -> Expression:
    """The square root of u."""
    return apply("pow", u, rational(HALF))


SLOPES: Mapping[str, Slope] = {
    "exp": lambda u: apply("exp", u),
    "log": lambda u: u**-1,
    "sin": lambda u: apply("cos", u),
    "cos": lambda u: -apply("sin", u),
    "tan": lambda u: apply("cos", u) ** -2,
    "sec": lambda u: apply("sec", u) * apply("tan", u),
    "csc": lambda u: -(apply("csc", u) * apply("cot", u)),
    "cot": lambda u: -(apply("sin", u) ** -2),
    "asin": lambda u: 1 / root(1 - u**2),
    "acos": lambda u: -(1 / root(1 - u**2)),
    "atan": lambda u: 1 / (1 + u**2),
    "acot": lambda u: -(1 / (1 + u**2)),
    "asec": lambda u: 1 / (apply("abs", u) * root(u**2 - 1)),
    "acsc": lambda u: -(1 / (apply("abs", u) * root(u**2 - 1))),
    "sinh": lambda u: apply("cosh", u),
    "cosh": lambda u: apply("sinh", u),
    "tanh": lambda u: 1 - apply("tanh", u) ** 2,
    "sech": lambda u: -(apply("sech", u) * apply("tanh", u)),
    "csch": lambda u: -(apply("csch", u) * apply("coth", u)),
    "coth": lambda u: -(apply("csch", u) ** 2),
    "asinh": lambda u: 1 / root(1 + u**2),
    "acosh": lambda u: 1 / (root(u - 1) * root(u + 1)),
    "atanh": lambda u: 1 / (1 - u**2),
    "abs": lambda u: apply("sign", u),
    "sign": lambda _: rational(0),
    "heaviside": lambda _: rational(0),
}
"""Almost everywhere, for abs, sign and heaviside."""


@lru_cache(maxsize=2048)
def logistic_argument(u: Expression) -> Expression | None:
    """The z of which u is the logistic function 1/(1 + exp(−z)), if it is written so.

    >>> from grader.text import parse
    >>> str(logistic_argument(parse("1/(1 + exp(-x*y))", ("x", "y"))))
    'x*y'
    """
    if u.operation != "pow" or number(u.arguments[1]) != -1 or u.arguments[0].operation != "add":
        return None
    terms = u.arguments[0].arguments
    exponentials = [term for term in terms if term.operation == "exp"]
    others = [term for term in terms if term.operation != "exp"]
    if len(exponentials) != 1 or len(others) != 1 or number(others[0]) != 1:
        return None
    return negative(exponentials[0].arguments[0])


def negative(u: Expression) -> Expression:
    """−u, without two minus signs in a row."""
    if u.operation == "mul" and number(u.arguments[0]) == -1:
        rest = u.arguments[1:]
        return rest[0] if len(rest) == 1 else apply("mul", *rest)
    return -u
