"""How long does a student wait for a check, and the judge for reading an answer?

Each check is made in a new process, after imports, so that nothing is known from the time before.
Processor time counts. Where it goes is shown by

    python -m benchmarks.answers 8 8
"""

from __future__ import annotations

import cProfile
import json
import pstats
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from itertools import pairwise
from multiprocessing import get_context
from statistics import median, quantiles
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.corpus import Pair
from benchmarks.layer import answer, declared
from grader import check
from grader.answer import Answer, ArrayAnswer
from grader.feedback import render_html, render_text
from grader.notebook.assess import assess, disclosed
from grader.notebook.reading import read_answer
from grader.questions import JacobianQuestion
from grader.text import parse
from grader.wire import read, write

if TYPE_CHECKING:
    from sympy import Matrix

PROCESSES = 3
LONG = 2000.0
"""Milliseconds after which a check is not measured again."""
LATER = 5
PARTS = ("reading", "judging", "as text", "as HTML")
LINES = 30
LOADED_BY_THE_FIRST_CHECK = ("grader.judging", "grader.feedback", "grader.symbolic")


@dataclass(frozen=True)
class Case:
    """A check that is timed.

    Attributes:
        name: what the table calls it.
        rows, columns: the size of the matrix.
        given: whether the reference lies on this computer; else it is derived from the printed F.
        wrong: whether one entry of the answer has a wrong sign.
    """

    name: str
    rows: int = 8
    columns: int = 8
    given: bool = True
    wrong: bool = False

    @property
    def answer(self) -> Matrix:
        """The student's matrix."""
        found = answer(self.rows, self.columns)
        if self.wrong:
            found[0, 0] = -found[0, 0]
        return found


CASES = (
    Case("8×8, right, reference given"),
    Case("8×9, right, reference given", columns=9),
    Case("8×8, one sign wrong, reference given", wrong=True),
    Case("8×8, right, reference derived from F", given=False),
)


def waiting() -> list[list[str]]:
    """Header and rows: each case with the milliseconds of a first check, of its parts, and later.

    The parts are done again in another new process; they end where `check` shows its result.
    """
    rows = [["a layer's Jacobian matrix", "first check ms", *PARTS, "later checks ms"]]
    for case in CASES:
        first, later = _medians(checked, case)
        found = (first, *_medians(in_parts, case), later)
        rows.append([case.name, *(f"{milliseconds:.0f}" for milliseconds in found)])
    return rows


def _medians(run: Callable[[Case], Sequence[float]], case: Case) -> list[float]:
    """The median of each time that `run` gives, over a few processes, or one where it is long."""
    found = [_in_a_process(run, case)]
    while len(found) < PROCESSES and max(found[0]) < LONG:
        found.append(_in_a_process(run, case))
    return [median(column) for column in zip(*found, strict=True)]


def _in_a_process(run: Callable[[Case], Sequence[float]], case: Case) -> Sequence[float]:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(run, case).result()


def checked(case: Case) -> tuple[float, float]:
    """Milliseconds of the first check in this process, and the median of some more."""
    _load()
    found = case.answer
    with declared(case.rows, case.columns, given=case.given) as question:
        first, *later = (_milliseconds(question, found) for _ in range(1 + LATER))
    return first, median(later)


def _milliseconds(question: JacobianQuestion, found: Matrix) -> float:
    with redirect_stdout(StringIO()):
        start = process_time()
        check(question, found)
        return 1000 * (process_time() - start)


def in_parts(case: Case) -> list[float]:
    """Milliseconds of what a check does: reads the answer, judges it, writes text and HTML."""
    _load()
    found = case.answer
    with declared(case.rows, case.columns, given=case.given) as question:
        times = [process_time()]
        read_ = read_answer(question, found)
        payload = write(question.name, read_)
        times.append(process_time())
        report = disclosed(assess(question, read_, payload), question)
        times.append(process_time())
        render_text(report, question)
        times.append(process_time())
        render_html(report, question)
        times.append(process_time())
    return [1000 * (after - before) for before, after in pairwise(times)]


def _load() -> None:
    for name in LOADED_BY_THE_FIRST_CHECK:
        import_module(name)


def reading(pairs: Sequence[Pair]) -> list[list[str]]:
    """Header and rows: milliseconds for reading answers from JSON, those of the corpus and 8×8."""
    formulas = [_json(ArrayAnswer((), (parse(pair.student),))) for pair in pairs]
    with declared(8, 8, given=False) as question:
        matrix = _json(read_answer(question, answer(8, 8)))
    named = {"one formula of the corpus": formulas, "the 8×8 matrix": [matrix] * 50}
    header = ["reading an answer from JSON", "answers", "median ms", "p95 ms"]
    return [header, *([name, *_spread(texts)] for name, texts in named.items())]


def _json(found: Answer) -> str:
    return json.dumps(write("q", found))


def _spread(texts: Sequence[str]) -> list[str]:
    milliseconds = []
    for text in texts:
        start = process_time()
        read(text)
        milliseconds.append(1000 * (process_time() - start))
    late = quantiles(milliseconds, n=20)[-1]
    return [str(len(texts)), f"{median(milliseconds):.3f}", f"{late:.3f}"]


def profile(case: Case) -> str:
    """Where the time of a first check goes, as cProfile sees it."""
    _load()
    found, profiler, text = case.answer, cProfile.Profile(), StringIO()
    asked = declared(case.rows, case.columns, given=case.given)
    with asked as question, redirect_stdout(StringIO()), profiler:
        check(question, found)
    statistics = pstats.Stats(profiler, stream=text).strip_dirs()
    statistics.sort_stats("cumulative").print_stats(LINES)
    statistics.sort_stats("tottime").print_stats(LINES)
    return text.getvalue()


def main() -> None:
    """Print the profile of one check."""
    parser = ArgumentParser(description="Show where the time of a check of a layer goes.")
    parser.add_argument("rows", type=int)
    parser.add_argument("columns", type=int)
    parser.add_argument("--derived", action="store_true", help="derive the reference from F")
    parser.add_argument("--wrong", action="store_true", help="give one entry a wrong sign")
    arguments = parser.parse_args()
    case = Case("", arguments.rows, arguments.columns, not arguments.derived, arguments.wrong)
    print(profile(case))


if __name__ == "__main__":
    main()
