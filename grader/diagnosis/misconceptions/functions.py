"""How is the derivative of a single function or power got wrong?"""

from __future__ import annotations

from grader.diagnosis.differentiation import ONE, lowered, raised
from grader.diagnosis.misconception import Example, Topic, WrongDerivative
from grader.diagnosis.misconceptions.chain_rule import rebuilt
from grader.diagnosis.slopes import root
from grader.expression import Expression, apply, number, product, rational
from grader.expression.folding import times


class SignOfCosine(WrongDerivative):
    """The derivative of the cosine is taken for the sine itself."""

    code, name, topic = "J111", "sign of the cosine's derivative", Topic.FUNCTIONS
    hint = "Does the cosine rise or fall right of 0? Compare with the sign that you wrote."
    example = Example("cos(x*y)", "x", "sin(x*y)*y")

    def slope(self, operation: str, u: Expression) -> Expression:
        """The sine, for the cosine."""
        return apply("sin", u) if operation == "cos" else super().slope(operation, u)


class SignOfSine(WrongDerivative):
    """The derivative of the sine gets a minus sign."""

    code, name, topic = "J112", "sign of the sine's derivative", Topic.FUNCTIONS
    hint = "Is the slope of sin at 0 positive or negative?"
    example = Example("sin(x*y)", "x", "-cos(x*y)*y")

    def slope(self, operation: str, u: Expression) -> Expression:
        """Minus the cosine, for the sine."""
        return -apply("cos", u) if operation == "sin" else super().slope(operation, u)


class HyperbolicLikeCircular(WrongDerivative):
    """Signs of the circular functions are carried over to the hyperbolic ones."""

    code, name, topic = "J113", "hyperbolic functions taken like circular ones", Topic.FUNCTIONS
    hint = "cosh is (eˣ + e⁻ˣ)/2. Differentiate that: which sign comes out?"
    example = Example("cosh(x)", "x", "-sinh(x)")

    def slope(self, operation: str, u: Expression) -> Expression:
        """Minus sinh for cosh, 1 + tanh² for tanh."""
        if operation == "cosh":
            return -apply("sinh", u)
        return 1 + apply("tanh", u) ** 2 if operation == "tanh" else super().slope(operation, u)


class LogisticLikeTanh(WrongDerivative):
    """The derivative of tanh, 1 − t², is used for the logistic function."""

    code, name, topic = "J114", "derivative of tanh used for the logistic function", Topic.FUNCTIONS
    hint = "1 − t² belongs to tanh. Express the derivative of the logistic function by its value s."
    example = Example("1/(1 + exp(-x))", "x", "1 - 1/(1 + exp(-x))**2")

    def logistic_slope(self, s: Expression) -> Expression:
        """What it would be for tanh."""
        return 1 - s**2


class TanhLikeLogistic(WrongDerivative):
    """The derivative of the logistic function, s(1 − s), is used for tanh."""

    code, name, topic = "J115", "derivative of the logistic function used for tanh", Topic.FUNCTIONS
    hint = "s(1 − s) belongs to the logistic function. Express the derivative of tanh by its value."
    example = Example("tanh(x)", "x", "tanh(x)*(1 - tanh(x))")

    def slope(self, operation: str, u: Expression) -> Expression:
        """What it would be for the logistic function."""
        value = apply("tanh", u)
        return value * (1 - value) if operation == "tanh" else super().slope(operation, u)


class HalfOfActivation(WrongDerivative):
    """The derivative of the logistic function or of tanh has two parts, and one is missing."""

    code, name, topic = "J116", "half of the activation's derivative", Topic.FUNCTIONS
    hint = "The derivative of the activation has one more part. How is it expressed by the value?"
    example = Example("1/(1 + exp(-x))", "x", "1/(1 + exp(-x))")
    parts = 2

    def logistic_slope(self, s: Expression) -> Expression:
        """The value s alone, or 1 − s alone."""
        return 1 - s if self.part(HalfOfActivation) else s

    def slope(self, operation: str, u: Expression) -> Expression:
        """The square forgotten, or the 1, for tanh."""
        value = apply("tanh", u)
        if operation != "tanh":
            return super().slope(operation, u)
        return -(value**2) if self.part(HalfOfActivation) else 1 - value


class SquareMissing(WrongDerivative):
    """The slope of tan, or of an inverse function, lacks a square or a square root."""

    code, name, topic = "J117", "square or root missing in a function's slope", Topic.FUNCTIONS
    hint = "Look the derivative of that function up again: what is squared in it?"
    example = Example("atan(x)", "x", "1/(1 + x)")

    def slope(self, operation: str, u: Expression) -> Expression:
        """The slope with one square less."""
        match operation:
            case "tan":
                return apply("cos", u) ** -1
            case "atan":
                return 1 / (1 + u)
            case "asin":
                return 1 / (1 - u**2)
            case "acos":
                return -1 / (1 - u**2)
            case _:
                return super().slope(operation, u)


class SignOfInverseFunction(WrongDerivative):
    """A sign inside the derivative of an inverse function is wrong."""

    code, name, topic = "J118", "sign in the derivative of an inverse function", Topic.FUNCTIONS
    hint = "Which sign stands before the square in the derivative of that inverse function?"
    example = Example("atan(x)", "x", "1/(1 - x**2)")

    def slope(self, operation: str, u: Expression) -> Expression:
        """The slope with the other sign before the square."""
        match operation:
            case "atan":
                return 1 / (1 - u**2)
            case "atanh":
                return 1 / (1 + u**2)
            case "asin":
                return 1 / root(1 + u**2)
            case "asinh":
                return 1 / root(1 - u**2)
            case _:
                return super().slope(operation, u)


class SignOfLogistic(WrongDerivative):
    """A sign inside the derivative of the logistic function is wrong: s(1 + s) for s(1 − s)."""

    code, name, topic = "J119", "sign in the logistic function's derivative", Topic.FUNCTIONS
    hint = "The logistic function is flat where s is near 1. Is your derivative small there?"
    example = Example("1/(1 + exp(-x))", "x", "(1 + 1/(1 + exp(-x)))/(1 + exp(-x))")

    def logistic_slope(self, s: Expression) -> Expression:
        """With a plus sign."""
        return s * (1 + s)


class PowerRuleOnExponential(WrongDerivative):
    """An exponential is treated as a power: its exponent comes down and loses one."""

    code, name, topic = "J121", "power rule on an exponential", Topic.POWERS
    hint = "In a power xⁿ the base moves. What moves here, the base or the exponent?"
    example = Example("exp(x + z)", "x", "(x + z)*exp(x + z - 1)")

    def slope(self, operation: str, u: Expression) -> Expression:
        """The exponent comes down."""
        return u * apply("exp", u - 1) if operation == "exp" else super().slope(operation, u)

    def exponential_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The exponent comes down."""
        return exponent * apply("pow", base, exponent - 1)


class LogarithmMissing(WrongDerivative):
    """The derivative of aᵘ is taken like that of eᵘ, without log a."""

    code, name, topic = "J122", "factor log a missing", Topic.POWERS
    hint = "Write aᵘ as exp(u·log a), and differentiate that."
    example = Example("2**x", "x", "2**x")

    def exponential_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The power itself."""
        return apply("pow", base, exponent)


class ExponentLost(WrongDerivative):
    """The exponent is lowered, but it does not come down as a factor."""

    code, name, topic = "J123", "factor of the power rule missing", Topic.POWERS
    hint = "What does the power rule do with the exponent, apart from lowering it?"
    example = Example("x**2*y", "x", "x*y")

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The lowered power alone, with the sign of the exponent."""
        n = number(exponent)
        factor = -ONE if n is not None and n < 0 else ONE
        return times(factor, lowered(base, exponent))


class ExponentNotLowered(WrongDerivative):
    """The exponent comes down as a factor, but the power stays as it was."""

    code, name, topic = "J124", "exponent not lowered", Topic.POWERS
    hint = "What does the power rule do with the exponent, apart from putting it in front?"
    example = Example("x**3", "x", "3*x**3")

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The power times its exponent."""
        return exponent * apply("pow", base, exponent)


class ExponentRaised(WrongDerivative):
    """The exponent is raised by one where it should be lowered."""

    code, name, topic = "J125", "exponent raised", Topic.POWERS
    hint = "Is the exponent to be lowered or raised by one? Mind negative exponents."
    example = Example("x**(-2)", "x", "-2/x")

    def prepared(self, component: Expression) -> Expression:
        """The component with 1/(2·x²) as x⁻²/2."""
        return rebuilt(super().prepared(component), _with_powers_above)

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The raised power times the exponent."""
        n = number(exponent)
        if n is None:
            return exponent * apply("pow", base, exponent + 1)
        return times(exponent, ONE if n == -1 else raised(base, n + 1))


class SignOfReciprocal(WrongDerivative):
    """The derivative of a reciprocal, or of a negative power, has lost its minus sign."""

    code, name, topic = "J126", "sign of a reciprocal's derivative", Topic.POWERS
    hint = "Does 1/u rise or fall while u grows?"
    example = Example("y/x", "x", "y/x**2")

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The slope without its sign, where the exponent is negative."""
        n = number(exponent)
        slope = super().power_slope(base, exponent)
        return -slope if n is not None and n < 0 else slope


class RootWithoutHalf(WrongDerivative):
    """The derivative of a root is taken for 1/√u, or its 2 stands above."""

    code, name, topic = "J127", "factor 2 of a root's derivative", Topic.POWERS
    hint = "Write the root as a power with exponent ½, and use the power rule."
    example = Example("sqrt(x)", "x", "2/sqrt(x)")
    parts = 2

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The factor turned over, or missing."""
        n = number(exponent)
        if n is not None and n.denominator == 2:  # noqa: PLR2004 - a square root
            return times(
                ONE if self.part(RootWithoutHalf) else exponent**-1, lowered(base, exponent)
            )
        return super().power_slope(base, exponent)


class Integrated(WrongDerivative):
    """The power is integrated where it should be differentiated."""

    code, name, topic = "J128", "integrated instead of differentiated", Topic.POWERS
    hint = "Is the exponent larger or smaller after differentiating?"
    example = Example("x**2", "x", "x**3/3")

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """An antiderivative."""
        n = number(exponent)
        if n is None:
            return super().power_slope(base, exponent)
        if n == -1:
            return apply("log", base)
        return times(rational(1 / (n + 1)), raised(base, n + 1))


class ExponentialRuleOnPower(WrongDerivative):
    """A power is treated as an exponential: it stays, and the logarithm of its base comes out."""

    code, name, topic = "J130", "exponential rule on a power", Topic.POWERS
    hint = "In aˣ the exponent moves. What moves here, the base or the exponent?"
    example = Example("x**3", "x", "x**3*log(x)")

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The power times a logarithm."""
        return apply("pow", base, exponent) * apply("log", base)


class PowerKept(WrongDerivative):
    """A power stands there as it was, undifferentiated."""

    code, name, topic = "J129", "power not differentiated", Topic.POWERS
    hint = "The power is still there as it was. What is its slope?"
    example = Example("x**2 + y", "x", "x**2")

    def power_slope(self, base: Expression, exponent: Expression) -> Expression:
        """The power itself."""
        return apply("pow", base, exponent)


def _with_powers_above(u: Expression) -> Expression:
    """A whole power of a product or a power, written with one exponent a factor."""
    n = number(u.arguments[1]) if u.operation == "pow" else None
    if n is None or n.denominator != 1:
        return u
    base = u.arguments[0]
    if base.operation == "mul":
        return product(_with_powers_above(factor**n) for factor in base.arguments)
    inner = number(base.arguments[1]) if base.operation == "pow" else None
    whole = inner is not None and inner.denominator == 1
    return raised(base.arguments[0], inner * n) if inner is not None and whole else u
