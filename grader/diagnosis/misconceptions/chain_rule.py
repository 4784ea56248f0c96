"""How is the chain rule got wrong?"""

from __future__ import annotations

from collections.abc import Callable

from grader.diagnosis.differentiation import Differentiation, names
from grader.diagnosis.misconception import (
    Example,
    OneVariableForAll,
    SwappedVariables,
    Topic,
    WrongDerivative,
)
from grader.diagnosis.slopes import SLOPES, logistic_argument
from grader.expression import Expression, apply, postorder, total
from grader.expression.folding import plus, times

_IN_FUNCTIONS, _IN_POWERS, _INNERMOST = 1, 2, 3


class InnerDerivativeMissing(WrongDerivative):
    """The outer function is differentiated, and the derivative of the inner one is forgotten."""

    code, name, topic = "J101", "inner derivative missing", Topic.CHAIN
    hint = "d f(u) = f′(u)·du: a factor is missing. What is the derivative of the inner function?"
    example = Example("sin(x*y)", "x", "cos(x*y)")
    parts = 4

    def inside_function(self, slope: Expression, u: Expression) -> Expression:
        """The slope alone, unless it is forgotten in powers only."""
        return super().inside_function(slope, u) if self._keeps(u, _IN_POWERS) else slope

    def inside_power(self, slope: Expression, u: Expression) -> Expression:
        """The slope alone, unless it is forgotten in functions only."""
        return super().inside_power(slope, u) if self._keeps(u, _IN_FUNCTIONS) else slope

    def _keeps(self, u: Expression, elsewhere: int) -> bool:
        part = self.part(InnerDerivativeMissing)
        return part == elsewhere or (part == _INNERMOST and any(map(_is_chain, postorder(u))))


class InnerDerivativesSwapped(SwappedVariables):
    """The inner derivatives by two variables change places."""

    code, name, topic = "J102", "inner derivatives swapped", Topic.CHAIN
    hint = "While one variable moves, the other stands still. Which inner factor is the constant?"
    example = Example("sin(x*y)", "x", "cos(x*y)*x")

    def inner(self, u: Expression) -> Expression:
        """The derivative by the other variable, if the inner function holds it."""
        if self.other not in names(u):
            return self.derivative(u)
        return Differentiation(self.other).derivative(u)


class SameInnerDerivative(OneVariableForAll, InnerDerivativesSwapped):
    """One inner derivative is used for every variable."""

    code, name = "J103", "same inner derivative for all variables"
    hint = "Differentiate the inner function by each variable: the results need not be the same."
    example = Example("sin(x*y)", "y", "cos(x*y)*y")


class InnerDerivativeInside(WrongDerivative):
    """The inner derivative is put inside the outer one, in place of the inner function."""

    code, name, topic = "J104", "inner derivative put inside", Topic.CHAIN
    hint = "f(u) has the slope f′(u)·u′: is u′ a factor, or the argument of f′?"
    example = Example("sin(x**2)", "x", "cos(2*x)")

    def function(self, operation: str, u: Expression) -> Expression:
        """The slope of the outer function at the inner derivative."""
        return self.slope(operation, self.derivative(u))


class OuterDerivativeMissing(WrongDerivative):
    """Only the inner function is differentiated; the outer function leaves no trace."""

    code, name, topic = "J105", "outer derivative missing", Topic.CHAIN
    hint = "That is the derivative of the inner function alone. What does the outer function add?"
    example = Example("sin(x*y)", "x", "y")

    def chain(self, slope: Expression, inner: Expression) -> Expression:
        """The inner derivative alone."""
        del slope
        return inner


class OuterFunctionKept(WrongDerivative):
    """The inner derivative is there, but the outer function stays as it was."""

    code, name, topic = "J106", "outer function not differentiated", Topic.CHAIN
    hint = "The inner derivative is there. What is the derivative of the outer function?"
    example = Example("sin(x*y)", "x", "sin(x*y)*y")

    def slope(self, operation: str, u: Expression) -> Expression:
        """The function itself."""
        return apply(operation, u)


class InnerFunctionAsFactor(WrongDerivative):
    """The factor beside the outer derivative is the inner function, not its derivative."""

    code, name, topic = "J107", "inner function not differentiated", Topic.CHAIN
    hint = "The factor beside the outer derivative is the inner function. What should it be?"
    example = Example("sin(x*y)", "x", "cos(x*y)*x*y")

    def inner(self, u: Expression) -> Expression:
        """The inner function as it is."""
        return u if self.varies(u) and u.arguments else self.derivative(u)


class FunctionOfSumSplit(WrongDerivative):
    """A function or a power of a sum is read as the sum of its values."""

    code, name, topic = "J108", "function of a sum split", Topic.CHAIN
    hint = "Is f(u + v) the same as f(u) + f(v)? Try it with numbers."
    example = Example("exp(x + z)", "x", "exp(x)")

    def prepared(self, component: Expression) -> Expression:
        """The component with every function of a sum split."""
        return rebuilt(component, _split)


class ConstantInsideForgotten(WrongDerivative):
    """A constant inside a function, such as the bias of a layer, is left out."""

    code, name, topic = "J109", "constant inside a function forgotten", Topic.CHAIN
    hint = "At which argument does the outer derivative stand, and at which one the function?"
    example = Example("tanh(2*x + y + 1)", "x", "2*(1 - tanh(2*x + y)**2)")

    def prepared(self, component: Expression) -> Expression:
        """The component with no constant terms inside functions."""
        return rebuilt(component, self._without_constants)

    def _without_constants(self, u: Expression) -> Expression:
        if u.operation not in SLOPES:
            return u
        return apply(u.operation, self._moving(u.arguments[0]))

    def _moving(self, u: Expression) -> Expression:
        if u.operation == "mul":
            return times(*(self._moving(factor) for factor in u.arguments))
        if u.operation != "add":
            return u
        return plus(*(term for term in u.arguments if names(term).intersection(self.variables)))


def _is_chain(u: Expression) -> bool:
    """Whether `u` is a function or a power of something with an inner derivative."""
    inside = u.arguments[-1 if u.operation == "exp" else 0] if u.arguments else u
    return u.operation in {*SLOPES, "pow"} and bool(inside.arguments)


def rebuilt(root: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """`root` with `change` applied to each of its parts, the innermost ones first."""
    built: dict[Expression, Expression] = {}
    for old in postorder(root):
        arguments = (built[argument] for argument in old.arguments)
        built[old] = change(apply(old.operation, *arguments)) if old.arguments else old
    return built[root]


def _split(u: Expression) -> Expression:
    if u.operation not in {*SLOPES, "pow"} or u.arguments[0].operation != "add":
        return u
    if logistic_argument(u) is not None:
        return u
    return total(apply(u.operation, term, *u.arguments[1:]) for term in u.arguments[0].arguments)
