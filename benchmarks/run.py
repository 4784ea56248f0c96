"""How long do things take, and what is right, beside something that the reader knows?

Every table is made in one run, so that its ratios mean the same anywhere. `make bench` prints the
tables as docs/benchmarks.md shows them, and draws their picture in build/. With --write they are
put into that page, and with names of subjects only their tables are made:

    python -m benchmarks.run --write methods growth
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from benchmarks import class_growth, class_picture
from benchmarks.answers import reading, waiting
from benchmarks.class_report import class_reports
from benchmarks.corpus import COUNT, SEED, Pair, pairs
from benchmarks.diagnosis import diagnoses
from benchmarks.dragging import dragging
from benchmarks.executions import executions
from benchmarks.growth import PANELS, measured, table
from benchmarks.identities import identities
from benchmarks.imports import imports
from benchmarks.lessons import lessons
from benchmarks.picture import draw
from benchmarks.side_by_side import HEADER, side_by_side
from benchmarks.throughput import throughput
from grader.errors import ConfigError

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = Path("images", "growth.svg")
PICTURE_OF_CLASSES = "class-growth.svg"
Table = list[list[str]]


def _growth(picture: Path) -> Iterator[tuple[str, Table]]:
    """The tables of growth; their picture is drawn as well."""
    found = [measured(panel) for panel in PANELS]
    draw(PANELS, found, picture)
    for panel, points in zip(PANELS, found, strict=True):
        yield panel.axis, table(panel, points)


def _classes(picture: Path, largest: int) -> Iterator[tuple[str, Table]]:
    """The tables of growing classes, as far as the largest; their picture is drawn as well."""
    yield "judge alone", class_growth.judged(10 * largest)
    sizes = [size for size in class_growth.SIZES if size <= largest]
    found = class_growth.classes(sizes)
    minutes = class_growth.projected(found)
    class_picture.draw(found, minutes, picture.with_name(PICTURE_OF_CLASSES))
    yield "growth of a class", class_growth.table(found)
    yield "projection", class_growth.projection(found)


def tables(
    subject: str, corpus: list[Pair], picture: Path, largest: int
) -> Iterator[tuple[str, Table]]:
    """The tables on one subject, each with its name."""
    match subject:
        case "methods":
            yield "methods", _compared(corpus)
        case "growth":
            yield from _growth(picture)
        case "answers":
            yield "reading", reading(corpus)
            yield "checks", waiting()
        case "classes":
            yield from _classes(picture, largest)
        case _:
            yield subject, ONE_TABLE[subject]()


ONE_TABLE: Mapping[str, Callable[[], Table]] = {
    "identities": identities,
    "diagnosis": diagnoses,
    "imports": imports,
    "class": class_reports,
    "executions": executions,
    "throughput": throughput,
    "lessons": lessons,
    "dragging": dragging,
}
"""Subjects that are one table, of the same name."""
SUBJECTS = (
    "methods",
    "identities",
    "growth",
    "answers",
    "diagnosis",
    "imports",
    "class",
    "executions",
    "throughput",
    "classes",
    "lessons",
    "dragging",
)
OF_THE_CORPUS = {"methods", "answers"}
"""The subjects that look at the corpus, which takes a minute or more to draw."""


def _compared(corpus: list[Pair]) -> Table:
    return [HEADER, *(row.cells() for row in side_by_side(corpus))]


def markdown(rows: Table) -> str:
    """A table as Markdown; what is not text stands to the right.

    >>> print(markdown([["n", "ms"], ["1", "0.5"]]))
    | n | ms |
    |---|---:|
    | 1 | 0.5 |
    """
    header, *body = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|---|" + "---:|" * (len(rows[0]) - 1)
    return "\n".join([header, rule, *body])


def put(page: str, name: str, text: str) -> str:
    r"""The page with `text` in place of what stands under the mark of the table `name`.

    >>> print(put("<!-- table: n -->\nold\n<!-- end -->", "n", "new"))
    <!-- table: n -->
    new
    <!-- end -->
    """
    between = re.compile(rf"(<!-- table: {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    return between.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page)


def main() -> None:
    """Print every table, and draw the picture."""
    parser = ArgumentParser(description="Measure, and print tables.")
    parser.add_argument(
        "subjects",
        nargs="*",
        default=SUBJECTS,
        metavar="subject",
        help="of these: " + ", ".join(SUBJECTS),
    )
    parser.add_argument("--count", type=int, default=COUNT, help="pairs in the corpus")
    largest = max(class_growth.SIZES)
    text = "submissions of the largest class that is graded"
    parser.add_argument("--largest", type=int, default=largest, help=text)
    parser.add_argument("--write", action="store_true", help="put all into docs/benchmarks.md")
    arguments = parser.parse_args()
    picture = (PAGE.parent if arguments.write else ROOT / "build") / PICTURE
    wanted = arguments.count if OF_THE_CORPUS & set(arguments.subjects) else 0
    corpus = list(islice(pairs(SEED), wanted))
    for subject in arguments.subjects:
        try:
            for name, rows in tables(subject, corpus, picture, arguments.largest):
                _report(name, rows, write=arguments.write)
        except ConfigError as error:
            parser.exit(2, f"{subject}: {error}\n")


def _report(name: str, rows: Table, *, write: bool) -> None:
    """Print a table, if there is one, and put it into the page if that is wished."""
    if rows:
        print(f"\n{name}\n\n{markdown(rows)}", flush=True)
    if rows and write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(put(page, name, markdown(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
