import json
import os
import subprocess
import sys
import textwrap
from types import ModuleType
from typing import Any

import pytest
import sympy as sp

import grader
from grader import check
from grader.answer import ArrayAnswer, NotAttempted, RefusedAnswer
from grader.verdict import Outcome
from grader.wire import MIME, read

RIGHT = [["2*x*y", "x**2"], [1, 1]]
WRONG = [["x*y", "x**2"], [1, 1]]


def sent(bundle: dict[str, Any]):
    return read(json.dumps(bundle[MIME]))


def test_one_output_holds_the_answer_and_the_report(q: ModuleType, published: list[dict[str, Any]]):
    x, y = q.J.symbols
    checked = check(q.J, sp.Matrix([x**2 * y, x + y]).jacobian([x, y]))
    (bundle,) = published
    assert set(bundle) == {MIME, "text/html", "text/plain"}
    assert sent(bundle).question == "J"
    assert sent(bundle).answer.shape == (2, 2)
    assert bundle["text/plain"].startswith("J: ✓ Right, 4 of 4 points")
    assert bundle["text/html"].startswith("<section")
    assert checked.report.outcome is Outcome.RIGHT


def test_single_points_of_a_piecewise_are_said_to_go_unread(
    q: ModuleType, published: list[dict[str, Any]]
):
    x, y = q.J.symbols
    odd = sp.Piecewise((5, sp.Eq(x, 1)), (2 * x * y, True))
    check(q.J, [[odd, x**2], [1, 1]])
    check(q.J, [[sp.Piecewise((2 * x * y, x > 0), (2 * y * x, True)), x**2], [1, 1]])
    noted = "Note: what a Piecewise says of single points, as by Eq(x, 1), is not looked at"
    assert noted in published[0]["text/plain"]
    assert "single points" not in published[1]["text/plain"]


def test_a_recognised_mistake_brings_its_hint_and_a_witness(
    q: ModuleType, published: list[dict[str, Any]]
):
    check(q.J, WRONG)
    text = published[0]["text/plain"]
    assert "(1, 1)  ✗ wrong:  x*y" in text
    assert "Hint: Where is the 2?" in text
    assert "a finite difference of F says" in text


def test_an_unrecognised_mistake_leaves_hints_to_be_asked_for(
    q: ModuleType, published: list[dict[str, Any]]
):
    check(q.J, [["2*x*y", "x**2"], [1, 7]])
    hints = [line for line in published[0]["text/plain"].splitlines() if "Hint" in line]
    assert hints == ["  Hint: `hint(q.J)` helps step by step."]


def test_entries_say_which_and_not_why(q: ModuleType, published: list[dict[str, Any]]):
    check(q.J_entries, WRONG)
    text = published[0]["text/plain"]
    assert "(1, 1)  ✗ wrong:  x*y" in text
    assert "finite difference" not in text


def test_recorded_says_neither_right_nor_wrong(q: ModuleType, published: list[dict[str, Any]]):
    for answer in (RIGHT, WRONG):
        check(q.J_recorded, answer)
    assert [bundle["text/plain"].splitlines()[0] for bundle in published] == [
        "J_recorded: ● Recorded, 4 points"
    ] * 2


def test_a_graded_run_sends_the_answer_and_judges_nothing(
    q: ModuleType, published: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("JACOBIAN_GRADED", "1")
    monkeypatch.setitem(sys.modules, "grader.feedback", None)
    monkeypatch.setitem(sys.modules, "grader.judging", None)
    checked = check(q.J, WRONG)
    (bundle,) = published
    assert set(bundle) == {MIME}
    assert isinstance(sent(bundle).answer, ArrayAnswer)
    assert checked.report.outcome is Outcome.RECORDED


def test_dots_are_sent_as_not_attempted(q: ModuleType, published: list[dict[str, Any]]):
    check(q.J, ...)
    assert sent(published[0]).answer == NotAttempted()
    assert "Not attempted" in published[0]["text/plain"]


@pytest.mark.parametrize(
    "answer", [{1, 2}, lambda x: x, object(), [[1, 2], [3]], "2*", b"x", [True]]
)
def test_the_unreadable_is_sent_as_refused_and_explained(
    q: ModuleType, published: list[dict[str, Any]], answer: object
):
    checked = check(q.J, answer)
    refused = sent(published[0]).answer
    assert isinstance(refused, RefusedAnswer)
    assert refused.help
    assert checked.report.outcome is Outcome.UNREADABLE


def test_an_answer_that_is_too_large_to_send_is_refused(
    q: ModuleType, published: list[dict[str, Any]]
):
    check(q.J, "+".join(f"sin(x + {n})*cos({n}*y)" for n in range(3000)))
    assert isinstance(sent(published[0]).answer, RefusedAnswer)


def test_the_question_comes_first(q: ModuleType):
    with pytest.raises(TypeError, match="the question comes first"):
        check([[1, 2]], q.J)


@pytest.mark.usefixtures("references")
def test_follow_through_builds_on_the_answer_checked_before(
    q: ModuleType, published: list[dict[str, Any]]
):
    check(q.J, [["2*x*y", "x**2"], [1, 2]])
    checked = check(q.det, "4*x*y - x**2")
    assert checked.report.score == pytest.approx(2)
    assert "follows from your own earlier answer" in published[1]["text/plain"]


@pytest.mark.usefixtures("published")
def test_validate_hears_of_a_wrong_answer(
    q: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    check(q.J, RIGHT)
    assert capsys.readouterr().err == ""
    check(q.J, WRONG)
    assert capsys.readouterr().err.startswith("J: ◐ Partly right")


def python(code: str, **environment: str):
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def test_importing_check_loads_neither_sympy_nor_numpy_nor_ipython():
    loaded = python("import sys; from grader import check, hint; print(*sys.modules)")
    assert not {"sympy", "numpy", "IPython", "flint", "ziamath", "nbgrader"} & set(loaded)


def test_in_ipython_the_payload_is_display_data_and_there_is_no_value():
    assert python(
        """
        from IPython.core.interactiveshell import InteractiveShell
        from IPython.utils.capture import capture_output
        shell = InteractiveShell.instance()
        shell.run_cell("from grader.questions import ShapeQuestion")
        shell.run_cell("q = ShapeQuestion(name='s', points=1, prompt='?')")
        with capture_output() as captured:
            shell.run_cell("from grader import check\\ncheck(q, (2, 3))")
        (output,) = captured.outputs
        print(*sorted(output.data))
        """
    ) == [MIME, "text/html", "text/plain"]


def test_public_names_are_listed_and_others_are_unknown():
    assert {"check", "hint", "__version__"} <= set(dir(grader))
    with pytest.raises(AttributeError, match="no attribute 'cheque'"):
        grader.cheque  # noqa: B018 - the access is the test
