"""What is an assignment? Questions, their references, and the notebooks in which they are asked.

The folder `solutions/jacobians` holds the notebooks and `questions.py`; the references stand beside
it, in `solutions/jacobians_references.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import ConfigError
from grader.questions.checks import check_questions, check_references
from grader.questions.declared import Reference
from grader.questions.kinds import Question
from grader.questions.loading import load_questions, read_references
from grader.questions.notebooks import Notebook, read_notebook
from grader.questions.placement import check_placement


@dataclass(frozen=True)
class Assignment:
    """All that an instructor declared for one assignment.

    Attributes:
        name: the name of its folder.
        folder: where its notebooks and `questions.py` lie.
        questions: in the order of their declaration.
        references: the reference of each question that has a readable one.
        notebooks: by name, in alphabetical order.
        findings: what could not be read; empty in an assignment from `load_assignment`.
    """

    name: str
    folder: Path
    questions: Mapping[str, Question]
    references: Mapping[str, Reference] = field(default_factory=dict)
    notebooks: Mapping[str, Notebook] = field(default_factory=dict)
    findings: tuple[str, ...] = ()


def load_assignment(folder: Path) -> Assignment:
    """The assignment in `folder`.

    Raises:
        ConfigError: something is wrong with it; the message has one line a problem, each naming
            the question.
    """
    assignment = read_assignment(folder)
    found = problems(assignment)
    if found:
        raise ConfigError("\n".join(found))
    return assignment


def read_assignment(folder: Path) -> Assignment:
    """The assignment in `folder` as far as it can be read; the rest is in its findings.

    Raises:
        ConfigError: `questions.py` or the references can't be run.
    """
    folder = folder.resolve()
    questions = load_questions(folder / "questions.py")
    file = folder.with_name(f"{folder.name}_references.py")
    references, findings = read_references(file, questions)
    notebooks = {}
    for path in sorted(folder.glob("*.ipynb")):
        try:
            notebooks[path.stem] = read_notebook(path)
        except ConfigError as error:
            findings.append(str(error))
    return Assignment(folder.name, folder, questions, references, notebooks, tuple(findings))


def problems(assignment: Assignment) -> list[str]:
    """Everything that is wrong with an assignment, one sentence each; empty if nothing is."""
    questions, references = assignment.questions, assignment.references
    return [
        *assignment.findings,
        *check_questions(questions),
        *check_references(questions, references),
        *check_placement(questions, assignment.notebooks),
    ]
