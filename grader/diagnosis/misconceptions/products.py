"""How are products, quotients and constant factors got wrong?"""

from __future__ import annotations

from collections.abc import Sequence

from grader.diagnosis.differentiation import (
    MINUS_ONE,
    ZERO,
    Differentiation,
    is_reciprocal,
    names,
)
from grader.diagnosis.misconception import Example, SwappedVariables, Topic, WrongDerivative
from grader.diagnosis.slopes import logistic_argument
from grader.expression import Expression, number, symbols
from grader.expression.folding import plus, times


class InnerRight(WrongDerivative):
    """A misconception that leaves inner derivatives right: a wrong one has a name of its own."""

    def inner(self, u: Expression) -> Expression:
        """The right one."""
        return Differentiation(self.variable).derivative(u)


class ProductOfDerivatives(WrongDerivative):
    """The derivative of a product is taken for the product of the derivatives; likewise u′/v′."""

    code, name, topic = "J131", "product of the derivatives", Topic.PRODUCTS
    hint = "(u·v)′ is not u′·v′. Which two summands has the product rule?"
    example = Example("x*exp(x)", "x", "exp(x)")
    parts = 2

    def is_below(self, factor: Expression) -> bool:
        """The logistic function is a quotient, or a factor like any other."""
        is_factor = self.part(ProductOfDerivatives) and logistic_argument(factor) is not None
        return super().is_below(factor) and not is_factor

    def product_rule(self, factors: Sequence[Expression]) -> Expression:
        """All factors differentiated at once."""
        return times(*(self.derivative(factor) for factor in factors))

    def quotient(self, u: Expression, v: Expression) -> Expression:
        """Both differentiated."""
        return times(self.derivative(u), self.derivative(v) ** -1)


class OneSummandOfProductRule(WrongDerivative):
    """Only one factor of a product or quotient is differentiated; the others count as constants."""

    code, name, topic = "J132", "summand of the product rule missing", Topic.PRODUCTS
    hint = "Which factors hold the variable? Each of them gives a summand."
    example = Example("x*exp(x)", "x", "exp(x)")
    parts = 3

    def product_rule(self, factors: Sequence[Expression]) -> Expression:
        """One summand."""
        summands, part = self.summands(factors), self.part(OneSummandOfProductRule)
        return summands[part] if part < len(summands) else plus(*summands)

    def quotient(self, u: Expression, v: Expression) -> Expression:
        """The denominator, or the numerator, taken as a constant."""
        if self.part(OneSummandOfProductRule):
            return times(MINUS_ONE, u, self.derivative(v), v**-2)
        return times(self.derivative(u), v**-1)


class SignOfProductRule(WrongDerivative):
    """The summands of the product rule are subtracted."""

    code, name, topic = "J133", "sign in the product rule", Topic.PRODUCTS
    hint = "Are the two summands of the product rule added or subtracted?"
    example = Example("x*exp(x)", "x", "exp(x) - x*exp(x)")

    def product_rule(self, factors: Sequence[Expression]) -> Expression:
        """The first summand minus the others."""
        first, *others = self.summands(factors)
        return plus(first, times(MINUS_ONE, plus(*others)))


class SignOfQuotientRule(WrongDerivative):
    """The products in the numerator of the quotient rule are added."""

    code, name, topic = "J134", "sign in the quotient rule", Topic.PRODUCTS
    hint = "Which sign stands between the two products in the numerator of the quotient rule?"
    example = Example("x/(x + y)", "x", "(x + y + x)/(x + y)**2")

    def quotient(self, u: Expression, v: Expression) -> Expression:
        """The numerator with a plus sign."""
        return times(plus(times(self.derivative(u), v), times(u, self.derivative(v))), v**-2)

    def product(self, factors: Sequence[Expression]) -> Expression:
        """With a plus sign, too, where the quotient rule could be spared."""
        right = super().product(factors)
        return times(MINUS_ONE, right) if _is_fraction_in_parts(self, factors) else right


class OrderOfQuotientRule(WrongDerivative):
    """The products in the numerator of the quotient rule stand in the other order."""

    code, name, topic = "J135", "order in the quotient rule", Topic.PRODUCTS
    hint = "Which product comes first in the numerator, the one with u′ or the one with v′?"
    example = Example("x/(x + y)", "x", "(x - (x + y))/(x + y)**2")

    def quotient(self, u: Expression, v: Expression) -> Expression:
        """The negative of the right one."""
        return times(MINUS_ONE, super().quotient(u, v))

    def product(self, factors: Sequence[Expression]) -> Expression:
        """The negative of the right one, too, where the quotient rule could be spared."""
        right = super().product(factors)
        return times(MINUS_ONE, right) if _is_fraction_in_parts(self, factors) else right


class DenominatorNotSquared(WrongDerivative):
    """The denominator of the quotient rule stays as it was."""

    code, name, topic = "J136", "denominator not squared", Topic.PRODUCTS
    hint = "What happens to the denominator in the quotient rule?"
    example = Example("x/(x + y)", "x", "(x + y - x)/(x + y)")

    def quotient(self, u: Expression, v: Expression) -> Expression:
        """The right numerator over the denominator itself."""
        return times(super().quotient(u, v), v)


class ConstantFactorDropped(InnerRight):
    """A constant factor, a number or another variable, disappears with the differentiation."""

    code, name, topic = "J137", "constant factor dropped", Topic.PRODUCTS
    hint = "A constant factor stays when you differentiate. Which factors of the term are constant?"
    example = Example("2*x*y", "x", "2")
    parts = 6

    def constant_factors(self, factors: Sequence[Expression]) -> Sequence[Expression]:
        """No names, no numbers, neither, or one name less; a sign stays."""
        signs = [f for f in factors if number(f) == -1]
        numbers = [f for f in factors if number(f) not in (None, -1)]
        others = [f for f in factors if number(f) is None]
        single = self.part(ConstantFactorDropped) - 3
        if single >= 0:
            return (*signs, *numbers, *others[:single], *others[single + 1 :])
        return (*signs, *(numbers, others, ())[self.part(ConstantFactorDropped)])


class FactorsExchanged(InnerRight, SwappedVariables):
    """In a product of variables the factor that stays is the wrong one."""

    code, name, topic = "J138", "factors of a product exchanged", Topic.VARIABLES
    hint = "When that variable moves, which factor of the product is the constant one?"
    example = Example("x*y", "x", "x")

    def product(self, factors: Sequence[Expression]) -> Expression:
        """The derivative by the other variable, if it is among the factors."""
        other = Differentiation(self.other).product(factors)
        return super().product(factors) if other is ZERO else other


class ConstantFactorDifferentiated(WrongDerivative):
    """A constant factor is differentiated too, so that the term disappears."""

    code, name, topic = "J139", "constant factor differentiated", Topic.PRODUCTS
    hint = "A constant factor stays when you differentiate; it does not make the term vanish."
    example = Example("3*x + x*y", "x", "0")

    def constant_factors(self, factors: Sequence[Expression]) -> Sequence[Expression]:
        """Their derivatives: zero."""
        return (ZERO,) if factors else ()


class AllFactorsDifferentiated(InnerRight):
    """The factors that hold other variables only are differentiated too, each by its own."""

    code, name, topic = "J140", "factors of other variables differentiated too", Topic.VARIABLES
    hint = "Only one variable moves. Which factors of the term are constants then?"
    example = Example("x**2*y", "y", "2*x")

    def constant_factors(self, factors: Sequence[Expression]) -> Sequence[Expression]:
        """The derivative of each by the variables in it."""
        return [self._own(factor) for factor in factors]

    def _own(self, factor: Expression) -> Expression:
        own = sorted(names(factor).intersection(self.variables))
        alone = len(own) == 1 and factor.operation != "symbol"
        return Differentiation(own[0]).derivative(factor) if alone else factor


def _is_fraction_in_parts(rules: Differentiation, factors: Sequence[Expression]) -> bool:
    """Whether only the denominator varies, but shares a variable with the rest, as y in x/(x + y).

    Whoever uses the quotient rule for one of the variables uses it for the other one.
    """
    below = [factor for factor in factors if rules.varies(factor)]
    above = [factor for factor in factors if not rules.varies(factor)]
    shared = symbols(*below) & symbols(*above)
    return all(map(is_reciprocal, below)) and not shared.isdisjoint(rules.variables)
