"""How is what was found called, and what helps on?

>>> diagnosis = named({("J101",)}, [(0, 1)])
>>> diagnosis.name, diagnosis.places
('inner derivative missing', ((1, 2),))
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.diagnosis.catalogue import BY_CODE
from grader.diagnosis.shapes import Place
from grader.verdict import Diagnosis

Reading = tuple[str, ...]
"""The codes of one misconception, or of two that come together."""


def named(readings: Iterable[Reading], places: Iterable[Place]) -> Diagnosis:
    """The diagnosis of some wrong entries, whose places are counted from 0 here."""
    ordered = _specific(tuple(sorted(readings)))
    words = (" and ".join(BY_CODE[code].name for code in reading) for reading in ordered)
    return Diagnosis(
        ordered,
        tuple((row + 1, column + 1) for row, column in places),
        ", or ".join(dict.fromkeys(words)),
        _hints(ordered),
    )


def _specific(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings without generic ones, unless all are."""
    specific = tuple(r for r in readings if not any(BY_CODE[code].generic for code in r))
    return specific or readings


def _hints(readings: tuple[Reading, ...]) -> tuple[str, ...]:
    shared = set.intersection(*(set(reading) for reading in readings))
    if len(readings) == 1 or shared:
        return tuple(BY_CODE[code].hint for code in readings[0] if code in shared)
    topics = set.intersection(*({BY_CODE[code].topic for code in r} for r in readings))
    return tuple(topic.hint for topic in sorted(topics, key=lambda topic: topic.title))
