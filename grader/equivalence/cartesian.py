"""What are the real and the imaginary part of an expression? Two expressions without i.

Everything after this step is real. Arithmetic on rational constants is done on the way: a power
with a constant exponent, the odd root x**(1/3), means something else than a general one, x**y.

>>> from grader.expression import apply, constant, symbol
>>> x, y = symbol("x"), symbol("y")
>>> real, imaginary = cartesian((x + constant("i") * y) ** 2)
>>> str(real), str(imaginary)
('x*x + (-1)*y*y', 'x*y + y*x')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from grader.equivalence.steps import GaveUp
from grader.expression import (
    Expression,
    apply,
    constant,
    number,
    postorder,
    rational,
)

ZERO, ONE = rational(0), rational(1)
MOST_BITS = 4096
HIGHEST_COMPLEX_POWER = 64


class Parts(NamedTuple):
    """re + i*im; `im` is the expression 0 itself where nothing imaginary occurs."""

    re: Expression
    im: Expression = ZERO


_I = constant("i")
_MAY_BE_COMPLEX = frozenset(("re", "im", "conjugate"))
_ARITHMETIC = frozenset(("add", "mul", "pow"))
_NOTHING = Parts(ZERO, ZERO)


def cartesian(root: Expression) -> Parts:
    """The real and the imaginary part of `root`, its variables being real.

    Both parts together are defined exactly where `root` is.

    Raises:
        GaveUp: a function without a rule is applied to something that is not real.
    """
    return all_cartesian([root])[0]


def all_cartesian(roots: Sequence[Expression]) -> list[Parts]:
    """The parts of several roots; what they share is worked out once.

    Raises:
        GaveUp: as for one of them.
    """
    order = list(postorder(*roots))
    if _I not in order and _MAY_BE_COMPLEX.isdisjoint([e.operation for e in order]):
        built = _without_i(order)
        return [Parts(built[root]) for root in roots]
    parts: dict[Expression, Parts] = {}
    constants: dict[Expression, Fraction] = {}
    for expression in order:
        value = _folded(expression, constants)
        if value is not None:
            constants[expression] = value
        parts[expression] = _part(expression, [parts[a] for a in expression.arguments], constants)
    return [parts[root] for root in roots]


def _without_i(order: Iterable[Expression]) -> dict[Expression, Expression]:
    """Each of `order` with its constants worked out: the short way, where all is real."""
    built: dict[Expression, Expression] = {}
    constants: dict[Expression, Fraction] = {}
    for old in order:
        value = _folded(old, constants)
        if value is not None:
            constants[old] = value
            built[old] = old if old.operation == "rational" else rational(value)
        elif old.arguments:
            arguments = tuple([built[argument] for argument in old.arguments])
            changed = arguments != old.arguments
            built[old] = apply(old.operation, *arguments) if changed else old
        else:
            built[old] = old
    return built


def _folded(expression: Expression, constants: dict[Expression, Fraction]) -> Fraction | None:
    """The exact value of an expression that is rational by arithmetic alone, unless it is huge."""
    arguments = expression.arguments
    if not arguments:
        return number(expression)
    for argument in arguments:
        if argument not in constants:
            return None
    if expression.operation not in _ARITHMETIC:
        return None
    result = _arithmetic(expression.operation, [constants[argument] for argument in arguments])
    return result if result is not None and _bits(result) <= MOST_BITS else None


def _arithmetic(operation: str, values: list[Fraction]) -> Fraction | None:
    if operation == "add":
        return sum(values, Fraction(0))
    if operation == "mul":
        product = Fraction(1)
        for value in values:
            product *= value
            if _bits(product) > MOST_BITS:
                return None
        return product
    if operation == "pow":
        base, exponent = values
        whole = exponent.denominator == 1 and (base != 0 or exponent >= 0)
        if whole and _bits(base) * abs(exponent.numerator) <= MOST_BITS:
            return base**exponent.numerator
    return None


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _part(
    expression: Expression, arguments: list[Parts], constants: dict[Expression, Fraction]
) -> Parts:
    operation = expression.operation
    if expression in constants:
        return Parts(rational(constants[expression]))
    if expression is _I:
        return Parts(ZERO, ONE)
    if not arguments:
        return Parts(expression)
    if operation == "pow":
        return _power(arguments, constants.get(expression.arguments[1]))
    if operation in _RULES:
        return _RULES[operation](arguments)
    if any(argument.im is not ZERO for argument in arguments):
        message = f"{operation} of a value that may not be real"
        raise GaveUp(message)
    return Parts(apply(operation, *(argument.re for argument in arguments)))


def _power(arguments: list[Parts], exponent: Fraction | None) -> Parts:
    base, power = arguments
    if exponent is not None:
        if base.im is ZERO:
            return Parts(base.re ** rational(exponent))
        if exponent.denominator == 1 and abs(exponent) <= HIGHEST_COMPLEX_POWER:
            return _whole_power(base, exponent.numerator)
    if base.im is ZERO and power.im is ZERO:
        return Parts(apply("pow", base.re, power.re))
    if base.im is ZERO:
        logarithm = Parts(apply("log", base.re))
        return _exp([_product([power, logarithm])])
    message = "a power of a value that may not be real"
    raise GaveUp(message)


def _whole_power(base: Parts, exponent: int) -> Parts:
    if exponent < 0:
        return _whole_power(_reciprocal(base), -exponent)
    result = Parts(ONE + ZERO * base.re, ZERO * base.im) if exponent == 0 else Parts(ONE)
    while exponent:
        if exponent & 1:
            result = _times(result, base)
        exponent >>= 1
        if exponent:
            base = _times(base, base)
    return result


def _reciprocal(value: Parts) -> Parts:
    norm = _sum(*(part if part is ZERO else part**2 for part in value))
    return Parts(_scaled(value.re, 1 / norm), _scaled(-value.im, 1 / norm))


def _sum(*terms: Expression) -> Expression:
    present = [term for term in terms if term is not ZERO]
    if len(present) <= 1:
        return present[0] if present else ZERO
    return apply("add", *present)


def _scaled(left: Expression, right: Expression) -> Expression:
    if left is ZERO or right is ZERO:
        return ZERO
    if left is ONE or right is ONE:
        return right if left is ONE else left
    return left * right


def _times(left: Parts, right: Parts) -> Parts:
    if _NOTHING in (left, right):
        other = right if left == _NOTHING else left
        return Parts(*(part if part is ZERO else ZERO * part for part in other))
    return Parts(
        _sum(_scaled(left.re, right.re), _scaled(-ONE * left.im, right.im))
        if left.im is not ZERO and right.im is not ZERO
        else _scaled(left.re, right.re),
        _sum(_scaled(left.re, right.im), _scaled(left.im, right.re)),
    )


def _add(terms: list[Parts]) -> Parts:
    if all(term.im is ZERO for term in terms):
        return Parts(apply("add", *(term.re for term in terms)))
    return Parts(_sum(*(term.re for term in terms)), _sum(*(term.im for term in terms)))


def _product(factors: list[Parts]) -> Parts:
    if all(factor.im is ZERO for factor in factors):
        return Parts(apply("mul", *(factor.re for factor in factors)))
    product = factors[0]
    for factor in factors[1:]:
        product = _times(product, factor)
    return product


def _abs(arguments: list[Parts]) -> Parts:
    (value,) = arguments
    if value.im is ZERO:
        return Parts(apply("abs", value.re))
    return Parts((value.re**2 + value.im**2) ** Fraction(1, 2))


def _re(arguments: list[Parts]) -> Parts:
    (value,) = arguments
    return Parts(value.re if value.im is ZERO else value.re + 0 * value.im)


def _im(arguments: list[Parts]) -> Parts:
    (value,) = arguments
    return Parts(value.im + 0 * value.re)


def _conjugate(arguments: list[Parts]) -> Parts:
    (value,) = arguments
    return Parts(value.re, ZERO if value.im is ZERO else -value.im)


def _exp(arguments: list[Parts]) -> Parts:
    (value,) = arguments
    if value.im is ZERO:
        return Parts(apply("exp", value.re))
    size = ONE if value.re is ZERO else apply("exp", value.re)
    return Parts(_scaled(size, apply("cos", value.im)), _scaled(size, apply("sin", value.im)))


def _mixed(
    first: tuple[str, str], second: tuple[str, str], sign: int
) -> Callable[[list[Parts]], Parts]:
    """The rule f(a+ib) = f1(a)*f2(b) + sign*i*g1(a)*g2(b) of sin, cos, sinh and cosh."""

    def rule(arguments: list[Parts]) -> Parts:
        ((re, im),) = arguments
        if im is ZERO:
            return Parts(apply(first[0], re))
        real = apply(first[0], re) * apply(first[1], im)
        imaginary = apply(second[0], re) * apply(second[1], im)
        return Parts(real, imaginary if sign > 0 else -imaginary)

    return rule


def _ratio(
    numerator: Callable[[list[Parts]], Parts],
    denominator: Callable[[list[Parts]], Parts],
    name: str,
) -> Callable[[list[Parts]], Parts]:
    def rule(arguments: list[Parts]) -> Parts:
        if arguments[0].im is ZERO:
            return Parts(apply(name, arguments[0].re))
        return _times(numerator(arguments), _reciprocal(denominator(arguments)))

    return rule


_sin = _mixed(("sin", "cosh"), ("cos", "sinh"), 1)
_cos = _mixed(("cos", "cosh"), ("sin", "sinh"), -1)
_sinh = _mixed(("sinh", "cos"), ("cosh", "sin"), 1)
_cosh = _mixed(("cosh", "cos"), ("sinh", "sin"), 1)
_one: Callable[[list[Parts]], Parts] = lambda _: Parts(ONE)  # noqa: E731 - a constant function

_RULES: dict[str, Callable[[list[Parts]], Parts]] = {
    "add": _add,
    "mul": _product,
    "abs": _abs,
    "re": _re,
    "im": _im,
    "conjugate": _conjugate,
    "exp": _exp,
    "sin": _sin,
    "cos": _cos,
    "sinh": _sinh,
    "cosh": _cosh,
    "tan": _ratio(_sin, _cos, "tan"),
    "cot": _ratio(_cos, _sin, "cot"),
    "sec": _ratio(_one, _cos, "sec"),
    "csc": _ratio(_one, _sin, "csc"),
    "tanh": _ratio(_sinh, _cosh, "tanh"),
    "coth": _ratio(_cosh, _sinh, "coth"),
    "sech": _ratio(_one, _cosh, "sech"),
    "csch": _ratio(_one, _sinh, "csch"),
}
