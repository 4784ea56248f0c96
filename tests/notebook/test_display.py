import pytest

from grader.notebook.display import Checked, publish, tell_validate
from grader.verdict import Outcome, Report


def report(outcome: Outcome):
    return Report("q", 1, 0.0, outcome)


def test_outside_ipython_the_text_is_printed(capsys: pytest.CaptureFixture[str]):
    publish({"text/html": "<p>a</p>", "text/plain": "a"})
    publish({"application/json": {}})
    assert capsys.readouterr().out == "a\n"


def test_a_checked_answer_leaves_no_value_to_be_taken_for_a_score():
    assert Checked(report(Outcome.WRONG))._ipython_display_() is None


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.WRONG, "no\n"),
        (Outcome.PARTLY_RIGHT, "no\n"),
        (Outcome.NOT_ATTEMPTED, "no\n"),
        (Outcome.UNREADABLE, "no\n"),
        (Outcome.RIGHT, ""),
        (Outcome.RECORDED, ""),
        (Outcome.NEEDS_HUMAN, ""),
    ],
)
def test_validate_hears_of_what_is_not_right(
    outcome: Outcome, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    tell_validate(report(outcome), "no")
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    tell_validate(report(outcome), "no")
    assert capsys.readouterr().err == said
