"""What is the value of a formula at a point? By mpmath, in real arithmetic, with many digits.

Nothing of `grader.equivalence` is used.

>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> root = Evaluator(x ** Fraction(1, 3), frozenset()).at({"x": Fraction(-8)}, 30)
>>> print(root, Evaluator(apply("log", x), frozenset()).at({"x": Fraction(-8)}, 30))
-2.0 None
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mpmath import mp, mpc, mpf

from benchmarks.fuzzing.functions import (
    LONGEST,
    Limits,
    UnsureError,
    Value,
    fixed_power,
    general_power,
    inexact,
    value_of,
)
from grader.expression import Expression, number, postorder

__all__ = ["Evaluator", "UnsureError", "Value", "inexact"]


@dataclass(frozen=True)
class _Step:
    """One operation.

    Attributes:
        operation: its name; "number" for a rational number.
        places: where the operands are found.
        content: the number or name of an atom.
        exponent: a power's exponent, if it is rational by arithmetic alone.
        whole: whether a power's exponent is made of integers; None if of fractions of them.
    """

    operation: str
    places: tuple[int, ...]
    content: object
    exponent: Fraction | None
    whole: bool | None


class Evaluator:
    """One formula, ready to be evaluated at many points.

    Args:
        expression: the formula.
        integers: the variables that stand for integers.
    """

    def __init__(self, expression: Expression, integers: frozenset[str]) -> None:
        order = list(postorder(expression))
        index = {part: place for place, part in enumerate(order)}
        constants, names = _constants(order), _names(order)
        self._steps = []
        for part in order:
            exact = None if part.arguments else number(part)
            exponent = part.arguments[1] if part.operation == "pow" else None
            occurring = names[exponent] if exponent is not None else frozenset[str]()
            self._steps.append(
                _Step(
                    part.operation if exact is None else "number",
                    tuple(index[argument] for argument in part.arguments),
                    part.value if exact is None else exact,
                    None if exponent is None else constants[exponent],
                    _is_whole(exponent, integers) if occurring and occurring <= integers else False,
                )
            )

    def at(self, point: Mapping[str, Fraction], digits: int) -> Value | None:
        """The value there, computed with `digits` digits; None where there is none.

        Raises:
            UnsureError: it cannot be told.
        """
        values: list[Value | None] = []
        with mp.workdps(digits):
            limits = Limits(mpf(10) ** -(digits // 2), mpf(10) ** (digits // 4))
            for step in self._steps:
                operands = [values[place] for place in step.places]
                known = [operand for operand in operands if operand is not None]
                defined = len(known) == len(operands)
                value = _value(step, known, point, limits) if defined else None
                values.append(limits.kept(value))
        return values[-1]


def _value(
    step: _Step, operands: list[Value], point: Mapping[str, Fraction], limits: Limits
) -> Value | None:
    if not operands:
        return _atom(step, point)
    if step.operation != "pow":
        return value_of(step.operation, operands, limits)
    if step.exponent is not None:
        return fixed_power(operands[0], step.exponent, limits)
    base, exponent = operands
    if step.whole and isinstance(exponent, Fraction):
        return fixed_power(base, exponent, limits)
    if step.whole is None and (isinstance(base, mpc) or limits.sign(base) <= 0):
        raise UnsureError  # whether (-1)**(n/2) has a value for n = 2 is left open
    return general_power(base, exponent, limits)


def _is_whole(exponent: Expression | None, integers: frozenset[str]) -> bool | None:
    """True for sums and products of integers; None for what may be whole by chance."""
    for part in postorder(exponent) if exponent is not None else ():
        exact = number(part)
        whole = str(part.value) in integers if exact is None else exact.denominator == 1
        if not (whole if not part.arguments else part.operation in ("add", "mul")):
            return None
    return True


def _atom(step: _Step, point: Mapping[str, Fraction]) -> Value:
    if isinstance(step.content, Fraction):
        return step.content
    if step.operation == "symbol":
        return point[str(step.content)]
    return mpc(0, 1) if step.content == "i" else +mp.pi


def _constants(order: Sequence[Expression]) -> dict[Expression, Fraction | None]:
    """What is rational by arithmetic alone, as exponents have to be to be roots."""
    found: dict[Expression, Fraction | None] = {}
    for part in order:
        inside = [found[argument] for argument in part.arguments]
        known = [value for value in inside if value is not None]
        found[part] = number(part)
        if known and len(known) == len(inside):
            found[part] = _folded(part.operation, known)
    return found


def _folded(operation: str, values: list[Fraction]) -> Fraction | None:
    if operation == "add":
        return sum(values, Fraction(0))
    if operation == "mul":
        product = Fraction(1)
        for value in values:
            product *= value
        return product
    small = operation == "pow" and values[1].denominator == 1 and abs(values[1]) < LONGEST
    return values[0] ** values[1].numerator if small and (values[0] or values[1] >= 0) else None


def _names(order: Sequence[Expression]) -> dict[Expression, frozenset[str]]:
    names: dict[Expression, frozenset[str]] = {}
    for part in order:
        own = {str(part.value)} if part.operation == "symbol" else frozenset[str]()
        names[part] = frozenset(own).union(*(names[argument] for argument in part.arguments))
    return names
