"""Where do questions and references come from? From Python files that an instructor wrote.

Files are run by their path, without leaving a `__pycache__` behind, which nbgrader would take for
an assignment.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.errors import ConfigError
from grader.questions.declared import Reference, read_reference
from grader.questions.kinds import Question


def load_questions(path: Path) -> Mapping[str, Question]:
    """The questions that the file at `path` declares, in order.

    Raises:
        ConfigError: it can't be run, or a question's name is not that of its variable.
    """
    questions = {}
    for variable, value in _run(path).items():
        if not isinstance(value, Question):
            continue
        if value.name != variable:
            message = (
                f"{value.name}: the question stands in the variable {variable}; "
                "give the two the same name"
            )
            raise ConfigError(message)
        questions[variable] = value
    return questions


def load_references(path: Path, questions: Mapping[str, Question]) -> Mapping[str, Reference]:
    """The reference answers that the file at `path` gives to `questions`.

    Raises:
        ConfigError: one of them can't be read, belongs to no question, or is missing.
    """
    references, findings = read_references(path, questions)
    if findings:
        raise ConfigError("\n".join(findings))
    return references


def read_references(
    path: Path, questions: Mapping[str, Question]
) -> tuple[dict[str, Reference], list[str]]:
    """The reference answers that could be read, and what is wrong with the others.

    Raises:
        ConfigError: the file can't be run, or has no dictionary `references`.
    """
    if not path.is_file():
        return {}, [f"{path.name} is missing; it gives each question its reference answer"]
    written = _run(path).get("references")
    if not isinstance(written, Mapping):
        message = f"{path.name} must define references, a dictionary from question names to answers"
        raise ConfigError(message)
    findings = [
        f"{name}: {path.name} has a reference for it, but there is no such question"
        for name in written
        if name not in questions
    ]
    references: dict[str, Reference] = {}
    for name, question in questions.items():
        if name not in written:
            findings.append(f"{name}: there is no reference for it in {path.name}")
            continue
        try:
            references[name] = read_reference(question, written[name])
        except ConfigError as error:
            findings.append(str(error))
    return references, findings


def _run(path: Path) -> dict[str, Any]:
    try:
        code = compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True)
        namespace: dict[str, Any] = {"__name__": path.stem, "__file__": str(path)}
        exec(code, namespace)  # noqa: S102 - an instructor's own file, as `import` would run it
    except Exception as error:
        message = f"{path} can't be loaded: {type(error).__name__}: {error}"
        raise ConfigError(message) from error
    return namespace
