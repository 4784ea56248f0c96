from __future__ import annotations

from fractions import Fraction

import pytest

from grader.domain import Domain, Range
from grader.equivalence import compare
from grader.equivalence.proof.cells import cells, prove_on_cells
from grader.equivalence.steps import Steps
from grader.text import parse
from grader.verdict import Status


def ends(text: str, **domain: str) -> list[tuple[Fraction | None, Fraction | None]]:
    parts = cells([parse(text)], Domain.of(domain))
    return [(part["x"].lower, part["x"].upper) for part in parts]


def test_the_line_is_cut_where_conditions_are_zero():
    assert ends("Abs(2*x - 1) + sign(3 - x)*x") == [
        (None, Fraction(1, 2)),
        (Fraction(1, 2), 3),
        (3, None),
    ]


def test_only_what_the_domain_holds_is_cut():
    assert ends("Abs(x) + Abs(x - 1) + Abs(x - 2)", x="(0, 3)") == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Abs(x)", {}),
        ("Abs(x) + Abs(2*x)", {}),
        ("Abs(x) + Abs(x - 1)", {"x": "(1, 2)"}),
        ("Abs(x) + Abs(x - 1)", {"x": "integer"}),
        ("Abs(x*y) + Abs(x**2 - 1) + Abs(x + y) + Abs(exp(x))", {}),
        ("+".join(f"Abs(x - {n})" for n in range(20)), {}),
    ],
)
def test_few_signs_unknown_zeros_or_too_many_are_not_cut(text: str, domain: dict[str, str]):
    assert ends(text, **domain) == []


def test_other_variables_keep_their_ranges():
    parts = cells([parse("y*Abs(x)*Abs(x - 1)")], Domain.of({"y": "positive"}))
    assert all(part["y"] == Range.parse("positive") for part in parts)


def test_products_and_sums_of_numbers_with_one_variable_are_linear():
    assert [low for low, _ in ends("Abs(2*(x - 1)*3 + 1)*Abs(x/2 - 2 + x/2)")] == [
        None,
        Fraction(5, 6),
        2,
    ]


PIECES = [
    ("Min(Max(x, 0), 1)", "Max(x, 0) - Max(x - 1, 0)"),
    ("Min(Max(x, 0), 6)", "Max(x, 0) - Max(x - 6, 0)"),
    ("Max(-1, Min(1, x))", "(Abs(x + 1) - Abs(x - 1))/2"),
    ("Heaviside(x)*Heaviside(x - 1)", "Heaviside(x - 1)"),
    ("Max(x, 0)*Max(x - 1, 0)", "x*Max(x - 1, 0)"),
    ("y*Min(Max(x, 0), 1)", "Max(x, 0)*y - Max(x - 1, 0)*y"),
    ("sign(x)*sign(x - 1)*(1 - Heaviside(x))", "1 - Heaviside(x)"),
]


@pytest.mark.parametrize(("student", "reference"), PIECES)
def test_pieces_on_one_line_are_proved_equal_piece_by_piece(student: str, reference: str):
    verdict = compare(parse(student), parse(reference), Domain())
    assert verdict.status is Status.PROVED
    assert verdict.certificate.method == "normal form on each of 3 intervals"
    assert verdict.certificate.scope == "almost everywhere"


@pytest.mark.parametrize(("student", "reference"), PIECES)
@pytest.mark.parametrize(
    "bump", ["1e-30*Heaviside(x - 1/2)*Heaviside(3/4 - x)", "1e-30*Max(0, x - 9)"]
)
def test_a_difference_on_one_piece_is_no_proof(student: str, reference: str, bump: str):
    wrong = parse(f"{student} + {bump}")
    steps = Steps(10**7)
    assert prove_on_cells(wrong, parse(reference), Domain(), steps) is None
    assert compare(wrong, parse(reference), Domain()).status is Status.REFUTED


def test_a_student_who_has_no_value_on_one_piece_is_not_proved_right():
    student = parse("x + 0/(Heaviside(x - 1) + Heaviside(x - 2))")
    verdict = compare(student, parse("x"), Domain())
    assert verdict.status is not Status.PROVED


def test_exceptions_are_named():
    student = parse("Heaviside(x)*Heaviside(x - 1)/(x - 3)*(x - 3)")
    verdict = compare(student, parse("Heaviside(x - 1)"), Domain())
    assert verdict.certificate.scope == "where both are defined, excluding x - 3 = 0"
