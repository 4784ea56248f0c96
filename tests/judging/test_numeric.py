from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from grader.expression import symbol
from grader.judging.numeric import ABSOLUTE, RELATIVE, close
from grader.questions import Mistake, NumbersQuestion, ShapeQuestion
from grader.text import parse
from grader.verdict import Outcome, Report, Status

Judged = Callable[..., Report]


def numbers(*mistakes: Mistake) -> NumbersQuestion:
    return NumbersQuestion(name="q", points=3, prompt="?", mistakes=mistakes)


@pytest.mark.parametrize(
    ("given", "right", "status"),
    [
        ("20.0001", "20", Status.PROVED),  # exactly 5e-6 off
        ("20.000100001", "20", Status.REFUTED),
        ("19.9999", "20", Status.PROVED),
        ("4.47214", "2*sqrt(5)", Status.PROVED),
        ("4.4721", "2*sqrt(5)", Status.REFUTED),  # 8e-6
        ("0.000000001", "0", Status.PROVED),  # exactly 1e-9
        ("0.0000000011", "0", Status.REFUTED),
        ("exp(1)/(1 + exp(1))**2", "0.1966119332", Status.PROVED),
        ("pi/4", "atan(1)", Status.PROVED),
        ("1/(1 - 1)", "1", Status.REFUTED),
        ("log(-1)", "1", Status.REFUTED),
        ("log(sin(1)**2 + cos(1)**2 - 1)", "1", Status.UNDECIDED),
    ],
)
def test_numbers_are_right_within_the_tolerance(given: str, right: str, status: Status):
    found = close(parse(given, ()), parse(right, ()), RELATIVE, ABSOLUTE)
    assert found is status


def test_a_variable_is_no_number():
    assert close(symbol("x"), symbol("x"), RELATIVE) is Status.REFUTED


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ("32/3", 3.0),
        ("10.66667", 3.0),
        ("10.67", 1.5),  # 3.1e-4 off: rounded too early
        ("10.72", 1.5),  # exactly 5e-3
        ("10.7201", 0.0),
        ("16/3", 0.0),
        ("0", 0.0),
    ],
)
def test_rounding_too_early_earns_half(bundled_report: Judged, given: str, score: float):
    report = bundled_report("ex2_image_area", given)
    assert report.score == score
    assert any("rounded too early" in note for note in report.notes) == (score == 1.5)


def test_every_component_must_be_right(bundled_report: Judged):
    right = ((6, 17), (8, 5))
    assert bundled_report("ex3_jacobian_F", right).score == 3.0
    report = bundled_report("ex3_jacobian_F", ((6, 17), (8, 4)))
    assert (report.score, report.outcome) == (0.0, Outcome.WRONG)
    statuses = [entry.verdict.status for entry in report.entries]
    assert statuses == [Status.PROVED] * 3 + [Status.REFUTED]
    witness = report.entries[3].verdict.witness
    assert witness is not None
    assert (float(witness.student), float(witness.reference)) == (4, 5)


def test_floats_are_numbers_as_well(bundled_report: Judged):
    rows = ((0.25, -0.5, 0.0), (0.0983059666, 0.1966119332, 0.5898357997))
    assert bundled_report("ex4_at_point", rows).score == 3.0
    early = ((0.25, -0.5, 0.0), (0.0983, 0.1966, 0.5898))
    assert bundled_report("ex4_at_point", early).score == 1.5
    earlier_still = ((0.25, -0.5, 0.0), (0.1, 0.2, 0.6))
    assert bundled_report("ex4_at_point", earlier_still).score == 0.0


def test_a_declared_wrong_value_has_points_of_its_own(bundled_report: Judged):
    """The exact value of F where the estimate was asked for: 1 of 3 points."""
    for given in (("0.99", "sin(0.22)", 1), ("0.99", "0.21823", "1.0")):
        report = bundled_report("ex1_estimate", given)
        assert (report.score, report.mistakes) == (1.0, ("exact value",))
        assert "exact value" in report.hints[0]


def test_a_declared_mistake_goes_before_rounding(judged: Judged, array: Callable[..., Any]):
    """1.001 is within 5e-3 of 1, but it is the known mistake: no half."""
    wrong = Mistake("too far", "1.001", "Which step?")
    reference = array(numbers(), 1)
    assert judged(numbers(), "1.001", reference).score == 1.5
    assert judged(numbers(wrong), "1.001", reference).score == 0.0
    assert judged(numbers(wrong), "1.002", reference).score == 1.5


def test_a_vector_may_be_a_column(bundled_report: Judged):
    report = bundled_report("ex1_estimate", ((1,), ("0.2",), (1,)))
    assert (report.score, report.notes) == (3.0, ("your answer was read as a list of 3",))


def test_a_transposed_matrix_of_numbers_earns_nothing_but_a_note(
    judged: Judged, array: Callable[..., Any]
):
    reference = array(numbers(), ((1, 2, 3), (4, 5, 6)))
    report = judged(numbers(), ((1, 4), (2, 5), (3, 6)), reference)
    assert report.score == 0.0
    assert report.notes[-1] == "these are the right numbers in the transposed matrix"
    other = judged(numbers(), ((1, 4), (2, 5), (3, 7)), reference)
    assert len(other.notes) == 1


def test_a_mistake_of_another_shape_is_recognised(bundled_report: Judged):
    """J_H·J_G at (1, 2) is 3×3: the order was reversed."""
    report = bundled_report("ex3_jacobian_F", ((5, 10, 6), (4, 6, 3), (12, 8, 0)))
    assert report.score == 0.0
    assert len(report.mistakes) == 1


def test_a_flat_list_is_refused_for_a_matrix(bundled_report: Judged):
    report = bundled_report("ex3_jacobian_F", (6, 17, 8, 5))
    assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)


def test_a_number_that_needs_more_precision_than_we_have_goes_to_a_human(
    judged: Judged, array: Callable[..., Any]
):
    report = judged(numbers(), "log(sin(1)**2 + cos(1)**2 - 1)", array(numbers(), 1))
    assert (report.score, report.outcome) == (None, Outcome.NEEDS_HUMAN)


SHAPE = ShapeQuestion(
    name="s", points=2, prompt="?", mistakes=(Mistake("swapped", (784, 10), "Which is first?"),)
)


@pytest.mark.parametrize(
    ("given", "score", "mistakes"),
    [
        ((10, 784), 2.0, ()),
        ((10.0, "784"), 2.0, ()),
        ((784, 10), 0.0, ("swapped",)),
        ((10, 784.0001), 0.0, ()),
        (7840, 0.0, ()),
        ((0, 0), 0.0, ()),
    ],
)
def test_a_shape_is_all_or_nothing(
    judged: Judged,
    array: Callable[..., Any],
    given: object,
    score: float,
    mistakes: tuple[str, ...],
):
    report = judged(SHAPE, given, array(SHAPE, (10, 784)))
    assert (report.score, report.mistakes) == (score, mistakes)


def test_the_tolerances_are_those_of_the_course():
    assert Fraction(5, 10**6) == RELATIVE
    assert Fraction(1, 10**9) == ABSOLUTE
