"""What was found out about a wrong matrix?"""

from __future__ import annotations

from dataclasses import dataclass

from grader.diagnosis.catalogue import BY_CODE

UNEXPLAINED = "Look at these entries again, and compare each with a finite difference."


@dataclass(frozen=True)
class Finding:
    """Wrong entries, and the misconceptions that are proved to produce them.

    Attributes:
        readings: one or more explanations that give the same entries; each names one
            misconception by its code, or two that come together.
        places: rows and columns of the entries, counted from 1.
    """

    readings: tuple[tuple[str, ...], ...]
    places: tuple[tuple[int, int], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that is named, in order."""
        return tuple(sorted({code for reading in self.readings for code in reading}))

    @property
    def name(self) -> str:
        """The misconception in words; several readings are joined by "or"."""
        named = (" and ".join(BY_CODE[code].name for code in r) for r in self.readings)
        return ", or ".join(dict.fromkeys(named))

    @property
    def hints(self) -> tuple[str, ...]:
        """What helps on: of several readings, only what they share."""
        if len(self.readings) == 1:
            return tuple(BY_CODE[code].hint for code in self.readings[0])
        shared = set.intersection(*(set(reading) for reading in self.readings))
        if shared:
            return tuple(BY_CODE[code].hint for code in sorted(shared))
        topics = [{BY_CODE[code].topic for code in reading} for reading in self.readings]
        common = set.intersection(*topics)
        return tuple(topic.hint for topic in sorted(common, key=lambda t: t.title))
