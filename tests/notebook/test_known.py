import sys
from pathlib import Path
from types import ModuleType

import pytest

from grader.answer import ArrayAnswer, LabelsAnswer
from grader.notebook.known import derived_jacobian, is_self_study, reference_of
from grader.questions import JacobianQuestion


def texts(answer: ArrayAnswer):
    return [str(entry) for entry in answer.entries]


def test_the_printed_function_gives_its_jacobian(q: ModuleType):
    answer = reference_of(q.J)
    assert answer.shape == (2, 2)
    assert texts(answer) == ["2*x*y", "x**2", "1", "1"]


def test_parameters_and_offered_functions_may_occur():
    question = JacobianQuestion(
        name="layer",
        points=1,
        prompt="J?",
        variables="x",
        parameters="w",
        functions={"s": ("z", "1/z")},
        function=("s(w*x)",),
    )
    answer = derived_jacobian(question)
    assert answer.shape == (1, 1)
    assert {"w", "x"} >= {part for part in texts(answer)[0] if part.isalpha()}


def test_what_follows_from_the_jacobian_is_derived(q: ModuleType):
    (value,) = reference_of(q.det).entries
    assert str(value) == "2*x*y*1 - x**2*1" or "x**2" in str(value)


def test_what_the_exercise_does_not_determine_is_unknown_in_a_class(q: ModuleType):
    assert not is_self_study()
    assert reference_of(q.shape) is None
    assert reference_of(q.ticks) is None
    assert reference_of(q.double) is None


@pytest.mark.usefixtures("references")
def test_a_self_learner_s_references_answer_everything(q: ModuleType):
    assert is_self_study()
    assert texts(reference_of(q.shape)) == ["2", "2"]
    assert reference_of(q.ticks) == LabelsAnswer(("B",))
    assert [output.shape for output in reference_of(q.double).outputs] == [(2,), (3,)]
    assert texts(reference_of(q.J)) == ["2*x*y", "x**2", "1", "1"]


def test_without_a_file_for_this_assignment_the_exercise_still_speaks(
    q: ModuleType, references: Path
):
    (references / "maps_references.py").unlink()
    assert texts(reference_of(q.J)) == ["2*x*y", "x**2", "1", "1"]
    assert reference_of(q.shape) is None


def test_a_question_of_no_module_is_known_by_its_function_alone(
    q: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delitem(sys.modules, "questions")
    assert texts(reference_of(q.J)) == ["2*x*y", "x**2", "1", "1"]
    assert reference_of(q.det) is None


def test_public_answers_beside_the_questions_are_known_to_everybody(
    q: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    public = {"shape": (2, 2), "ticks": {"B"}, "double": lambda v: 2 * v}
    monkeypatch.setattr(q, "public_answers", public, raising=False)
    assert texts(reference_of(q.shape)) == ["2", "2"]
    assert reference_of(q.ticks) == LabelsAnswer(("B",))
    assert reference_of(q.double) is not None
    assert texts(reference_of(q.J)) == ["2*x*y", "x**2", "1", "1"]
