from collections.abc import Callable
from typing import Any

import pytest

from grader.answer import LabelsAnswer
from grader.questions import ChoiceQuestion, ChoicesQuestion, Mistake
from grader.verdict import Outcome, Report

OPTIONS = {"A": "one", "B": "two", "C": "three", "D": "four", "E": "five"}
WRONG = Mistake("first seen", "A", "Look again?")
CHOICE = ChoiceQuestion(name="c", points=2, prompt="?", options=OPTIONS, mistakes=(WRONG,))
CHOICES = ChoicesQuestion(name="s", points=4, prompt="?", options=OPTIONS)


@pytest.fixture
def ticked(judged: Callable[..., Report]) -> Callable[..., Report]:
    def report(question: ChoiceQuestion, reference: str, *labels: str) -> Report:
        return judged(question, LabelsAnswer(labels), LabelsAnswer(tuple(reference)))

    return report


@pytest.mark.parametrize(("label", "score"), [("B", 2.0), (" b ", 2.0), ("A", 0.0), ("E", 0.0)])
def test_a_choice_is_all_or_nothing(ticked: Callable[..., Report], label: str, score: float):
    assert ticked(CHOICE, "B", label).score == score


def test_a_typical_wrong_choice_gets_its_hint(ticked: Callable[..., Report]):
    report = ticked(CHOICE, "B", "A")
    assert (report.mistakes, report.hints) == (("first seen",), ("Look again?",))
    assert ticked(CHOICE, "B", "C").mistakes == ()
    assert ticked(CHOICE, "B", "B").mistakes == ()


@pytest.mark.parametrize("labels", [(), ("A", "B")])
def test_a_choice_needs_one_label(ticked: Callable[..., Report], labels: tuple[str, ...]):
    report = ticked(CHOICE, "B", *labels)
    assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)
    assert "choose one of A, B, C, D, E" in report.summary


def test_the_same_label_twice_is_one(ticked: Callable[..., Report]):
    assert ticked(CHOICE, "B", "B", "b").score == 2.0


@pytest.mark.parametrize("question", [CHOICE, CHOICES])
def test_an_unknown_label_is_unreadable(ticked: Callable[..., Report], question: ChoiceQuestion):
    report = ticked(question, "B", "F")
    assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)
    assert report.summary == "'F' is not one of the options; the options are A, B, C, D, E"


# 4 points · max(0, right ticks − wrong ticks) / 3
@pytest.mark.parametrize(
    ("labels", "score"),
    [
        ("BDE", 4.0),
        ("EDB", 4.0),
        ("BD", 2.67),
        ("B", 1.33),
        ("BDA", 1.33),
        ("ABCDE", 1.33),
        ("BA", 0.0),
        ("AC", 0.0),
        ("", 0.0),
    ],
)
def test_choices_count_right_minus_wrong_ticks(
    ticked: Callable[..., Report], labels: str, score: float
):
    assert ticked(CHOICES, "BDE", *labels).score == score


@pytest.mark.parametrize(("labels", "score"), [("", 4.0), ("A", 0.0)])
def test_no_right_option_is_all_or_nothing(
    ticked: Callable[..., Report], labels: str, score: float
):
    assert ticked(CHOICES, "", *labels).score == score


def test_a_mistaken_set_may_have_points(ticked: Callable[..., Report]):
    wrong = Mistake("all", tuple("ABCDE"), "All of them?", points=2)
    question = ChoicesQuestion(name="s", points=4, prompt="?", options=OPTIONS, mistakes=(wrong,))
    assert ticked(question, "BDE", *"ABCDE").score == 2.0
    assert ticked(question, "BDE", *"ABD").score == 1.33


def test_labels_that_differ_in_case_only_are_told_apart(judged: Callable[..., Any]):
    question = ChoiceQuestion(name="c", points=1, prompt="?", options={"n": "small", "N": "large"})
    reference = LabelsAnswer(("N",))
    assert judged(question, LabelsAnswer(("N",)), reference).score == 1.0
    assert judged(question, LabelsAnswer(("n",)), reference).score == 0.0


def test_chosen_labels_stand_in_the_report_in_the_order_of_the_options(
    ticked: Callable[..., Report],
):
    assert ticked(CHOICES, "BDE", "E", "A").answer == ("A", "E")
