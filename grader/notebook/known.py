"""What is the right answer, as far as this computer may know it?

In a class no reference is on a student's computer; what the printed exercise determines is derived
from it: the Jacobian of the printed F, and what follows from that. A self-learner's own computer
may hold the references; the environment says where. A lesson's answers are public: they stand
beside its questions, in a dictionary `public_answers`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from grader.answer import Answer, ArrayAnswer
from grader.notebook.trials import seed_of
from grader.questions.kinds import FunctionQuestion, JacobianQuestion, Question

if TYPE_CHECKING:
    from grader.questions.declared import Reference

FOLDER = "JACOBIAN_REFERENCES"
"""The environment variable that names the folder of `<assignment>_references.py`."""
PUBLIC = "public_answers"
"""What a module of questions calls the answers that it gives itself."""


def is_self_study() -> bool:
    """Whether the references are given, so that nothing need be held back."""
    return FOLDER in os.environ


def reference_of(question: Question) -> Answer | None:
    """The right answer to `question`; None if it isn't known here."""
    module = _module_of(question)
    public = getattr(module, PUBLIC, {})
    if question.name in public:
        return _as_answer(question, _public(question, public[question.name]))
    if is_self_study() and module is not None and (file := _references_of(module)).is_file():
        return _given(question, file, module)
    return _derived(question, _questions(module) if module else {})


def derived_jacobian(question: JacobianQuestion) -> ArrayAnswer:
    """The Jacobian matrix of the F that the question prints, by SymPy.

    >>> question = JacobianQuestion(
    ...     name="q", points=1, prompt="J?", variables="x y", function=("x*y", "sin(y)")
    ... )
    >>> [str(entry) for entry in derived_jacobian(question).entries]
    ['y', 'x', '0', 'cos(y)']
    """
    from grader.symbolic import from_sympy, to_sympy  # noqa: PLC0415 - SymPy only when it is needed
    from grader.text import parse  # noqa: PLC0415 - likewise

    components = [
        to_sympy(parse(text, question.names, question.functions)) for text in question.function
    ]
    variables = [to_sympy(parse(name, question.names)) for name in question.variables.split()]
    derivatives = [f.diff(variable) for f in components for variable in variables]
    entries = tuple(from_sympy(derivative, question.names) for derivative in derivatives)
    return ArrayAnswer((len(components), len(variables)), entries)


def _derived(question: Question, declared: Mapping[str, Question]) -> ArrayAnswer | None:
    if isinstance(question, JacobianQuestion):
        return derived_jacobian(question)
    if question.derivation is None:
        return None
    from grader.questions.following import derive, sources  # noqa: PLC0415 - only derived answers

    earlier = {
        name: answer
        for name in sources(question.derivation)
        if name in declared and (answer := _derived(declared[name], declared)) is not None
    }
    return derive(question, earlier)


def _module_of(question: Question) -> ModuleType | None:
    """The module that declares `question`, such as the `questions` that a notebook imports."""
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get(question.name) is question:
            return module
    return None


def _questions(module: ModuleType) -> dict[str, Question]:
    return {
        value.name: value for value in list(vars(module).values()) if isinstance(value, Question)
    }


def _references_of(module: ModuleType) -> Path:
    assignment = Path(module.__file__ or "").resolve().parent.name
    return Path(os.environ[FOLDER]) / f"{assignment}_references.py"


def _given(question: Question, file: Path, module: ModuleType) -> Answer:
    return _as_answer(question, _load(file, module)[question.name])


def _public(question: Question, written: object) -> Reference:
    from grader.questions.declared import read_reference  # noqa: PLC0415 - only in a lesson

    return read_reference(question, written)


def _as_answer(question: Question, reference: Reference) -> Answer:
    if not callable(reference):
        return reference
    assert isinstance(question, FunctionQuestion)  # noqa: S101 - no other question has a function
    from grader.questions import expected  # noqa: PLC0415 - loads NumPy

    return expected(question, reference, seed_of(question))


@lru_cache(maxsize=8)
def _load(file: Path, module: ModuleType) -> Mapping[str, Reference]:
    from grader.questions import load_references  # noqa: PLC0415 - only a self-learner has any

    return load_references(file, _questions(module))
