from collections.abc import Callable
from pathlib import Path

import pytest

from grader.answer import ArrayAnswer
from grader.errors import ConfigError
from grader.questions import load_assignment, problems, read_assignment

Write = Callable[..., Path]

TWO = """
j = JacobianQuestion(name="j", points=4, prompt="J?", variables="x y", function=("x*y", "x"))
d = ExpressionQuestion(
    name="d", points=2, prompt="det?", variables="x y", derivation=Determinant(of="j"),
)
"""
ANSWERS = "{'j': [['y', 'x'], [1, 0]], 'd': '-x'}"


def test_a_sound_assignment_is_loaded_whole(write_assignment: Write):
    cells = [("j", 4), ("d", 2), ("essay", 3, "manual")]
    assignment = load_assignment(write_assignment(TWO, ANSWERS, one=cells))
    assert assignment.name == "maps"
    assert list(assignment.questions) == ["j", "d"]
    assert assignment.notebooks["one"].questions == ("j", "d")
    reference = assignment.references["j"]
    assert isinstance(reference, ArrayAnswer)
    assert reference.shape == (2, 2)
    assert problems(assignment) == []


def test_the_bundled_assignment_is_sound(root: Path):
    assignment = load_assignment(root / "solutions" / "jacobians")
    totals = [notebook.points for notebook in assignment.notebooks.values()]
    assert totals == [25, 25, 25, 25]


def test_every_problem_is_reported_at_once(write_assignment: Write):
    questions = TWO + 'lost = ShapeQuestion(name="lost", points=1, prompt="?")\n'
    references = "{'j': [['y', 'x', 1]], 'gone': 3}"
    folder = write_assignment(questions, references, one=[("j", 5), ("extra", 1)])
    (folder / "two.ipynb").write_text("{")
    found = problems(read_assignment(folder))
    said = [
        "gone: maps_references.py has a reference for it, but there is no such question",
        "j: the reference is of shape (1, 3); it must be 2×2, as F says",
        "d: there is no reference for it",
        "lost: there is no reference for it",
        "two.ipynb is not a notebook",
        "j: the question is worth 4 points, its cell in one 5",
        "extra: one has an automatically marked cell of this name, but no question",
        "d: no notebook has a check cell with this grade_id",
        "lost: no notebook has a check cell with this grade_id",
    ]
    assert len(found) == len(said)
    assert all(line.startswith(start) for line, start in zip(found, said, strict=True))
    with pytest.raises(ConfigError) as caught:
        load_assignment(folder)
    assert str(caught.value).splitlines() == found


def test_a_folder_without_references_is_told_so(write_assignment: Write):
    folder = write_assignment(TWO, ANSWERS, one=[("j", 4), ("d", 2)])
    (folder.parent / "maps_references.py").unlink()
    assert problems(read_assignment(folder)) == [
        "maps_references.py is missing; it gives each question its reference answer"
    ]
