"""Random formulas, and an evaluator that shares nothing with the package.

`fingerprint` computes modulo a prime, functions being random numbers of their arguments: formulas
that differ only by rules of addition, multiplication and whole powers agree, others practically
never do.
"""

from __future__ import annotations

import math
from fractions import Fraction
from hashlib import blake2b

from hypothesis import strategies as st

from grader.expression import (
    OPERATIONS,
    Expression,
    apply,
    constant,
    decimal,
    number,
    postorder,
    product,
    rational,
    symbol,
    total,
)
from grader.expression.limits import EXPONENT

PRIME = 2**127 - 1
NAMES = ("x", "y", "W11", "theta_1")
_DEEPEST = 15
_LARGEST_POWER = 50
COMPLEX_PARTS = ("re", "im", "conjugate")
UNARY = sorted(
    operation.name
    for operation in OPERATIONS.values()
    if operation.spellings and operation.most == 1 and operation.name not in COMPLEX_PARTS
)

_fractions = st.fractions(-20, 20, max_denominator=12)
_decimals = st.from_regex(
    r"\A-?([0-9]{1,3}\.?|[0-9]{0,2}\.[0-9]{1,3})(e-?[0-9])?\Z", fullmatch=True
)
atoms = st.one_of(
    st.sampled_from(NAMES).map(symbol),
    st.sampled_from(("pi", "i")).map(constant),
    _fractions.map(rational),
    _decimals.map(decimal),
)


def _larger(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    some = st.lists(parts, min_size=2, max_size=4)
    different = st.lists(parts, min_size=2, max_size=3, unique_by=_number_of)
    powers = st.one_of(parts, _fractions.map(rational), st.integers(-4, 4).map(rational))
    return st.one_of(
        some.map(total),
        some.map(product),
        different.map(_maximum),
        st.builds(apply, st.just("pow"), parts, powers),
        st.builds(apply, st.just("atan2"), parts, parts),
        st.builds(apply, st.sampled_from(UNARY), parts),
    )


def _maximum(parts: list[Expression]) -> Expression:
    return apply("max", *parts)


def _number_of(formula: Expression) -> int:
    return fingerprint(formula)


def _is_modest(root: Expression) -> bool:
    """Whether a formula is not deep, and has no number whose reading is refused: 1/0, x**99999."""
    depths: dict[Expression, int] = {}
    for node in postorder(root):
        depths[node] = 1 + max((depths[argument] for argument in node.arguments), default=0)
        if node.operation == "pow":
            if node.arguments[0] is apply("exp", rational(1)):
                return False  # E**x is read as exp(x), which is no rule of arithmetic
            base, power = (number(argument) for argument in node.arguments)
            if power is not None and ((base == 0 and power < 0) or abs(power) > EXPONENT):
                return False
    return depths[root] <= _DEEPEST


formulas = st.recursive(atoms, _larger, max_leaves=12).filter(_is_modest)


def fingerprint(root: Expression) -> int:
    """A number modulo `PRIME` that equal formulas share."""
    exact: dict[Expression, Fraction | None] = {}
    values: dict[Expression, int] = {}
    for node in postorder(root):
        exact[node] = _exact(node, [exact[argument] for argument in node.arguments])
        parts = [values[argument] for argument in node.arguments]
        exponent = exact[node.arguments[1]] if node.operation == "pow" else None
        values[node] = _value(node, parts, exponent) % PRIME
    return values[root]


def _exact(node: Expression, parts: list[Fraction | None]) -> Fraction | None:
    """The value of a node that is made of numbers by whole powers, products and sums."""
    known = [part for part in parts if part is not None]
    if not node.arguments or len(known) < len(parts):
        return number(node)
    if node.operation == "add":
        return sum(known, Fraction(0))
    if node.operation == "mul":
        return math.prod(known, start=Fraction(1))
    if node.operation == "pow" and known[1].denominator == 1 and abs(known[1]) <= _LARGEST_POWER:
        return known[0] ** int(known[1]) if known[0] or known[1] >= 0 else None
    return None


def _value(node: Expression, parts: list[int], exponent: Fraction | None) -> int:
    exact = number(node)
    if exact is not None:
        return exact.numerator * pow(exact.denominator, -1, PRIME)
    if node.operation == "add":
        return sum(parts)
    if node.operation == "mul":
        return math.prod(parts)
    if node.operation == "pow":
        return _power(*parts, exponent)
    return _random(
        node.operation, node.value, *(sorted(parts) if node.operation == "max" else parts)
    )


def _random(*parts: object) -> int:
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=15).digest())


def _power(base: int, exponent: int, exact: Fraction | None) -> int:
    if exact is None:
        return _random("pow", base, exponent)
    if exact < 0:
        opposite = _power(base, -exponent % PRIME, -exact)
        return pow(opposite, -1, PRIME) if opposite else 0
    if exact.denominator == 1:
        return pow(base, int(exact), PRIME)
    return _random("pow", base, exponent)
