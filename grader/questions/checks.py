"""Are the declarations sound? Every problem is one sentence that names the question."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from grader.answer import ArrayAnswer, LabelsAnswer
from grader.domain import Domain
from grader.equivalence import compare, has_interior
from grader.errors import ConfigError, StudentError
from grader.expression import Expression
from grader.questions.challenges import expected
from grader.questions.declared import Pattern, Reference, formula, in_one_line, read_mistake
from grader.questions.following import sources
from grader.questions.kinds import (
    ChoiceQuestion,
    FunctionQuestion,
    JacobianQuestion,
    Question,
    SymbolicQuestion,
)
from grader.verdict import Status

LEAST_OPTIONS = 2
"""Of a choice; with one there is nothing to choose."""


def check_questions(questions: Mapping[str, Question]) -> Iterator[str]:
    """What is wrong with the declarations themselves."""
    before: list[str] = []
    for name, question in questions.items():
        yield from (f"{name}: {problem}" for problem in _check_question(question))
        if question.derivation is not None:
            for source in sources(question.derivation):
                if source not in before:
                    yield (
                        f"{name}: its answer follows from {source}, which is no earlier question; "
                        f"the earlier ones are {', '.join(before) or 'none'}"
                    )
        before.append(name)


def check_references(
    questions: Mapping[str, Question], references: Mapping[str, Reference]
) -> Iterator[str]:
    """What is wrong between questions and references."""
    for name, question in questions.items():
        if isinstance(question, SymbolicQuestion) and _domain(question) is not None:
            reference = references.get(name)
            entries = reference.entries if isinstance(reference, ArrayAnswer) else ()
            yield from _check_defined(question, entries)
        if isinstance(question, FunctionQuestion) and callable(references.get(name)):
            yield from _check_outputs(question, references[name])
        for mistake in question.mistakes:
            try:
                wrong = read_mistake(question, mistake)
            except ConfigError as error:
                yield str(error)
                continue
            if name in references and _equals(question, wrong, references[name]):
                yield f"{name}: the mistake {mistake.name!r} equals the reference; drop or mend it"


def _check_question(question: Question) -> Iterator[str]:
    if not _is_hundredths(question.points) or question.points == 0:
        yield f"it is worth {question.points} points; give a positive number of hundredths"
    for mistake in question.mistakes:
        if not (_is_hundredths(mistake.points) and mistake.points <= question.points):
            yield (
                f"the mistake {mistake.name!r} earns {mistake.points} points; "
                f"the question is worth {question.points:g}"
            )
    if isinstance(question, SymbolicQuestion):
        yield from _check_symbolic(question)
    if isinstance(question, ChoiceQuestion) and len(question.options) < LEAST_OPTIONS:
        yield "it has fewer than two options; give at least two"
    if isinstance(question, FunctionQuestion):
        yield from _check_function(question)


def _is_hundredths(points: float) -> bool:
    return 0 <= points < math.inf and round(points, 2) == points


def _check_symbolic(question: SymbolicQuestion) -> Iterator[str]:
    names = question.names
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"the name {name} is declared twice; variables and parameters have names of their own"
    for name in question.domain:
        if name not in names:
            yield f"the domain names {name}; the names are {', '.join(names)}"
    try:
        Domain.of(question.domain)
    except ConfigError as error:
        yield str(error)
    components = question.function if isinstance(question, JacobianQuestion) else ()
    for text in components:
        try:
            formula(question, text)
        except StudentError as error:
            yield f"{text!r} in F can't be read: {in_one_line(error)}"


def _check_function(question: FunctionQuestion) -> Iterator[str]:
    if not question.groups or any(not group.sizes for group in question.groups):
        yield "it has no challenge inputs in some group; give each group sizes"
    wanted = {size for shape in question.arguments.values() for size in shape}
    for group in question.groups:
        for sizes in group.sizes:
            missing = sorted(wanted.difference(sizes))
            if missing:
                yield f"the group {group.name!r} gives no size {missing[0]}; give every size"
        for argument in group.magnitudes:
            if argument not in question.arguments:
                yield f"the group {group.name!r} names {argument}, which is no argument"


def _check_outputs(question: FunctionQuestion, reference: Reference) -> Iterator[str]:
    assert callable(reference)  # noqa: S101 - the caller has seen to it
    try:
        expected(question, reference, b"any seed will do")
    except ConfigError as error:
        yield str(error)


def _check_defined(question: SymbolicQuestion, entries: tuple[Expression, ...]) -> Iterator[str]:
    formulas = (*_components(question), *entries)
    if formulas and not has_interior(formulas, Domain.of(question.domain)):
        yield (
            f"{question.name}: no point of the domain was found at which F and the reference are "
            "defined, and around it too; state a domain with an interior where they are"
        )


def _components(question: Question) -> list[Expression]:
    """F's components, if the question has an F and all of it can be read."""
    if not isinstance(question, JacobianQuestion):
        return []
    try:
        return [formula(question, text) for text in question.function]
    except StudentError:
        return []


def _domain(question: SymbolicQuestion) -> Domain | None:
    try:
        return Domain.of(question.domain)
    except ConfigError:
        return None


def _equals(question: Question, wrong: Pattern | LabelsAnswer, reference: Reference) -> bool:
    if isinstance(wrong, LabelsAnswer) or not isinstance(reference, ArrayAnswer):
        return wrong == reference
    domain = _domain(question) if isinstance(question, SymbolicQuestion) else Domain()
    if wrong.shape != reference.shape or domain is None:
        return False
    where = _components(question)
    pairs = zip(wrong.entries, reference.entries, strict=True)
    return all(
        compare(entry, right, domain, where).status is Status.PROVED
        for entry, right in pairs
        if entry is not None
    )
