"""What is made of right matrices by a misconception: determinants, values, estimates, chains."""

from __future__ import annotations

import pytest

from grader.answer import ArrayAnswer
from grader.diagnosis import diagnose, diagnose_consequence, source_of
from grader.diagnosis.catalogue import CONSEQUENCES
from grader.diagnosis.misconceptions.consequences import Source
from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import Expression
from grader.notebook.known import derived_jacobian
from grader.questions import AtPoint, ChainProduct, Determinant, JacobianQuestion, LinearEstimate
from grader.questions.derivation import Derivation
from grader.text import parse
from grader.verdict import Status
from tests.diagnosis.cases import Rows, codes, question_of

SQUARE = question_of("x y", "x**2 - 3*y", "2*x*y")  # det = 4x² + 6y
CUSP = question_of("x y", "x**2 + y", "x*y")
OUTER = question_of("u v", "u + v**2", "u*v")
AT = AtPoint(of="q", point={"x": "1", "y": "2"})
ESTIMATE = LinearEstimate(
    of="q", point={"x": "1", "y": "2"}, value=("3", "2"), step=("0.1", "-0.2")
)
# H = CUSP at (1, 2) is (3, 2); J_G there is [[1, 4], [2, 3]], J_H is [[2, 1], [2, 1]]
CHAIN = ChainProduct(
    outer="g", inner="h", outer_point={"u": "3", "v": "2"}, inner_point={"x": "1", "y": "2"}
)


def source(question: JacobianQuestion = CUSP) -> Source:
    found = source_of(question, derived_jacobian(question))
    assert found is not None
    return found


def equal(student: Expression, wrong: Expression) -> bool:
    return compare(student, wrong, Domain()).status is Status.PROVED


def answer(value: str | tuple[str, ...] | Rows) -> ArrayAnswer:
    if isinstance(value, str):
        return ArrayAnswer((), (parse(value, ("x", "y")),))
    if isinstance(value[0], str):
        return ArrayAnswer((len(value),), tuple(parse(str(text), ()) for text in value))
    entries = tuple(parse(entry, ()) for row in value for entry in row)
    return ArrayAnswer((len(value), len(value[0])), entries)


def named(rule: Derivation, sources: list[Source], value: str | tuple[str, ...] | Rows) -> set[str]:
    found = diagnose_consequence(rule, sources, answer(value), equal)
    return {code for diagnosis in found for code in diagnosis.codes}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("4*x", "J181"),
        ("4*x**2 - 6*y", "J182"),
        ("-4*x**2 - 6*y", "J183"),
        ("4*x**2", "J184"),
        ("sqrt(Abs(4*x**2 + 6*y))", "J185"),
        ("(x**2 - 3*y)**2 + 4*x**2*y**2", "J186"),
        ("2*x**2 + 3*y", "J187"),
        ("Abs(4*x**2 + 6*y)", "J188"),
    ],
)
def test_a_wrong_determinant_is_called_by_its_name(value: str, code: str):
    assert named(Determinant(of="q"), [source(SQUARE)], value) == {code}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ((("2", "2"), ("1", "1")), "J191"),
        ((("0", "0"), ("0", "0")), "J192"),
        ((("4", "1"), ("1", "2")), "J193"),
    ],
)
def test_a_wrong_value_at_a_point_is_called_by_its_name(value: Rows, code: str):
    assert named(AT, [source()], value) == {code}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (("3.01", "1.98"), "J195"),  # 1.1² + 1.8 and 1.1·1.8; the estimate is (3, 2)
        (("0", "0"), "J196"),
        (("2.8", "1.9"), "J191"),  # 3 + 2·0.1 − 2·0.2 and 2 + 0.1 − 0.2, with Jᵀ
    ],
)
def test_a_wrong_estimate_is_called_by_its_name(value: tuple[str, ...], code: str):
    assert named(ESTIMATE, [source()], value) == {code}


def test_a_step_in_the_opposite_direction_is_seen():
    step = LinearEstimate(
        of="q", point={"x": "1", "y": "2"}, value=("3", "2"), step=("0.1", "0.2")
    )  # J·Δ = (0.4, 0.4)
    assert named(step, [source()], ("2.6", "1.6")) == {"J197"}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ((("4", "11"), ("4", "11")), "J201"),  # [[2, 1], [2, 1]]·[[1, 4], [2, 3]]
        ((("10", "5"), ("6", "3")), "J202"),  # J_G(1, 2) = [[1, 4], [2, 1]]
        ((("2", "4"), ("4", "3")), "J203"),
        ((("10", "10"), ("5", "5")), "J191"),  # of [[1, 4], [2, 3]]·[[2, 1], [2, 1]]
    ],
)
def test_a_wrong_product_is_called_by_its_name(value: Rows, code: str):
    assert named(CHAIN, [source(OUTER), source(CUSP)], value) == {code}


def test_a_value_that_no_misconception_gives_is_not_named():
    assert named(Determinant(of="q"), [source(SQUARE)], "x + 17*y") == set()
    assert named(AT, [source()], (("2", "1"), ("2", "5"))) == set()


def test_one_formula_for_a_matrix_may_be_its_determinant_or_its_trace():
    assert codes(SQUARE, [["4*x**2 + 6*y"]]) == []
    scalar = ArrayAnswer((), (parse("4*x**2 + 6*y", ("x", "y")),))
    (found,) = diagnose(SQUARE, scalar, derived_jacobian(SQUARE))
    assert found.codes == ("J189",)
    trace = ArrayAnswer((), (parse("2*x + 2*x", ("x", "y")),))
    (found,) = diagnose(SQUARE, trace, derived_jacobian(SQUARE))
    assert found.codes == ("J181",)


def test_a_determinant_of_a_matrix_that_is_not_square_is_left_alone():
    wide = source(question_of("x y z", "x*y", "z"))
    assert named(Determinant(of="q"), [wide], "x") == set()


@pytest.mark.parametrize("kind", CONSEQUENCES, ids=lambda kind: kind.code)
def test_a_misconception_says_nothing_about_other_derivations(kind: type):
    rules: list[Derivation] = [Determinant(of="q"), AT, ESTIMATE, CHAIN]
    applied = [any(True for _ in kind.values(rule, [source(), source()])) for rule in rules]
    assert sum(applied) < len(rules)
