from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from grader.classroom.decisions import Decision, enter
from grader.classroom.explaining import explain
from grader.classroom.kept import Kept
from grader.errors import ConfigError
from grader.verdict import Outcome, Report, Verdict
from tests.judged_class import COLOUR, HALF, PROVED, REFUTED, judge, judged_class, matrix
from tests.tiny_course import NAME, TinyCourse


@pytest.fixture(scope="module")
def judged(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged_class(released_course, tmp_path_factory.mktemp("judged") / "course").root


@pytest.fixture
def course(judged: Path, tmp_path: Path) -> TinyCourse:
    return TinyCourse(copytree(judged, tmp_path / "course"))


def confirmed(course: TinyCourse, student: str, question: str) -> list[bool | None]:
    found = explain(Kept(course.root, NAME), student, question)
    return [each.replay.confirmed for each in found.evidence]


def ask(course: TinyCourse, question: str, reference: str, report: Report) -> list[bool | None]:
    """What a replay says about ada's `report`, if q_colour were another question."""
    folder = course.layout.source(NAME)
    file = folder / "questions.py"
    kept, _, _ = file.read_text().partition("q_colour =")
    file.write_text(f"{kept}q_colour = {question}\n")
    references = folder.with_name(f"{NAME}_references.py")
    references.write_text(references.read_text().replace('"q_colour": "B"', reference))
    judge(course, "ada", matrix(PROVED, 4.0), colour=report)
    return confirmed(course, "ada", "q_colour")


def test_a_witness_and_proofs_are_confirmed_with_the_sum(course: TinyCourse):
    found = explain(Kept(course.root, NAME), "cyd", "q_jacobian")
    assert [each.replay.confirmed for each in found.evidence] == [True] * 4
    assert [each.reference for each in found.evidence] == ["2*x*y", "x**2", "1", "1"]
    assert found.evidence[0].replay.text == "at x = 1, y = 1 the two differ by at least 1"
    assert found.credit.endswith(
        "(3 right entries − 0 wrong zeros) / 4 entries that are not zero = 3"
    )
    assert found.report.diagnoses[0].codes == ("J999",)
    assert not found.disagrees


def test_a_witness_that_does_not_hold_is_found_out(course: TinyCourse):
    judge(course, "cyd", matrix(REFUTED, 3.0, "2*x*y"))
    assert confirmed(course, "cyd", "q_jacobian") == [False, True, True, True]


def test_a_proof_that_does_not_hold_is_found_out(course: TinyCourse):
    judge(course, "cyd", matrix(PROVED, 4.0, "x*y"))
    found = explain(Kept(course.root, NAME), "cyd", "q_jacobian")
    assert found.disagrees
    assert "has another value" in found.evidence[0].replay.text


def test_a_rounded_number_is_reread_as_it_was_judged(course: TinyCourse):
    text = "6*x*y*0.3333333333333333"
    report = matrix(PROVED, 4.0, text)
    assert not _confirmed_first(course, report)
    note = "a rounded number was read as a fraction; write Rational(1, 3)"
    noted = replace(report, entries=(replace(report.entries[0], note=note), *report.entries[1:]))
    assert _confirmed_first(course, noted)


def _confirmed_first(course: TinyCourse, report: Report) -> bool | None:
    judge(course, "cyd", report)
    return confirmed(course, "cyd", "q_jacobian")[0]


def test_an_entry_that_was_too_long_to_keep_cannot_be_computed_again(course: TinyCourse):
    assert _confirmed_first(course, matrix(PROVED, 4.0, "(too long to print)")) is None


def test_what_is_undecided_has_nothing_to_confirm(course: TinyCourse):
    assert confirmed(course, "ada", "q_jacobian") == [None, True, True, True]


def test_labels_are_compared_again(course: TinyCourse):
    assert confirmed(course, "ada", "q_colour") == [True]
    judge(course, "ada", HALF, colour=replace(COLOUR, answer=("A",)))
    assert confirmed(course, "ada", "q_colour") == [False]
    missing = Report("q_colour", 1, 0.0, Outcome.NOT_ATTEMPTED, "The dots are still in place.")
    judge(course, "ada", HALF, colour=missing)
    assert confirmed(course, "ada", "q_colour") == []


def test_a_function_has_no_evidence_but_its_sum(course: TinyCourse):
    found = explain(Kept(course.root, NAME), "ada", "q_double")
    assert found.evidence == ()
    assert found.credit == "2 · 1 right groups of inputs / 1 groups = 2"


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((PROVED, PROVED), [True, True]),
        ((PROVED, Verdict(REFUTED.status)), [True, None]),
    ],
)
def test_terms_are_held_against_each_term_of_the_reference(
    verdicts: tuple[Verdict, Verdict], expected: list[bool | None], course: TinyCourse
):
    question = 'TermsQuestion(name="q_colour", points=1, prompt="?", variables="x y")'
    entries = tuple(replace(HALF.entries[0], row=i + 1, verdict=v) for i, v in enumerate(verdicts))
    report = Report(
        "q_colour", 1, 1.0, Outcome.RIGHT, shape=(2,), entries=entries, answer=("y*x", "x + x")
    )
    assert ask(course, question, '"q_colour": ["2*x", "x*y"]', report) == expected


def test_a_term_that_is_none_of_the_references_is_seen_to_differ_from_each(course: TinyCourse):
    question = 'TermsQuestion(name="q_colour", points=1, prompt="?", variables="x y")'
    entry = replace(HALF.entries[0], verdict=Verdict(REFUTED.status))
    report = Report(
        "q_colour", 1, 0.0, Outcome.WRONG, shape=(1,), entries=(entry,), answer=("3*x",)
    )
    assert ask(course, question, '"q_colour": ["2*x", "x*y"]', report) == [True]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('NumbersQuestion(name="q_colour", points=1, prompt="?")', True),
        ('ShapeQuestion(name="q_colour", points=1, prompt="?")', False),
    ],
)
def test_numbers_have_a_tolerance_and_shapes_have_none(
    question: str, course: TinyCourse, *, expected: bool
):
    entries = tuple(replace(HALF.entries[0], row=i, verdict=PROVED) for i in (1, 2))
    report = Report(
        "q_colour", 1, 1.0, Outcome.RIGHT, shape=(2,), entries=entries, answer=("2.000001", "3")
    )
    assert ask(course, question, '"q_colour": (2, 3)', report) == [expected, True]


def test_what_a_person_decided_is_told(course: TinyCourse):
    kept = Kept(course.root, NAME)
    enter(kept, [Decision("ada", "q_jacobian", 3, "Fine.")])
    assert explain(kept, "ada", "q_jacobian").decided == "3 of 4 points: Fine."


@pytest.mark.parametrize(
    ("student", "question", "said"),
    [
        ("eve", "q_jacobian", "eve has no graded submission to tiny"),
        ("ada", "q_shape", "tiny has no question q_shape; it has q_colour, q_double"),
        ("ada", "q_essay", "q_essay is read by a person"),
        ("dan", "q_jacobian", "nothing is kept about q_jacobian of dan"),
    ],
)
def test_what_cannot_be_explained_is_said(
    student: str, question: str, said: str, course: TinyCourse
):
    course.enter("dan")
    with pytest.raises(ConfigError, match=said):
        explain(Kept(course.root, NAME), student, question)
