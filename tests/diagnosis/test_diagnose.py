"""A misconception is named if it is proved to produce the answer, and only then."""

from __future__ import annotations

import pytest

from grader.diagnosis import BY_CODE
from tests.diagnosis.cases import codes, findings, question_of

MIXED = question_of("x y z", "x**2 + y*z", "sin(x*y)", "exp(x + z)")
ROWS = (
    ("2*x", "z", "y"),
    ("y*cos(x*y)", "x*cos(x*y)", "0"),
    ("exp(x + z)", "0", "exp(x + z)"),
)


def with_rows(**rows: tuple[str, str, str]) -> tuple[tuple[str, ...], ...]:
    """The right matrix with some of its rows, called first, second and third, replaced."""
    return tuple(rows.get(name, ROWS[i]) for i, name in enumerate(("first", "second", "third")))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (tuple(zip(*ROWS, strict=True)), "J161"),
        (with_rows(second=("cos(y*x)", "cos(x*y)", "0")), "J101"),
        (with_rows(second=("y*cos(x*y)", "y*cos(x*y)", "0")), "J103"),
        (with_rows(second=("-y*cos(x*y)", "-cos(x*y)*x", "0")), "J112"),
        (with_rows(second=("y*sin(x*y)", "x*sin(x*y)", "0")), "J106"),
        (with_rows(second=("cos(y)", "cos(x)", "0")), "J104"),
        (with_rows(second=("y", "x", "0")), "J105"),
        (with_rows(second=("x*y*cos(x*y)", "x*y*cos(x*y)", "0")), "J107"),
        (with_rows(third=("(x+z)*exp(x+z-1)", "0", "(x+z)*exp(x+z-1)")), "J121"),
        (with_rows(third=("exp(x)", "0", "exp(z)")), "J108"),
        (with_rows(third=("exp(x)*exp(z)", "exp(x+z)", "exp(x+z)")), "J153"),
        (with_rows(first=("2*x", "1", "1")), "J137"),
        (with_rows(first=("2*x", "y", "z")), "J138"),
        (with_rows(first=("x", "z", "y")), "J123"),
        (with_rows(first=("x**2", "z", "y")), "J129"),
        (with_rows(first=("2*x**2", "z", "y")), "J124"),
        (with_rows(first=("2*x + y*z", "z + x**2", "y + x**2")), "J141"),
        (tuple((b, a, c) for a, b, c in ROWS), "J162"),
        (tuple((a, c, b) for a, b, c in ROWS), "J162"),
        ((ROWS[1], ROWS[0], ROWS[2]), "J163"),
        ((ROWS[1], ROWS[2], ROWS[0]), "J163"),
    ],
)
def test_a_typical_wrong_matrix_is_called_by_its_name(rows: tuple[tuple[str, ...]], expected: str):
    assert codes(MIXED, rows) == [((expected,),)]


def test_the_wrong_entries_are_named_with_it():
    (found,) = findings(MIXED, with_rows(second=("cos(x*y)", "cos(x*y)", "0")))
    assert found.places == ((2, 1), (2, 2))
    assert found.hints == (BY_CODE["J101"].hint,)
    assert found.name == "inner derivative missing"


def test_two_slips_in_two_rows_are_found_one_by_one():
    rows = with_rows(second=("cos(x*y)", "cos(x*y)", "0"), first=("2*x", "1", "1"))
    assert sorted(codes(MIXED, rows)) == [(("J101",),), (("J137",),)]


def test_two_slips_in_the_same_entries_are_found_together():
    rows = with_rows(second=("-cos(x*y)", "-cos(x*y)", "0"))
    assert codes(MIXED, rows) == [(("J101", "J112"),)]


def test_a_transposed_matrix_with_another_slip_is_found_as_both():
    wrong = with_rows(second=("cos(x*y)", "cos(x*y)", "0"))
    assert codes(MIXED, tuple(zip(*wrong, strict=True))) == [(("J161", "J101"),)]


def test_a_transposed_matrix_with_the_same_slip_in_every_entry_is_found_as_both():
    field = question_of("x y z", "sin(x**2 + y**2 + z**2)")
    assert codes(field, (("cos(x**2 + y**2 + z**2)",),) * 3) == [(("J161", "J101"),)]


LAYER = question_of("x y z", "sin(x**2 + y**3 + z)", "sin(x**3 - y**2)")
U, V = "cos(x**2 + y**3 + z)", "cos(x**3 - y**2)"


def test_a_diagonal_of_outer_derivatives_is_named_and_any_other_diagonal_is_not():
    assert codes(LAYER, ((U, "0"), ("0", V))) == [(("J165", "J101"),)]
    assert codes(LAYER, ((U, "0"), ("0", f"y*{V}"))) == []
    assert codes(LAYER, ((U, V), ("0", V))) == []


def test_a_column_of_sums_is_named_and_any_other_column_is_not():
    sums = (f"{U}*(2*x + 3*y**2 + 1)",), (f"{V}*(3*x**2 - 2*y)",)
    assert codes(LAYER, sums) == [(("J166", "J154"),)]
    assert codes(LAYER, (sums[0], ("x",))) == []
    assert codes(LAYER, ((f"3*y**2*{U}",), (f"-2*y*{V}",))) == [(("J166",),)]


def test_explanations_that_coincide_are_all_named_and_the_hint_says_what_they_share():
    square = question_of("x y", "x**2 - y**2", "2*x*y")
    (found,) = findings(square, (("2*x", "2*y"), ("-2*y", "2*x")))
    assert found.readings == (("J161",), ("J171",))
    assert found.hints == ()
    product = question_of("x", "x*exp(x)")
    (found,) = findings(product, (("exp(x)",),))
    assert found.readings == (("J131",), ("J132",))
    assert found.hints == (BY_CODE["J131"].topic.hint,)


def test_a_gradient_written_as_a_column_is_transposed():
    field = question_of("x y z", "x**2*y + sin(z)")
    assert codes(field, (("2*x*y",), ("x**2",), ("cos(z)",))) == [(("J161",),)]


def test_a_symmetric_matrix_is_never_called_transposed():
    symmetric = question_of("x y", "x**2 + x*y", "x**2/2")
    assert all(
        "J161" not in c for f in findings(symmetric, (("2*x", "x"), ("x", "0"))) for c in f.codes
    )


def test_an_entry_off_by_a_number_is_called_so_if_nothing_else_explains_it():
    field = question_of("x y", "sin(x)*exp(y)", "x")
    rows = (("5*cos(x)*exp(y)", "sin(x)*exp(y)"), ("1", "0"))
    assert codes(field, rows) == [(("J172",),)]
    rows = (("cos(x)*exp(y)", "-sin(x)*exp(y)"), ("1", "0"))
    assert codes(field, rows) == [(("J171",),)]


def test_what_no_misconception_gives_is_not_named():
    rows = with_rows(second=("tan(x)", "x*cos(x*y)", "0"))
    assert codes(MIXED, rows) == []


def test_a_wrong_entry_that_agrees_at_some_points_only_is_not_named():
    rows = with_rows(second=("cos(x*y) + Abs(x) - x", "x*cos(x*y)", "0"))
    assert codes(MIXED, rows) == []


@pytest.mark.parametrize("diagonal", ["0", "1"])
def test_zeros_and_an_identity_matrix_are_no_attempt_and_have_no_diagnosis(diagonal: str):
    rows = tuple(tuple(diagonal if i == j else "0" for j in range(3)) for i in range(3))
    assert codes(MIXED, rows) == []


def test_a_right_matrix_has_no_diagnosis():
    assert codes(MIXED, ROWS) == []


def test_names_that_are_no_variables_are_constants():
    layer = question_of("x1 x2", "tanh(2*x1 - x2 + b)")
    layer = type(layer)(
        name="q", points=1, prompt="J?", variables="x1 x2", parameters="b", function=layer.function
    )
    rows = (("2*(1 - tanh(2*x1 - x2)**2)", "tanh(2*x1 - x2)**2 - 1"),)
    assert codes(layer, rows) == [(("J109",),)]


def test_a_domain_is_respected():
    root = question_of("x", "sqrt(x)", domain={"x": "positive"})
    assert codes(root, (("sqrt(x)/2",),)) == [(("J124",),)]
