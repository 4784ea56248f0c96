"""Does every question have its cell, and every cell its question?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.questions.following import sources
from grader.questions.kinds import Question
from grader.questions.notebooks import Marking, Notebook


def check_placement(
    questions: Mapping[str, Question], notebooks: Mapping[str, Notebook]
) -> Iterator[str]:
    """What is wrong between the questions and the cells of the notebooks."""
    places: dict[str, str] = {}
    for notebook in notebooks.values():
        for cell in notebook.cells:
            if cell.grade_id in places:
                yield (
                    f"{cell.grade_id}: two cells have this grade_id, in {places[cell.grade_id]} "
                    f"and in {notebook.name}; a grade_id belongs to one cell"
                )
            places.setdefault(cell.grade_id, notebook.name)
        yield from _check_cells(questions, notebook)
    for name in questions:
        if name not in places:
            yield f"{name}: no notebook has a check cell with this grade_id"
    yield from _check_derivations(questions, places)


def _check_cells(questions: Mapping[str, Question], notebook: Notebook) -> Iterator[str]:
    for cell in notebook.cells:
        question = questions.get(cell.grade_id)
        if cell.marking is Marking.MANUAL:
            if question is not None:
                yield (
                    f"{cell.grade_id}: its cell in {notebook.name} is marked by hand; "
                    "make it a locked cell of automatic tests"
                )
        elif question is None:
            yield (
                f"{cell.grade_id}: {notebook.name} has an automatically marked cell of this name, "
                "but no question is called so"
            )
        elif question.points != cell.points:
            yield (
                f"{cell.grade_id}: the question is worth {question.points:g} points, its cell in "
                f"{notebook.name} {cell.points:g}; make the two equal"
            )


def _check_derivations(
    questions: Mapping[str, Question], places: Mapping[str, str]
) -> Iterator[str]:
    for name, question in questions.items():
        rule = question.derivation
        for source in () if rule is None else sources(rule):
            if {source, name} <= places.keys() and places[source] != places[name]:
                yield (
                    f"{name}: its answer follows from {source}, which is asked in another "
                    "notebook; ask both in one"
                )
