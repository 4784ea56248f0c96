"""How is a formula written as text? As its author would: -x, x/3, x - y, sqrt(x), 1/y**2.

What is written reads back as an equal formula. The writer knows formulas by their three attributes
alone, so that expressions can be built on it.

>>> from grader.expression.graph import apply, rational, symbol
>>> x, y = symbol("x"), symbol("y")
>>> print(x - y / 3, apply("mul", rational(-2, 3), x, y) ** 2, sep=" and ")
x - y/3 and (-2*x*y/3)**2
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from grader.expression.operations import OPERATIONS

LONGEST = 20_000
"""How many characters of a formula are written; a small graph can denote an endless text."""


class Formula(Protocol):
    """What the writers know of an expression (see `grader.expression.Expression`)."""

    def __hash__(self) -> int:
        """Formulas are remembered with what they are written as."""

    @property
    def operation(self) -> str:
        """A key of `OPERATIONS`, or the name of an atom's kind."""

    @property
    def arguments(self) -> Sequence[Formula]:
        """What the operation is applied to."""

    @property
    def value(self) -> Fraction | str | None:
        """An atom's number, text or name."""


@dataclass(frozen=True)
class Part:
    """A formula that occurs in writing only, such as the 3 of x/3."""

    operation: str
    arguments: tuple[Formula, ...] = ()
    value: Fraction | str | None = None


@dataclass(frozen=True)
class Quotient:
    """How a product, a power or a number is written; an empty numerator stands for 1."""

    negative: bool
    numerator: tuple[Formula, ...]
    denominator: tuple[Formula, ...]


def number(formula: Formula) -> Fraction | None:
    """The exact value of a `rational` or `decimal` atom; None for anything else."""
    if formula.operation == "rational" and isinstance(formula.value, Fraction):
        return formula.value
    if formula.operation == "decimal" and isinstance(formula.value, str):
        return Fraction(formula.value)
    return None


def is_negative(formula: Formula) -> bool:
    """Whether `formula` is a negative number."""
    return (number(formula) or 0) < 0


def quotient(formula: Formula) -> Quotient:
    """`formula` as sign, numerator and denominator.

    >>> from grader.expression.graph import apply, rational, symbol
    >>> found = quotient(apply("mul", rational(-2, 3), symbol("x")))
    >>> found.negative, [written(part) for part in found.numerator]
    (True, ['2', 'x'])
    >>> [written(part) for part in found.denominator]
    ['3']
    """
    factors = formula.arguments if formula.operation == "mul" else (formula,)
    negative = is_negative(factors[0])
    above: list[Formula] = []
    below: list[Formula] = []
    if negative:
        _sort(_opposite(factors[0]), above, below)
        above = [part for part in above if number(part) != 1]
    for factor in factors[negative:]:
        _sort(factor, above, below)
    return Quotient(negative, tuple(above), tuple(below))


def _opposite(formula: Formula) -> Part:
    value = formula.value
    if isinstance(value, Fraction):
        return Part("rational", value=-value)
    return Part("decimal", value=str(value).removeprefix("-"))


def _sort(factor: Formula, above: list[Formula], below: list[Formula]) -> None:
    value = factor.value
    if isinstance(value, Fraction) and value.denominator != 1 and value > 0:
        if value.numerator != 1:
            above.append(Part("rational", value=Fraction(value.numerator)))
        below.append(Part("rational", value=Fraction(value.denominator)))
    elif factor.operation == "pow" and is_negative(factor.arguments[1]):
        base, exponent = factor.arguments
        power = _opposite(exponent)
        below.append(base if number(power) == 1 else Part("pow", (base, power)))
    else:
        above.append(factor)


SUM, PRODUCT, POWER, ATOM = range(1, 5)
"""How strongly a formula binds."""

Piece = str | tuple[Formula, int]
"""Text, or a formula and how strongly it must bind to stand there without parentheses."""

Written = tuple[list[Piece], int]
"""The pieces of a formula, and how strongly it binds."""


def assembled(root: Formula, pieces: Callable[[Formula, int], list[Piece]]) -> Iterator[str]:
    """The texts that make up `root`, in order; formulas are taken apart only when it is their turn.

    Args:
        root: what to write.
        pieces: what a formula consists of, and parentheses where it binds less than it must.
    """
    stack: list[Piece] = [(root, SUM)]
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            yield piece
        else:
            stack.extend(reversed(pieces(*piece)))


def written(root: Formula) -> str:
    """The text of `root`; an ellipsis follows where it would be longer than `LONGEST`."""
    texts: list[str] = []
    length = 0
    for text in assembled(root, _pieces):
        length += len(text)
        if length > LONGEST:
            return "".join([*texts, "…"])
        texts.append(text)
    return "".join(texts)


@lru_cache(maxsize=1024)
def _pieces(formula: Formula, least: int) -> list[Piece]:
    pieces, strength = _WRITERS.get(formula.operation, _write_call)(formula)
    return pieces if strength >= least else ["(", *pieces, ")"]


def _write_call(formula: Formula) -> Written:
    if formula.operation == "exp" and number(formula.arguments[0]) == 1:
        return ["E"], ATOM
    name = OPERATIONS[formula.operation].spellings[0]
    return [f"{name}(", *between(", ", formula.arguments, SUM), ")"], ATOM


def _write_name(formula: Formula) -> Written:
    imaginary = formula.operation == "constant" and formula.value == "i"
    return ["I" if imaginary else str(formula.value)], ATOM


def _write_number(formula: Formula) -> Written:
    value = formula.value
    strength = ATOM
    if isinstance(value, Fraction):
        strength = ATOM if value.denominator == 1 else PRODUCT
        if max(abs(value.numerator), value.denominator).bit_length() > LONGEST // 2:
            return ["…"], strength
    text = str(value)
    return [text], SUM if text.startswith("-") else strength


def _write_sum(formula: Formula) -> Written:
    first, *rest = formula.arguments
    pieces: list[Piece] = [(first, SUM)]
    for term in rest:
        found = quotient(term)
        if found.negative:
            pieces += [" - ", *_write_quotient(found)]
        else:
            pieces += [" + ", (term, SUM)]
    return pieces, SUM


def _write_product(formula: Formula) -> Written:
    found = quotient(formula)
    pieces = _write_quotient(found)
    return (["-", *pieces], SUM) if found.negative else (pieces, PRODUCT)


def _write_quotient(found: Quotient) -> list[Piece]:
    pieces = between("*", found.numerator, PRODUCT) or ["1"]
    if len(found.denominator) == 1:
        pieces += ["/", (found.denominator[0], POWER)]
    elif found.denominator:
        pieces += ["/(", *between("*", found.denominator, PRODUCT), ")"]
    return pieces


def _write_power(formula: Formula) -> Written:
    base, exponent = formula.arguments
    if number(exponent) == Fraction(1, 2) and exponent.operation == "rational":
        return ["sqrt(", (base, SUM), ")"], ATOM
    if is_negative(exponent):
        return _write_product(formula)
    return [(base, ATOM), "**", (exponent, ATOM)], POWER


def between(joiner: str, formulas: Iterable[Formula], least: int) -> list[Piece]:
    """The formulas with `joiner` between them."""
    pieces: list[Piece] = []
    for formula in formulas:
        pieces += [joiner, (formula, least)]
    return pieces[1:]


_WRITERS: Mapping[str, Callable[[Formula], Written]] = {
    "rational": _write_number,
    "decimal": _write_number,
    "symbol": _write_name,
    "constant": _write_name,
    "add": _write_sum,
    "mul": _write_product,
    "pow": _write_power,
}
