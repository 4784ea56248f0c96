"""Random formulas, and an evaluator that shares nothing with the package.

`fingerprint` computes modulo a prime, functions being random numbers of their arguments: formulas
that differ only by rules of addition, multiplication and whole powers agree, others practically
never do.
"""

from __future__ import annotations

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
    rational,
    symbol,
)

PRIME = 2**127 - 1
NAMES = ("x", "y", "W11", "theta_1")
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
    return st.one_of(
        some.map(lambda each: apply("add", *each)),
        some.map(lambda each: apply("mul", *each)),
        st.builds(lambda base, power: apply("pow", base, power), parts, parts),
        st.builds(lambda base, power: base ** rational(power), parts, _fractions),
        st.builds(lambda base, power: base**power, parts, st.integers(-4, 4)),
        st.builds(apply, st.sampled_from(UNARY), parts),
        st.builds(lambda left, right: apply("atan2", left, right), parts, parts),
        some.map(lambda each: apply("max", *each)),
    )


def _is_finite(root: Expression) -> bool:
    """Whether no number stands there whose reading is refused: 1/0, or 10 to the 10**9."""
    powers = [node.arguments for node in postorder(root) if node.operation == "pow"]
    return all(
        not (number(base) == 0 and (number(power) or 0) < 0) and abs(number(power) or 0) <= 10**4
        for base, power in powers
    )


formulas = st.recursive(atoms, _larger, max_leaves=12).filter(_is_finite)


def fingerprint(root: Expression) -> int:
    """A number modulo `PRIME` that equal formulas share."""
    values: dict[Expression, int] = {}
    for node in postorder(root):
        parts = [values[argument] for argument in node.arguments]
        values[node] = _value(node, parts) % PRIME
    return values[root]


def _value(node: Expression, parts: list[int]) -> int:
    exact = number(node)
    if exact is not None:
        return exact.numerator * pow(exact.denominator, -1, PRIME)
    if node.operation == "add":
        return sum(parts)
    if node.operation == "mul":
        result = 1
        for part in parts:
            result = result * part % PRIME
        return result
    if node.operation == "pow":
        return _power(parts[0], parts[1], number(node.arguments[1]))
    if node.operation == "max":
        parts = sorted(set(parts))
        if len(parts) == 1:
            return parts[0]
    return _random(node.operation, node.value, *parts)


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
