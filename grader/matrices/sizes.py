"""What are the entries of W, once it is said how many rows and columns it has?

Each entry is a variable of its own. A size remembers its name, so that W*W is refused for an m×n
matrix also where m and n happen to be the same number: what an expression means never depends on
the sizes at which it is looked at.

>>> from grader.matrices.phrases import phrase_of
>>> at = Instance(Declared({"W": ("m", "n")}), {"m": 2, "n": 2})
>>> print(*phrase_of("W.T").told(at.scope).entries)
W[1,1] W[2,1] W[1,2] W[2,2]
>>> phrase_of("W*W").told(at.scope)
Traceback (most recent call last):
    ...
grader.errors.StudentError: a product of a m×n matrix and a m×n matrix was found; ...
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Self

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.errors import ConfigError
from grader.expression import Expression, rational, substitute, symbol
from grader.expression.real import settle_real_parts
from grader.matrices.phrases import Phrase
from grader.text.reader import Functions, scope_of
from grader.text.scope import Scope

Shape = tuple[str | int, ...]


class Size(int):
    """A number of rows or columns that has a name; it equals only a size of the same name."""

    name: str

    def __new__(cls, value: int, name: str) -> Self:
        """The number `value`, called `name`."""
        size = super().__new__(cls, value)
        size.name = name
        return size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Size) and self.name == other.name

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Declared:
    """What the names in two expressions stand for.

    Attributes:
        shapes: of each vector and matrix the numbers of its rows and columns, or the names of
            these numbers, as ("m", 3); a vector is a column, and its shape has one part.
        functions: see `grader.text.parse`.
        domain: where scalars, and all entries of a matrix, range; see `Domain.of`.
    """

    shapes: Mapping[str, Shape]
    functions: Functions = field(default_factory=dict)
    domain: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, shape in self.shapes.items():
            if len(shape) not in (1, 2) or any(isinstance(n, int) and n < 1 for n in shape):
                message = f"{name} has the shape {shape}; write (rows, columns), or (rows,)"
                raise ConfigError(message)
        if twice := self.shapes.keys() & set(self.sizes):
            message = f"{min(twice)} names a matrix and a size; give them different names"
            raise ConfigError(message)

    @cached_property
    def sizes(self) -> tuple[str, ...]:
        """The names of sizes, in the order in which they are first used."""
        named = (size for shape in self.shapes.values() for size in shape if isinstance(size, str))
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Instance:
    """The names that are `declared`, with entries of their own at some sizes."""

    declared: Declared
    values: Mapping[str, int]

    @cached_property
    def sizes(self) -> Mapping[str, Size]:
        """The sizes by their names."""
        return {name: Size(value, name) for name, value in self.values.items()}

    @cached_property
    def scope(self) -> Scope:
        """The names with their meaning; a size by itself is a symbol, until `array` ends."""
        arrays = {
            name: partial(_array, name, self._shape(shape))
            for name, shape in self.declared.shapes.items()
        }
        return scope_of(None, self.declared.functions, arrays, self.sizes)

    @cached_property
    def domain(self) -> Domain:
        """The range of every entry and scalar."""
        ranges = {}
        for name, text in self.declared.domain.items():
            shape = self.declared.shapes.get(name)
            entries = _names(name, self._shape(shape)) if shape else [name]
            ranges.update(dict.fromkeys(entries, text))
        return Domain.of(ranges)

    def array(self, phrase: Phrase) -> ArrayAnswer:
        """What `phrase` is at these sizes.

        Raises:
            StudentError: its shapes don't fit, or it is too large.
        """
        value = phrase.told(self.scope)
        if isinstance(value, Expression):
            value = ArrayAnswer((), (value,))
        numbers = {symbol(name): rational(value) for name, value in self.values.items()}
        entries = (settle_real_parts(substitute(entry, numbers)) for entry in value.entries)
        return ArrayAnswer(value.shape, tuple(entries))

    def _shape(self, shape: Shape) -> tuple[int, int]:
        height, width = (*shape, 1)[:2]
        return self._size(height), self._size(width)

    def _size(self, size: str | int) -> int:
        return size if isinstance(size, int) else self.sizes[size]


def _array(name: str, shape: tuple[int, int]) -> ArrayAnswer:
    return ArrayAnswer(shape, tuple(map(symbol, _names(name, shape))))


def _names(name: str, shape: tuple[int, int]) -> list[str]:
    """The names of the entries: no text of a student's can contain them."""
    height, width = shape
    if width == 1 and not isinstance(width, Size):
        return [f"{name}[{row + 1}]" for row in range(height)]
    return [f"{name}[{row + 1},{column + 1}]" for row in range(height) for column in range(width)]
