"""Which pictures does the report have? Bars of scores, heat maps, and small bars for tables.

Each number that a colour stands for is also written where the colour is. A count of None is held
back: it is drawn as a dash.

>>> histogram((0, 0, 1, 0, 0, 0, 0, 0, 0, 2), 50.0).count("<rect")
2
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.feedback.class_report.drawing import (
    CHARACTER,
    Drawn,
    group,
    label,
    picture,
    plain,
    shape,
)

Count = int | None
"""How many; None if that is not shown."""

HELD_BACK, NOBODY = "–", "·"
_BAR, _GAP, _HIGH = 44.0, 6.0, 170.0
_ENTRY = (62.0, 37.0)
_LONGEST_NAME = 30
_DARKEST = 0.85
"""Of a full cell, so that text on it is readable."""


@dataclass(frozen=True)
class Row:
    """A row of a heat map: its name, and each cell's count of the row's total."""

    name: str
    counts: Sequence[Count]
    total: int


@dataclass(frozen=True)
class _Cell:
    """A cell of a heat map: where it is, what it counts, and the class of its colour."""

    x: float
    y: float
    size: tuple[float, float]
    css: str
    count: Count
    total: int

    @property
    def filled(self) -> str:
        width, height = (length - 2 for length in self.size)
        return shape(
            "rect",
            x=self.x,
            y=self.y,
            width=width,
            height=height,
            css=self.css,
            fill_opacity=_strength(self.count, self.total),
        )

    @property
    def numbered(self) -> str:
        written = _written(self.count, self.total)
        width, height = self.size
        css = "mid" if self.count else "mid low"
        return label(self.x + width / 2 - 1, self.y + height / 2 + 4, written, css=css)


def _strength(count: Count, total: int) -> str:
    """How strong a cell's colour is: 0 for nobody."""
    return f"{_DARKEST * count / total:.3g}" if count and total else "0"


def _written(count: Count, total: int) -> str:
    if count and total:
        return percent(count / total)
    return HELD_BACK if count is None else NOBODY


def _drawn(cells: Sequence[_Cell]) -> str:
    """The colours as one group, which a dark page shows more faintly; then the numbers."""
    return group("cells", *(cell.filled for cell in cells)) + "".join(
        cell.numbered for cell in cells
    )


def percent(share: float) -> str:
    """A share in whole percent; neither none nor all is claimed of what is only nearly so.

    >>> percent(0.004), percent(0.996), percent(1.0), percent(0.125)
    ('<1 %', '>99 %', '100 %', '12 %')
    """
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "<1 %"
    if rounded == 100 and share < 1:  # noqa: PLR2004 - per cent
        return ">99 %"
    return f"{rounded} %"


def histogram(counts: Sequence[Count], points: float) -> str:
    """How many students earned how much, in equal steps of the points."""
    most = max([count for count in counts if count is not None], default=0) or 1
    width, base = len(counts) * (_BAR + _GAP) + 3 * _GAP, _HIGH + 28
    bounds = [points * number / len(counts) for number in range(len(counts) + 1)]
    drawn = [
        shape("line", x1=0, y1=base, x2=width, y2=base, css="axis"),
        *(_bar(number, count, most, base) for number, count in enumerate(counts)),
        *(
            label(_GAP / 2 + number * (_BAR + _GAP) + _GAP / 2, base + 18, f"{bound:g}", css="mid")
            for number, bound in enumerate(bounds)
        ),
        label(width / 2, base + 38, "points", css="mid low"),
    ]
    said = [
        f"{low:g} to {high:g}: {HELD_BACK if count is None else count}"
        for low, high, count in zip(bounds, bounds[1:], counts, strict=False)
    ]
    text = f"Students by points earned. {'; '.join(said)}."
    return picture("scores", (width, base + 46), "Distribution of scores", text, "".join(drawn))


def _bar(number: int, count: Count, most: int, base: float) -> str:
    x = _GAP + number * (_BAR + _GAP) + _GAP / 2
    if not count:
        dash = HELD_BACK if count is None else ""
        return label(x + _BAR / 2, base - 8, dash, css="mid") if dash else ""
    high = _HIGH * count / most
    return shape("rect", x=x, y=base - high, width=_BAR, height=high, css="bar") + label(
        x + _BAR / 2, base - high - 7, str(count), css="mid strong"
    )


def outcome_map(columns: Sequence[tuple[str, str]], rows: Sequence[Row]) -> str:
    """A heat map: one row a question, one column an outcome, the share of answers in each cell.

    It is a table; on a narrow screen each row stands below its name.

    Args:
        columns: heading and class of each column.
        rows: from top to bottom.

    >>> outcome_map([("right", "right")], [Row("q", (1,), 2)]).partition("</th><td ")[2]
    'class="right" style="--share:0.425">50 %</td></tr></tbody></table>'
    """
    heads = "".join(f'<th scope="col">{plain(heading)}</th>' for heading, _ in columns)
    lines = "".join(_line(row, [css for _, css in columns]) for row in rows)
    head = f"<thead><tr><td></td>{heads}</tr></thead>"
    return f'<table class="heat">{head}<tbody>{lines}</tbody></table>'


def _line(row: Row, colours: Sequence[str]) -> str:
    cells = "".join(
        f'<td class="{css}" style="--share:{_strength(count, row.total)}">'
        f"{_written(count, row.total)}</td>"
        for css, count in zip(colours, row.counts, strict=True)
    )
    return f'<tr><th scope="row">{plain(row.name, _LONGEST_NAME)}</th>{cells}</tr>'


def entry_map(
    name: str, rows: Sequence[str], columns: Sequence[str], wrong: Sequence[Count], students: int
) -> str:
    """A heat map of a matrix: the share of answers that are wrong at each entry.

    Args:
        name: of the question.
        rows: what its rows are called.
        columns: what its columns are called.
        wrong: row by row, how many are wrong there.
        students: of how many.
    """
    left = 12 + CHARACTER * max((len(row) for row in rows), default=0)
    across, down = _ENTRY
    width, high = left + len(columns) * across + 2, 26 + len(rows) * down + 2
    places = [(line, column) for line in range(len(rows)) for column in range(len(columns))]
    cells = [
        _Cell(left + column * across, 26 + line * down, _ENTRY, "wrong", count, students)
        for (line, column), count in zip(places, wrong, strict=True)
    ]
    drawn = [
        *(label(left + (n + 0.5) * across, 18, head, css="mid") for n, head in enumerate(columns)),
        *(label(left - 7, 26 + 23 + n * down, row, css="end") for n, row in enumerate(rows)),
        _drawn(cells),
    ]
    said = ", ".join(_entries_said(places, wrong, students)) or "none"
    text = f"Share of answers that are wrong at each entry (row, column): {said}."
    return picture(
        f"entries-{name}", (width, high), f"Wrong entries of {name}", text, "".join(drawn)
    )


def _entries_said(
    places: Sequence[tuple[int, int]], wrong: Sequence[Count], students: int
) -> Iterator[str]:
    for (row, column), count in zip(places, wrong, strict=True):
        if count:
            yield f"({row + 1}, {column + 1}) {percent(count / students)}"


def share_bar(share: float) -> Drawn:
    """A small bar beside a number that says the same, so that readers aloud may skip it."""
    long = 89 * min(max(share, 0.0), 1.0)
    return _small(
        shape("rect", x=0.5, y=0.5, width=89, height=11, css="frame"),
        shape("rect", x=0.5, y=0.5, width=long, height=11, css="bar"),
    )


def signed_dot(value: float, marked: float) -> Drawn:
    """A dot on a line from -1 to 1, with a mark at 0 and a dashed one at `marked`."""
    middle, half = 45, 40
    return _small(
        shape("line", x1=1, y1=6, x2=89, y2=6, css="axis"),
        shape("line", x1=middle, y1=1, x2=middle, y2=11, css="axis"),
        shape(
            "line", x1=middle + half * marked, y1=0, x2=middle + half * marked, y2=12, css="mark"
        ),
        shape("circle", cx=middle + half * value, cy=6, r=4.5, css="bar"),
    )


def _small(*drawn: str) -> Drawn:
    start = '<svg aria-hidden="true" viewBox="0 0 90 12" width="90" height="12">'
    return Drawn(f"{start}{''.join(drawn)}</svg>")
