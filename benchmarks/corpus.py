"""On which pairs of formulas is equality tried? Derivatives in other forms, and with mistakes.

Labels come from values (see `labels`), never from how a pair was made; pairs whose label is not
clear are left out. The same seed gives the same pairs. Run it as

    python benchmarks/corpus.py --count 660 --seed 1
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import count, islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a script

from sympy import Expr, PolynomialError, diff, expand, log

from benchmarks.functions import FAMILIES, NAMES, Task, derivative
from benchmarks.labels import label
from benchmarks.mistakes import MISTAKES
from benchmarks.rewritings import REWRITINGS, Form, unusual, usual
from grader.errors import StudentError
from grader.expression import Expression
from grader.text import parse

COUNT = 660
SEED = 1
LONGEST = 500
"""Characters of a formula."""
TWICE = 0.3
"""How often a form is rewritten once more."""
AND = ", then "


@dataclass(frozen=True)
class Pair:
    """Two formulas, where their variables range, and whether they are equal."""

    id: str
    student: str
    reference: str
    domain: dict[str, str]
    expected: str
    kind: str


Maker = Callable[[Task, Random], Form]


def _by_logarithms(task: Task, _: Random) -> Expr:
    """F′ = F·(log F)′."""
    return usual(task.function * expand(diff(log(task.function), task.variable)))


def _by_the_quotient_rule(task: Task, _: Random) -> Expr:
    """(n/d)′ = (n′d − nd′)/d²."""
    top, bottom = usual(task.function).as_numer_denom()
    x = task.variable
    return (diff(top, x) * bottom - top * diff(bottom, x)) / bottom**2


def _in_another_form(task: Task, source: Random) -> Expr:
    return unusual(task.answer, source)


def _by_another_variable(task: Task, source: Random) -> Expr:
    names = sorted(task.function.free_symbols, key=str)
    return usual(Task(task.family, task.function, source.choice(names)).answer)


def _rewritten(kind: str) -> Maker:
    return lambda task, source: REWRITINGS[kind](usual(task.answer), source)


def _mistaken(kind: str) -> Maker:
    return lambda task, source: MISTAKES[kind](usual(task.answer), source)


RIGHT: Mapping[str, Maker] = {
    "by logarithms": _by_logarithms,
    "quotient rule": _by_the_quotient_rule,
    "another form": _in_another_form,
    **{kind: _rewritten(kind) for kind in REWRITINGS},
}
WRONG: Mapping[str, Maker] = {
    "not differentiated": lambda task, _: usual(task.function),
    "another variable": _by_another_variable,
    **{kind: _mistaken(kind) for kind in MISTAKES},
}


def pairs(seed: int = SEED) -> Iterator[Pair]:
    """Equal pairs and different ones in turn, without end; kinds that are rare come first."""
    source = Random(f"corpus {seed}")
    uses: Counter[str] = Counter()
    for turn in count():
        for place, family in enumerate(FAMILIES):
            expected = ("equal", "different")[(turn + place) % 2]
            pair = _pair(derivative(source, family), expected, uses, source)
            if pair:
                uses[pair.kind.partition(AND)[0]] += 1
                yield replace(pair, id=f"{uses.total()}-{family}")


def _pair(task: Task, expected: str, uses: Counter[str], source: Random) -> Pair | None:
    """The first pair, in the order of how rare their kinds are, that has the expected label."""
    answer = usual(task.answer)
    text = str(answer)
    reference = _read(text)
    if reference is None or not answer.free_symbols:
        return None
    makers = RIGHT if expected == "equal" else WRONG
    for kind in sorted(makers, key=lambda kind: (uses[kind], source.random())):
        kinds, form = _made(kind, makers[kind], task, source)
        student = _read(form)
        if student in (None, reference):
            continue
        if label(student, reference, task.domain) == expected:
            return Pair("", form, text, task.domain, expected, AND.join(kinds))
    return None


def _made(kind: str, maker: Maker, task: Task, source: Random) -> tuple[list[str], str]:
    """The kinds of changes that made a student's form, one or two, and its text.

    The text is empty where a change is not possible.
    """
    try:
        form = maker(task, source)
        if str(form) == str(usual(task.answer)):
            return [], ""
        if source.random() < TWICE and not isinstance(form, str):
            another = source.choice(sorted(REWRITINGS))
            changed = REWRITINGS[another](form, source)
            if str(changed) != str(form):
                return [kind, another], str(changed)
    except (PolynomialError, NotImplementedError):
        return [], ""
    return [kind], str(form)


def _read(text: str) -> Expression | None:
    if len(text) > LONGEST:
        return None
    try:
        return parse(text, NAMES)
    except StudentError:
        return None


def main() -> None:
    """Print pairs as rows of JSON, as `grader compare --jsonl` reads them."""
    parser = ArgumentParser(description="Print pairs of formulas, one row of JSON each.")
    parser.add_argument("--count", type=int, default=COUNT, help="how many pairs")
    parser.add_argument("--seed", type=int, default=SEED, help="which pairs")
    arguments = parser.parse_args()
    for pair in islice(pairs(arguments.seed), arguments.count):
        print(json.dumps(asdict(pair), ensure_ascii=False))


if __name__ == "__main__":
    main()
