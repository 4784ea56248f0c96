"""The bundled questions and references, and short ways to write answers and judge them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.answer import Answer, ArrayAnswer
from grader.judging import Earlier, judge
from grader.questions import Question, load_questions, load_references
from grader.questions.declared import names_of, read_pattern
from grader.verdict import Report
from grader.wire import write

Rows = object
"""Nested sequences of texts and numbers."""


@pytest.fixture(scope="session")
def questions(root: Path) -> Mapping[str, Question]:
    return load_questions(root / "solutions" / "jacobians" / "questions.py")


@pytest.fixture(scope="session")
def references(root: Path, questions: Mapping[str, Question]) -> Mapping[str, Any]:
    return load_references(root / "solutions" / "jacobians_references.py", questions)


@pytest.fixture(scope="session")
def array() -> Callable[[Question, Rows], ArrayAnswer]:
    """The answer that a student's formulas make, in the notation of a reference."""

    def built(question: Question, rows: Rows) -> ArrayAnswer:
        pattern = read_pattern(question, rows, f"an answer in {names_of(question)}")
        return ArrayAnswer(pattern.shape, tuple(e for e in pattern.entries if e is not None))

    return built


@pytest.fixture(scope="session")
def judged(
    array: Callable[[Question, Rows], ArrayAnswer],
) -> Callable[..., Report]:
    """The report on an answer given as formulas, or as an Answer, through its JSON text."""

    def report(
        question: Question, given: object, reference: Answer, earlier: Sequence[Earlier] = ()
    ) -> Report:
        answer = given if isinstance(given, Answer) else array(question, given)
        payload = json.dumps(write(question.name, answer))
        return judge(question, payload, reference, earlier)

    return report


@pytest.fixture(scope="session")
def bundled_report(
    judged: Callable[..., Report],
    questions: Mapping[str, Question],
    references: Mapping[str, Any],
) -> Callable[..., Report]:
    """The report on an answer to a bundled question, by the question's name."""

    def report(name: str, given: object, earlier: Sequence[Earlier] = ()) -> Report:
        return judged(questions[name], given, references[name], earlier)

    return report


@pytest.fixture(scope="session")
def after(
    questions: Mapping[str, Question],
    references: Mapping[str, Any],
    array: Callable[..., Any],
    bundled_report: Callable[..., Report],
) -> Callable[..., list[Earlier]]:
    """An earlier answer, judged, with some of the report's fields changed."""

    def one(name: str, given: object, **changes: float | None) -> list[Earlier]:
        report = replace(bundled_report(name, given), **changes)
        return [Earlier(questions[name], array(questions[name], given), references[name], report)]

    return one
