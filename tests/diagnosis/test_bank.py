"""How many wrong answers that somebody wrote by hand are called by a name?

`wrong_answers.jsonl` holds 120 of them to 20 problems that no declaration mentions: a line for a
problem, then a line for each answer with what its author was thinking. They were written before any
misconception was declared; four of them are slips without a principle.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.questions import JacobianQuestion
from grader.verdict import Diagnosis
from tests.diagnosis.cases import Rows, findings, question_of

FILE = Path(__file__).with_name("wrong_answers.jsonl")
WANTED = 0.9
PLAIN = {
    "inner derivative missing in the second output": "J101",
    "inner factors 2y and 2x missing in the sine row": "J101",
    "power rule used on the exponential": "J121",
    "derivative of sine taken as minus cosine": "J112",
    "minus sign of the cosine derivative missing": "J111",
    "gradient written as a column, not the 1x3 row": "J161",
    "transposed, one column for each output": "J161",
    "the term without the variable copied along in each entry": "J141",
    "inner function itself used for its derivative": "J107",
    "cosh differentiated to -sinh, by analogy with cos": "J113",
    "sigmoid itself used for its derivative, times the weights": "J116",
    "weights alone, the activation forgotten": "J105",
    "exponent brought down but not lowered": "J124",
    "exponent lowered but not brought down": "J123",
    "product rule with the first summand only": "J132",
    "derivative of x times derivative of the bracket": "J131",
}
"""Thoughts that are one misconception of the catalogue, in other words."""


def answers() -> list[tuple[str, JacobianQuestion, str, Rows]]:
    found, name, question = [], "", question_of("x", "x")
    for line in FILE.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        if "problem" in data:
            name = data["problem"]
            question = question_of(data["variables"], *data["function"], domain=data["domain"])
        else:
            found.append((name, question, data["thought"], data["matrix"]))
    return found


@pytest.fixture(scope="module")
def diagnosed() -> list[tuple[str, str, tuple[Diagnosis, ...]]]:
    return [(name, thought, findings(q, rows)) for name, q, thought, rows in answers()]


def test_at_least_nine_in_ten_are_named(diagnosed: list[tuple[str, str, tuple[Diagnosis, ...]]]):
    unnamed = [(name, thought) for name, thought, found in diagnosed if not found]
    assert len(diagnosed) == 120
    assert len({name for name, _, _ in diagnosed}) == 20
    assert len(unnamed) <= (1 - WANTED) * len(diagnosed), unnamed


def test_a_plain_thought_gets_the_name_of_its_misconception(
    diagnosed: list[tuple[str, str, tuple[Diagnosis, ...]]],
):
    codes = {thought: {c for d in found for c in d.codes} for _, thought, found in diagnosed}
    known = {thought: code for thought, code in PLAIN.items() if thought in codes}
    assert len(known) >= 15
    assert [thought for thought, code in known.items() if code not in codes[thought]] == []
