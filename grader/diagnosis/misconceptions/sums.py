"""How are sums, constants and absent variables got wrong?"""

from __future__ import annotations

from collections.abc import Sequence

from grader.diagnosis.differentiation import ZERO, Differentiation, names
from grader.diagnosis.misconception import Example, OneVariableForAll, Topic, WrongDerivative
from grader.expression import Expression, number
from grader.expression.folding import plus

_TERMS = 4
"""Up to which term of a sum a slip in one of them is looked for."""


class OtherTermsKept(WrongDerivative):
    """A term without the variable is kept as it is."""

    code, name, topic = "J141", "terms without the variable kept", Topic.SUMS
    hint = "What is the derivative of a term in which the variable does not occur?"
    example = Example("x**2 + y*z", "x", "2*x + y*z")
    parts = 3

    def sum(self, terms: Sequence[Expression]) -> Expression:
        """The right derivative, and the constant terms: all, the numbers, or the others."""
        constant = [term for term in terms if not self.varies(term)]
        numbers = [term for term in constant if not self._moves(term)]
        others = [term for term in constant if self._moves(term)]
        return plus(super().sum(terms), *(constant, numbers, others)[self.part(OtherTermsKept)])

    def _moves(self, term: Expression) -> bool:
        return any(Differentiation(each).varies(term) for each in self.variables)


class TermForgotten(WrongDerivative):
    """One of several terms that hold the variable gives nothing."""

    code, name, topic = "J142", "derivative of a term missing", Topic.SUMS
    hint = "In how many terms does the variable occur? Each of them gives a part of the derivative."
    example = Example("x**2 + sin(x*y)", "x", "2*x")
    parts = 4

    def sum(self, terms: Sequence[Expression]) -> Expression:
        """The derivative without that of one term."""
        derivatives = [self.derivative(term) for term in terms if self.varies(term)]
        if len(derivatives) > 1 and self.part(TermForgotten) < len(derivatives):
            del derivatives[self.part(TermForgotten)]
        return plus(*derivatives)


class SlipInTerm(WrongDerivative):
    """A slip in the terms of the output itself, as told from those of a part of it."""

    _terms: Sequence[Expression] = ()

    def entry(self, component: Expression) -> Expression:
        """The derivative of a component, whose own terms are remembered."""
        self._terms = self.prepared(component).arguments
        return super().entry(component)

    def are_own(self, terms: Sequence[Expression]) -> bool:
        """Whether these are the terms of the component."""
        return terms is self._terms


class SignOfTerm(SlipInTerm):
    """The sign of a term is lost on the way."""

    code, name, topic = "J143", "sign of a term lost", Topic.SUMS
    hint = "Compare the sign of each term in the output and in your entry."
    example = Example("x**2 - y**2", "y", "2*y")
    parts = 2 * _TERMS

    def sum(self, terms: Sequence[Expression]) -> Expression:
        """The derivative with the sign of one term changed.

        Inside a part of the component, where less is seen of it, only a minus sign is lost.
        """
        moving = [term for term in terms if self.varies(term)]
        inside, place = divmod(self.part(SignOfTerm), _TERMS)
        signed = moving if self.are_own(terms) else [t for t in moving if _is_negative(t)]
        if bool(inside) == self.are_own(terms) or place >= len(signed):
            return super().sum(terms)
        slip = signed[place]
        return plus(*(-self.derivative(t) if t is slip else self.derivative(t) for t in moving))


class TermNotDifferentiated(SlipInTerm):
    """One of several terms that hold the variable is kept as it is."""

    code, name, topic = "J144", "term not differentiated", Topic.SUMS
    hint = "One term of the output is still there as it was. What is its derivative?"
    example = Example("x**2 + x*y", "x", "2*x + x*y")
    parts = 4

    def sum(self, terms: Sequence[Expression]) -> Expression:
        """The derivative with one term in place of its derivative."""
        if not self.are_own(terms):
            return super().sum(terms)
        moving = [term for term in terms if self.varies(term)]
        return plus(
            *(
                term if place == self.part(TermNotDifferentiated) else self.derivative(term)
                for place, term in enumerate(moving)
            )
        )


class NotDifferentiated(WrongDerivative):
    """The output itself stands where its derivative belongs."""

    code, name, topic = "J151", "output not differentiated", Topic.VARIABLES
    hint = "That is the output itself. What is its slope while that variable moves?"
    generic = True
    example = Example("sin(x*y)", "x", "sin(x*y)")

    def entry(self, component: Expression) -> Expression:
        """The component."""
        return component


class VariableOverlooked(WrongDerivative):
    """The entry is 0, as if the output did not depend on the variable."""

    code, name, topic = "J152", "dependence on a variable overlooked", Topic.VARIABLES
    hint = "Does that output change while that variable alone moves?"
    generic = True
    example = Example("x**2*y", "y", "0")

    def entry(self, component: Expression) -> Expression:
        """Zero."""
        del component
        return ZERO


class AbsentVariable(OneVariableForAll):
    """The output does not hold the variable, but the entry is not 0."""

    code, name, topic = "J153", "derivative by an absent variable", Topic.VARIABLES
    hint = "Does that output hold that variable? What if the variable alone moves?"
    example = Example("exp(x + z)", "y", "exp(x + z)")

    def entry(self, component: Expression) -> Expression:
        """The derivative by another variable, where the right one is absent."""
        return Differentiation(self.variable if self.varies(component) else self.other).entry(
            component
        )


class DerivativesAdded(WrongDerivative):
    """The derivatives by all variables are added into one entry."""

    code, name, topic = "J154", "derivatives by several variables added", Topic.VARIABLES
    hint = "Each column belongs to one variable: move that one alone."
    example = Example("x**2*y", "x", "2*x*y + x**2")

    def entry(self, component: Expression) -> Expression:
        """The sum of the row."""
        return plus(*(Differentiation(each).entry(component) for each in self.variables))


class OtherVariable(OneVariableForAll):
    """The output is differentiated by another variable."""

    code, name, topic = "J155", "differentiated by another variable", Topic.VARIABLES
    hint = "Which variable moves in that column?"
    generic = True
    example = Example("x**2*y", "x", "x**2")

    def entry(self, component: Expression) -> Expression:
        """The derivative by the other variable."""
        return Differentiation(self.other).entry(component)


class ByConstant(WrongDerivative):
    """A constant with a name, such as a weight, is taken for the variable beside it."""

    code, name, topic = "J156", "differentiated by a constant", Topic.VARIABLES
    hint = "Which letters are inputs of the map, and which ones are constants?"
    example = Example("tanh(a*x)", "x", "x*(1 - tanh(a*x)**2)")

    def product(self, factors: Sequence[Expression]) -> Expression:
        """The derivative by the constant, if there is one among the factors."""
        constants = [f for f in factors if f.operation == "symbol" and not self._is_variable(f)]
        if len(constants) != 1:
            return super().product(factors)
        (name,) = names(constants[0])
        return Differentiation(name).product(factors)

    def _is_variable(self, factor: Expression) -> bool:
        return not names(factor).isdisjoint(self.variables)


def _is_negative(term: Expression) -> bool:
    factor = number(term.arguments[0] if term.operation == "mul" else term)
    return factor is not None and factor < 0
