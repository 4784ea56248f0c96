"""What does each variable range over?

>>> domain = Domain.of({"x": "positive", "n": "integer", "t": "[0, 1)"})
>>> domain["x"].contains(Fraction(-1)), domain["t"].contains(Fraction(1, 3))
(False, True)
>>> domain["anything else"] == REAL
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from grader.errors import ConfigError
from grader.expression import decimal

_INTERVAL = re.compile(r"([\[(])\s*([^,\s]+)\s*,\s*([^,\s]+)\s*([\])])")
_EXCLUDED = re.compile(r"!=\s*(\S+)")


@dataclass(frozen=True)
class Range:
    """An interval of the real line, or the integers in it; None stands for no bound."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_included: bool = False
    upper_included: bool = False
    integer: bool = False
    excluded: Fraction | None = None

    @classmethod
    def parse(cls, text: str) -> Range:
        """Read 'real', 'positive', 'nonnegative', 'negative', 'integer', '(0, 1]' or '!= 0'.

        Raises:
            ConfigError: `text` is none of these, or the interval is empty.
        """
        text = text.strip()
        if text in _NAMED:
            return _NAMED[text]
        try:
            if found := _EXCLUDED.fullmatch(text):
                return cls(excluded=_bound(found[1]))
            if found := _INTERVAL.fullmatch(text):
                return cls._interval(*found.groups())
        except (ValueError, ZeroDivisionError):
            pass
        message = (
            f"{text!r} is not a domain; write real, positive, nonnegative, negative, integer, "
            "an interval such as (0, 1] or (1, oo), or != 0"
        )
        raise ConfigError(message)

    @classmethod
    def _interval(cls, opening: str, low: str, high: str, closing: str) -> Range:
        lower = None if low == "-oo" else _bound(low)
        upper = None if high == "oo" else _bound(high)
        if lower is not None and upper is not None and lower >= upper:
            message = (
                f"the interval from {low} to {high} has no interior; its lower end comes first"
            )
            raise ConfigError(message)
        return cls(lower, upper, opening == "[", closing == "]")

    def narrowed(self, bound: Fraction, *, above: bool) -> Range:
        """What of this range lies above `bound`, or below it; ends count as left out.

        >>> narrow = Range.parse("positive").narrowed(Fraction(2), above=False)
        >>> narrow.contains(Fraction(1)), narrow.contains(Fraction(3))
        (True, False)
        """
        if above:
            lower = bound if self.lower is None else max(self.lower, bound)
            return replace(self, lower=lower, lower_included=False)
        upper = bound if self.upper is None else min(self.upper, bound)
        return replace(self, upper=upper, upper_included=False)

    def contains(self, value: Fraction) -> bool:
        """Whether the exact number `value` lies in this range."""
        if self.integer and value.denominator != 1:
            return False
        if self.excluded is not None and value == self.excluded:
            return False
        if self.lower is not None and not _above(value, self.lower, self.lower_included):
            return False
        return self.upper is None or _above(-value, -self.upper, self.upper_included)

    def surrounds(self, value: Fraction, radius: Fraction) -> bool:
        """Whether this range reaches at least so far to both sides of `value`."""
        if self.lower is None and self.upper is None and self.excluded is None:
            return not self.integer
        return self.contains(value - radius) and self.contains(value + radius)


def _bound(text: str) -> Fraction:
    """The decimal or fraction that `text` writes.

    Raises:
        ValueError: it is neither, or has too many digits.
        ZeroDivisionError: the denominator is zero.
    """
    for part in text.split("/"):
        decimal(part)  # refuses 1e999999999 before it is built
    return Fraction(text)


def _above(value: Fraction, bound: Fraction, included: bool) -> bool:  # noqa: FBT001 - a bound's own property
    return value > bound or (included and value == bound)


REAL = Range()
_NAMED = {
    "real": REAL,
    "positive": Range(lower=Fraction(0)),
    "nonnegative": Range(lower=Fraction(0), lower_included=True),
    "negative": Range(upper=Fraction(0)),
    "integer": Range(integer=True),
}


@dataclass(frozen=True)
class Domain(Mapping[str, Range]):
    """The range of every variable; a variable that is not named ranges over the real line."""

    ranges: tuple[tuple[str, Range], ...] = field(default=())

    @classmethod
    def of(cls, ranges: Mapping[str, str]) -> Domain:
        """Read the ranges of variables from their texts (see `Range.parse`)."""
        return cls(tuple(sorted((name, Range.parse(text)) for name, text in ranges.items())))

    @cached_property
    def integers(self) -> frozenset[str]:
        """The variables that range over integers."""
        return frozenset(name for name, among in self.ranges if among.integer)

    @cached_property
    def _by_name(self) -> dict[str, Range]:
        return dict(self.ranges)

    def __getitem__(self, name: str) -> Range:
        return self._by_name.get(name, REAL)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[str]:
        return iter(name for name, _ in self.ranges)

    def __len__(self) -> int:
        return len(self.ranges)
