"""Partial credit of a Jacobian matrix, each score with its arithmetic."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from grader.domain import Domain
from grader.expression import Expression
from grader.judging import decision
from grader.questions import JacobianQuestion, Mistake, Question
from grader.verdict import Outcome, Report, Status, Verdict

Judged = Callable[..., Report]
Rows = tuple[tuple[object, ...], ...]

RIGHT = (
    ("2*x", "z", "y"),
    ("y*cos(x*y)", "x*cos(x*y)", 0),
    ("exp(x + z)", 0, "exp(x + z)"),
)


def with_rows(
    first: Sequence[Any] = (), second: Sequence[Any] = (), third: Sequence[Any] = ()
) -> Rows:
    return tuple(given or right for given, right in zip((first, second, third), RIGHT, strict=True))


C, E = "cos(x*y)", "exp(x + z)"

# Seven entries are not zero: each is worth 9/7; two are zero: a wrong one costs 9/7.
MISTAKES = {
    "M1": (tuple(zip(*RIGHT, strict=True)), 4.5),  # transposed: max(9/2, (3 − 0)·9/7 = 3.86)
    "M2": (with_rows(second=(C, C, 0)), 6.43),  # 5·9/7
    "M3": (with_rows(second=(f"y*{C}", f"y*{C}", 0)), 7.71),  # 6·9/7
    "M4": (with_rows(second=(f"x*{C}", f"y*{C}", 0)), 6.43),
    "M5": (with_rows(second=(f"-y*{C}", f"-x*{C}", 0)), 6.43),
    "M6": (with_rows(second=("y*sin(x*y)", "x*sin(x*y)", 0)), 6.43),
    "M7": (with_rows(third=("(x+z)*exp(x+z-1)", 0, "(x+z)*exp(x+z-1)")), 6.43),
    "M8": (with_rows(third=("exp(x)", 0, "exp(z)")), 6.43),
    "M9": (with_rows(third=(E, E, E)), 7.71),  # (7 − 1)·9/7
    "M10": (with_rows(first=("2*x", 1, 1)), 6.43),
    "M11": (with_rows(first=("2*x", "y", "z")), 6.43),
    # y, x, z: only (1,3) and (3,3) are right, (3,2) is a wrong zero: (2 − 1)·9/7
    "M12a": (tuple((b, a, c) for a, b, c in RIGHT), 1.29),
    # x, z, y: the first column is right, (2,3) and (3,2) are wrong zeros: (3 − 2)·9/7
    "M12b": (tuple((a, c, b) for a, b, c in RIGHT), 1.29),
    # rows 2, 1, 3: the third row is right, (2,3) is a wrong zero: (2 − 1)·9/7
    "M13": ((RIGHT[1], RIGHT[0], RIGHT[2]), 1.29),
    "M14a": (with_rows(first=("x**2", "z", "y")), 7.71),
    "M14b": (with_rows(first=("x", "z", "y")), 7.71),
    "M15": (with_rows(first=("2*x + y*z", "z + x**2", "y + x**2")), 5.14),  # 4·9/7
}
NAMED = {
    "M1": "J161",
    "M2": "J101",
    "M3": "J103",
    "M4": "J102",
    "M5": "J112",
    "M6": "J106",
    "M7": "J121",
    "M8": "J108",
    "M9": "J153",
    "M10": "J137",
    "M11": "J138",
    "M12a": "J162",
    "M12b": "J162",
    "M13": "J163",
    "M14a": "J129",
    "M14b": "J123",
    "M15": "J141",
}


def gradient(*function: str, **changes: Any) -> JacobianQuestion:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {"points": 3, "variables": "x y", "function": function, **changes}
    return JacobianQuestion(name="q", prompt="?", **fields)


@pytest.mark.parametrize(("label", "given"), [(k, rows) for k, (rows, _) in MISTAKES.items()])
def test_typical_mistakes_earn_what_their_right_entries_are_worth(
    bundled_report: Judged,
    label: str,
    given: object,
):
    report = bundled_report("ex1_jacobian", given)
    assert report.score == MISTAKES[label][1]
    assert report.outcome is Outcome.PARTLY_RIGHT
    assert report.mistakes == ()
    (diagnosis,) = report.diagnoses
    assert diagnosis.codes == (NAMED[label],)
    wrong = [(e.row, e.column) for e in report.entries if e.verdict.status is Status.REFUTED]
    assert list(diagnosis.places) == wrong
    assert report.hints == diagnosis.hints
    assert len(report.hints) == 1


def test_a_right_matrix_earns_all_points(bundled_report: Judged):
    report = bundled_report("ex1_jacobian", RIGHT)
    assert (report.score, report.outcome, report.hints) == (9.0, Outcome.RIGHT, ())
    assert [entry.verdict.status for entry in report.entries] == [Status.PROVED] * 9


@pytest.mark.parametrize(
    "given",
    [
        with_rows(third=("exp(x)*exp(z)", 0, "E**(z + x)")),
        with_rows(second=("y*cos(y*x)", "x*cos(-x*y)", 0)),
        with_rows(second=("y*sin(pi/2 - x*y)", "x*sin(x*y + pi/2)", 0)),
        with_rows(first=("x + x", "z + 0", "y*1")),
    ],
)
def test_other_forms_are_right_as_well(bundled_report: Judged, given: object):
    assert bundled_report("ex1_jacobian", given).score == 9.0


def test_entries_are_numbered_and_wrong_ones_have_evidence(bundled_report: Judged):
    report = bundled_report("ex1_jacobian", MISTAKES["M5"][0])
    assert [(e.row, e.column) for e in report.entries[:4]] == [(1, 1), (1, 2), (1, 3), (2, 1)]
    wrong = report.entries[3]
    assert wrong.verdict.status is Status.REFUTED
    assert wrong.verdict.witness is not None
    student = float(wrong.verdict.witness.student)
    assert float(wrong.finite_difference) == pytest.approx(-student, rel=1e-3)  # the sign is wrong


@pytest.mark.parametrize(
    "given",
    [
        ((0, 0, 0), (0, 0, 0), (0, 0, 0)),
        ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        ((2, 2, 2), (2, 2, 2), (2, 2, 2)),
        (("x - x", 0, 0), (0, 0, 0), (0, 0, 0)),
    ],
)
def test_zero_identity_and_constant_matrices_earn_nothing(
    bundled_report: Judged,
    given: object,
):
    report = bundled_report("ex1_jacobian", given)
    assert (report.score, report.outcome) == (0.0, Outcome.WRONG)


def test_right_constants_earn_nothing_without_a_variable(
    bundled_report: Judged,
):
    """J_H has the constants 1, 1 and 0: alone they would be 2 of 5 non-zero entries."""
    constants = ((0, 0), (1, 1), (0, 0))
    report = bundled_report("ex3_jacobian_H", constants)
    assert report.score == 0.0
    assert report.notes == ("no entry depends on a variable, so nothing is earned",)
    disguised = (("x - x", 0), ("1 + y - y", 1), (0, 0))
    assert bundled_report("ex3_jacobian_H", disguised).score == 0.0
    with_one = (("y", 0), (1, 1), (0, 0))
    assert bundled_report("ex3_jacobian_H", with_one).score == 1.2  # 2·3/5


def test_a_transposed_matrix_of_another_shape_earns_half(bundled_report: Judged):
    report = bundled_report("ex3_jacobian_H", (("y", 1, 0), ("x", 1, "2*y")))
    assert report.score == 1.0
    assert "transposed" in report.notes[-1]
    assert report.entries == ()


def test_a_transposed_matrix_with_a_slip_earns_nothing(bundled_report: Judged):
    report = bundled_report("ex3_jacobian_H", (("y", 1, 0), ("x", 1, "y")))
    assert report.score == 0.0
    assert "shape is that of the transposed matrix" in report.notes[-1]


def test_where_a_moved_sign_gives_the_transposed_matrix_the_note_takes_no_side(
    bundled_report: Judged,
):
    report = bundled_report("ex2_jacobian", (("2*x", "2*y"), ("-2*y", "2*x")))
    assert report.score == 2.0
    assert [found.codes for found in report.diagnoses] == [("J161", "J171")]
    assert report.notes == ("this equals the transposed matrix, which earns half of the points",)


def test_half_for_a_transposed_matrix_is_a_lower_bound(judged: Judged, array: Callable[..., Any]):
    """Where more than half of the entries stay in place, these count."""
    question = gradient("x**2 + y", "2*x + y**2", "3*z**2", variables="x y z", points=5)
    reference = array(question, (("2*x", 1, 0), (2, "2*y", 0), (0, 0, "6*z")))
    turned = (("2*x", 2, 0), (1, "2*y", 0), (0, 0, "6*z"))
    assert judged(question, turned, reference).score == 3.0  # max(5/2, 3·5/5)


def test_a_wrong_shape_is_diagnosed_and_earns_nothing(bundled_report: Judged):
    report = bundled_report("ex1_jacobian", (("2*x", "z"), ("y", "x")))
    assert (report.score, report.outcome) == (0.0, Outcome.WRONG)
    assert report.notes == ("your answer is a 2×2 matrix; F has 3 outputs and 3 variables",)


def test_the_map_goes_by_the_name_that_the_exercise_gives_it(bundled_report: Judged):
    report = bundled_report("ex3_jacobian_H", (("y", 1, 0), ("x", 1, "2*y")))
    assert report.notes[0] == "your answer is a 2×3 matrix; H has 3 outputs and 2 variables"


def test_a_flat_list_is_unreadable_for_a_matrix(bundled_report: Judged):
    report = bundled_report("ex1_jacobian", tuple(entry for row in RIGHT for entry in row))
    assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)
    assert "write a 3×3 matrix as a list of rows" in report.summary


def test_a_flat_list_is_accepted_for_a_single_row(judged: Judged, array: Callable[..., Any]):
    question = gradient("x**2*y")
    reference = array(question, (("2*x*y", "x**2"),))
    report = judged(question, ("2*x*y", "x**2"), reference)
    assert (report.score, report.notes) == (3.0, ("your answer was read as a 1×2 matrix",))
    column = judged(question, (("2*x*y",), ("x**2",)), reference)
    assert column.score == 1.5  # a column is the transposed row


def test_an_all_zero_reference_is_all_or_nothing(judged: Judged, array: Callable[..., Any]):
    question = gradient("3")
    reference = array(question, ((0, 0),))
    assert judged(question, ((0, "x - x"),), reference).score == 3.0
    assert judged(question, ((0, 1),), reference).score == 0.0


def test_a_constant_reference_may_be_answered_by_constants(
    judged: Judged, array: Callable[..., Any]
):
    question = gradient("2*x + 3*y")
    reference = array(question, ((2, 3),))
    assert judged(question, ((2, 3),), reference).score == 3.0
    assert judged(question, ((2, 2),), reference).score == 1.5  # 3·1/2


def test_a_parameter_is_no_variable(judged: Judged, array: Callable[..., Any]):
    question = gradient("a*x + b*y**2", parameters="a b")
    reference = array(question, (("a", "2*b*y"),))
    assert judged(question, (("a", "2*b"),), reference).score == 0.0
    assert judged(question, (("a", "b*y"),), reference).score == 1.5


def test_a_mistake_with_points_of_its_own_earns_at_least_these(
    judged: Judged, array: Callable[..., Any]
):
    wrong = Mistake("only x", (("2*x*y", 0),), "What about y?", points=2.5)
    question = gradient("x**2*y", mistakes=(wrong,))
    reference = array(question, (("2*x*y", "x**2"),))
    report = judged(question, (("2*x*y", 0),), reference)
    assert (report.score, report.mistakes, report.hints) == (2.5, ("only x",), ("What about y?",))


def test_a_mistake_of_another_shape_is_recognised(judged: Judged, array: Callable[..., Any]):
    wrong = Mistake("summed", "2*x*y + x**2", "One number?")
    question = gradient("x**2*y", mistakes=(wrong,), hints=("general",))
    reference = array(question, (("2*x*y", "x**2"),))
    assert judged(question, "x**2 + 2*y*x", reference).mistakes == ("summed",)
    assert judged(question, "x", reference).hints == ("general",)


@pytest.fixture
def undecided_about_x(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every comparison of the formula x + 1000 undecided."""

    def compare(
        student: Expression,
        reference: Expression,
        domain: Domain,
        where: Sequence[Expression] = (),
        *,
        simple_witness: bool = True,
    ) -> Verdict:
        if str(student) == "x + 1000":
            return Verdict(Status.UNDECIDED, reason="by order")
        return real(student, reference, domain, where, simple_witness=simple_witness)

    real = decision.compare
    monkeypatch.setattr(decision, "compare", compare)


@pytest.mark.usefixtures("undecided_about_x")
def test_an_undecided_entry_that_matters_asks_for_a_human(bundled_report: Judged):
    report = bundled_report("ex1_jacobian", with_rows(first=("x + 1000", "z", "y")))
    assert (report.score, report.outcome) == (None, Outcome.NEEDS_HUMAN)
    assert report.needs_human


@pytest.mark.usefixtures("undecided_about_x")
def test_an_undecided_entry_that_does_not_matter_asks_for_none(
    judged: Judged, array: Callable[..., Any]
):
    """A wrong zero outweighs the undecided entry: nothing is earned whatever that one is."""
    question = JacobianQuestion(
        name="q", points=6, prompt="?", variables="x y", function=("x**2", "x*y")
    )
    reference = array(question, (("2*x", 0), ("y", "x")))
    assert judged(question, (("x", "y"), ("x + 1000", 0)), reference).score == 0.0
    assert judged(question, (("2*x", "y"), ("x + 1000", 0)), reference).score is None


def test_sigmoid_layers_are_right_in_all_ten_forms(
    bundled_report: Judged, questions: Mapping[str, Question]
):
    assert isinstance(questions["ex4_jacobian"], JacobianQuestion)
    for form in SIGMOID_SLOPES:
        rows = []
        for i in (1, 2):
            z = f"(W{i}1*x1 + W{i}2*x2 + W{i}3*x3 + b{i})"
            rows.append(tuple(f"({form.replace('Z', z)})*W{i}{j}" for j in (1, 2, 3)))
        report = bundled_report("ex4_jacobian", tuple(rows))
        assert [entry.verdict.status for entry in report.entries] == [Status.PROVED] * 6, form
        assert report.score == 6.0


SIGMOID_SLOPES = (
    "1/(1 + exp(-Z)) - 1/(1 + exp(-Z))**2",
    "1/(1 + exp(-Z))*1/(1 + exp(Z))",
    "exp(-Z)/(1 + exp(-Z))**2",
    "exp(Z)/(1 + exp(Z))**2",
    "1/(exp(Z) + 2 + exp(-Z))",
    "1/(2 + 2*cosh(Z))",
    "1/(4*cosh(Z/2)**2)",
    "sech(Z/2)**2/4",
    "(1 - tanh(Z/2)**2)/4",
    "(1 + tanh(Z/2))*(1 - tanh(Z/2))/4",
)


def test_a_layer_may_be_answered_by_a_matrix_expression(bundled_report: Judged):
    assert bundled_report("ex4_jacobian", "diag(s*(1 - s))*W").score == 6.0
    assert bundled_report("ex4_jacobian", "diag(s)*W").score == 0.0
    transposed = bundled_report("ex4_jacobian", "W.T*diag(s*(1 - s))")
    assert transposed.score == 3.0
