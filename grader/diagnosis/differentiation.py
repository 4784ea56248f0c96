"""How is a formula differentiated? One method a rule, so that a misconception can replace one rule.

>>> from grader.text import parse
>>> str(Differentiation("y").entry(parse("sin(x*y) + x*y**2", ("x", "y"))))
'cos(x*y)*x + x*2*y'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar

from grader.diagnosis.slopes import SLOPES, logistic_argument
from grader.expression import Expression, apply, number, product, rational, symbols
from grader.expression.folding import plus, times

ZERO, ONE, MINUS_ONE = rational(0), rational(1), rational(-1)


class NoRuleError(Exception):
    """A formula holds an operation that no rule covers."""


class Differentiation:
    """The derivative by one variable, by the rules of a textbook.

    A subclass replaces one rule. Two subclasses combine by inheritance: rules call each other
    through `self` alone.

    Args:
        variable: the variable by which is differentiated.
        variables: all variables; other names are constants.
        other: another variable, for a rule that takes one for the other.
        touched: for each rule that is replaced, which part of a formula the slip touches, from 0
            to the `parts` of its class − 1.
    """

    parts: ClassVar[int] = 1

    def __init__(
        self,
        variable: str,
        variables: Sequence[str] = (),
        other: str = "",
        touched: Mapping[type, int] | None = None,
    ) -> None:
        self.variable, self.variables = variable, variables
        self.other, self._touched = other or variable, touched or {}
        self._known: dict[Expression, Expression] = {}

    @classmethod
    def exchanges(cls, variables: Sequence[str]) -> Iterable[Mapping[str, str]]:
        """For each way to take variables for others: which one is taken for which."""
        del variables
        return ({},)

    def part(self, kind: type) -> int:
        """Which part of a formula the slip that `kind` declares touches."""
        return self._touched.get(kind, 0)

    def entry(self, component: Expression) -> Expression:
        """The derivative of a whole component.

        Raises:
            NoRuleError: it holds an operation that no rule covers.
        """
        return self.derivative(self.prepared(component))

    def prepared(self, component: Expression) -> Expression:
        """What is differentiated in place of `component`."""
        return component

    def derivative(self, u: Expression) -> Expression:
        """The derivative of a part of a formula."""
        if u not in self._known:
            self._known[u] = self._differentiated(u)
        return self._known[u]

    def _differentiated(self, u: Expression) -> Expression:  # noqa: PLR0911 - one rule a line
        if not self.varies(u):
            return self.constant(u)
        match u.operation:
            case "symbol":
                return ONE
            case "add":
                return self.sum(u.arguments)
            case "mul":
                return self.product(u.arguments)
            case "pow":
                return self.power(u.arguments[0], u.arguments[1])
            case "atan2":
                return self.angle(u.arguments[0], u.arguments[1])
            case operation if operation in SLOPES:
                return self.function(operation, u.arguments[0])
            case operation:
                raise NoRuleError(operation)

    def varies(self, u: Expression) -> bool:
        """Whether `u` holds the variable."""
        return self.variable in names(u)

    def constant(self, u: Expression) -> Expression:
        """The derivative of what does not hold the variable."""
        del u
        return ZERO

    def sum(self, terms: Sequence[Expression]) -> Expression:
        """The derivative of a sum."""
        return plus(*(self.derivative(term) for term in terms))

    def product(self, factors: Sequence[Expression]) -> Expression:
        """The derivative of a product: constant factors stay."""
        constants = [factor for factor in factors if not self.varies(factor)]
        varying = [factor for factor in factors if self.varies(factor)]
        return times(*self.constant_factors(constants), self._varying(varying))

    def constant_factors(self, factors: Sequence[Expression]) -> Sequence[Expression]:
        """The factors that stay, of those that do not hold the variable."""
        return factors

    def _varying(self, factors: Sequence[Expression]) -> Expression:
        below = [factor for factor in factors if self.is_below(factor)]
        above = [factor for factor in factors if not self.is_below(factor)]
        if len(factors) == 1:
            return self.derivative(factors[0])
        if below and above:
            denominator = product(_turned(factor) for factor in below)
            return self.quotient(product(above), denominator)
        return self.product_rule(factors)

    def is_below(self, factor: Expression) -> bool:
        """Whether a factor stands in the denominator of a quotient."""
        return is_reciprocal(factor)

    def product_rule(self, factors: Sequence[Expression]) -> Expression:
        """The derivative of a product of factors that all hold the variable."""
        return plus(*self.summands(factors))

    def summands(self, factors: Sequence[Expression]) -> list[Expression]:
        """The summands of the product rule: each has one factor differentiated."""
        return [
            times(*factors[:i], self.derivative(factor), *factors[i + 1 :])
            for i, factor in enumerate(factors)
        ]

    def quotient(self, u: Expression, v: Expression) -> Expression:
        """The derivative of u/v where both hold the variable."""
        above = plus(times(self.derivative(u), v), times(MINUS_ONE, u, self.derivative(v)))
        return times(above, v**-2)

    def power(self, base: Expression, exponent: Expression) -> Expression:
        """The derivative of a power, of the logistic function if it is written as one."""
        z = logistic_argument(apply("pow", base, exponent))
        if z is not None:
            return self.inside_function(self.logistic_slope(base**-1), z)
        if not self.varies(exponent):
            return self.inside_power(self.power_slope(base, exponent), base)
        if not self.varies(base):
            return self.inside_function(self.exponential_slope(base, exponent), exponent)
        logarithm = apply("log", base)
        inner = plus(
            times(self.derivative(exponent), logarithm),
            times(exponent, self.derivative(base), base**-1),
        )
        return times(apply("pow", base, exponent), inner)

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The slope of a power, by its base."""
        return times(exponent, lowered(base, exponent))

    def exponential_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The slope of a power, by its exponent."""
        return times(apply("pow", base, exponent), apply("log", base))

    def logistic_slope(self, s: Expression) -> Expression:
        """The slope of the logistic function where its value is s."""
        return times(s, 1 - s)

    def angle(self, y: Expression, x: Expression) -> Expression:
        """The derivative of atan2(y, x)."""
        above = plus(times(x, self.derivative(y)), times(MINUS_ONE, y, self.derivative(x)))
        return times(above, (x**2 + y**2) ** -1)

    def function(self, operation: str, u: Expression) -> Expression:
        """The derivative of a function of one argument."""
        return self.inside_function(self.slope(operation, u), u)

    def inside_function(self, slope: Expression, u: Expression) -> Expression:
        """The slope of a function, and what its argument adds to it."""
        return self.chained(slope, u)

    def inside_power(self, slope: Expression, u: Expression) -> Expression:
        """The slope of a power, and what its base adds to it."""
        return self.chained(slope, u)

    def slope(self, operation: str, u: Expression) -> Expression:
        """The slope of a function where its argument is u."""
        return SLOPES[operation](u)

    def chained(self, slope: Expression, u: Expression) -> Expression:
        """The slope of an outer function, and what the inner function u adds to it."""
        return self.chain(slope, self.inner(u))

    def inner(self, u: Expression) -> Expression:
        """The derivative of an inner function."""
        return self.derivative(u)

    def chain(self, slope: Expression, inner: Expression) -> Expression:
        """The chain rule."""
        return times(slope, inner)


_remembered = lru_cache(maxsize=2048)
"""What every variant asks again."""


@_remembered
def names(u: Expression) -> frozenset[str]:
    """The variables in `u`."""
    return symbols(u)


@_remembered
def is_reciprocal(u: Expression) -> bool:
    """Whether `u` is a power with a negative number as its exponent."""
    return u.operation == "pow" and (number(u.arguments[1]) or 0) < 0


@_remembered
def lowered(base: Expression, exponent: Expression) -> Expression:
    """The power with an exponent that is less by one."""
    n = number(exponent)
    if n is None:
        return apply("pow", base, exponent - 1)
    return ONE if n == 1 else raised(base, n - 1)


@_remembered
def raised(base: Expression, n: Fraction) -> Expression:
    """The power of `base` with the number n as exponent; the base itself for 1."""
    return base if n == 1 else base**n


@_remembered
def _turned(u: Expression) -> Expression:
    n = number(u.arguments[1])
    assert n is not None  # noqa: S101 - only reciprocals come here
    return raised(u.arguments[0], -n)
