"""The pairs that the course asks about, the semantics, and inputs that are meant to hurt."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.equivalence import compare
from grader.expression import Expression, apply, rational, symbol
from grader.verdict import Status
from tests.equivalence.samples import (
    REAL,
    absolute,
    asin,
    atan,
    cos,
    cosh,
    decided,
    exp,
    i,
    log,
    n,
    pi,
    sech,
    sign,
    sin,
    sinh,
    sqrt,
    status,
    tan,
    tanh,
    x,
    y,
    z,
)

PROVED, REFUTED, UNDECIDED = Status.PROVED, Status.REFUTED, Status.UNDECIDED
W = [symbol(f"W1{k}") for k in (1, 2, 3)]
X = [symbol(f"x{k}") for k in (1, 2, 3)]
Q = W[0] * X[0] + W[1] * X[1] + W[2] * X[2] + symbol("b1")
SIGMOID = 1 / (1 + exp(-Q))
SLOPES = {
    "s - s^2": SIGMOID - SIGMOID**2,
    "s(z)s(-z)": SIGMOID / (1 + exp(Q)),
    "e^-z/(1+e^-z)^2": exp(-Q) / (1 + exp(-Q)) ** 2,
    "e^z/(1+e^z)^2": exp(Q) / (1 + exp(Q)) ** 2,
    "1/(e^z+2+e^-z)": 1 / (exp(Q) + 2 + exp(-Q)),
    "1/(2+2cosh)": 1 / (2 + 2 * cosh(Q)),
    "1/(4cosh^2)": 1 / (4 * cosh(Q / 2) ** 2),
    "sech^2/4": sech(Q / 2) ** 2 / 4,
    "(1-tanh^2)/4": (1 - tanh(Q / 2) ** 2) / 4,
    "(1+tanh)(1-tanh)/4": (1 + tanh(Q / 2)) * (1 - tanh(Q / 2)) / 4,
}
E_ = exp(rational(1))
U = x * y
JACOBIAN = [[2 * x, z, y], [y * cos(U), x * cos(U), 0], [exp(x + z), 0, exp(x + z)]]
COSINES = {
    "order": cos(y * x) * y,
    "even": y * cos(-U),
    "co-function": y * sin(pi / 2 - U),
    "shift": y * sin(U + pi / 2),
    "shift down": -y * sin(U - pi / 2),
    "half angle": y * (1 - 2 * sin(U / 2) ** 2),
    "double angle": y * (cos(U / 2) ** 2 - sin(U / 2) ** 2),
    "tangent": y * (1 - tan(U / 2) ** 2) / (1 + tan(U / 2) ** 2),
    "exponentials": y * (exp(i * U) + exp(-i * U)) / 2,
    "far shift": y * cos(U + 6 * pi),
    "turn back": -y * cos(U - pi),
}
EXPONENTIALS = {
    "order": exp(z + x),
    "product": exp(x) * exp(z),
    "power of e": E_ ** (z + x),
    "product of powers": E_**x * E_**z,
    "hyperbolic": cosh(x + z) + sinh(x + z),
    "quotient": exp(x) / exp(-z),
    "square": exp((x + z) / 2) ** 2,
}


def _entries(rows: list[list[Expression | int]]) -> list[Expression]:
    return [e if isinstance(e, Expression) else rational(e) for row in rows for e in row]


def _wrong_entries(rows: list[list[Expression | int]]) -> set[tuple[int, int]]:
    """The entries that are refuted; every other one must be proved."""
    refuted = set()
    pairs = zip(_entries(rows), _entries(JACOBIAN), strict=True)
    for place, (student, reference) in enumerate(pairs):
        found = status(student, reference)
        assert found in (PROVED, REFUTED)
        if found is REFUTED:
            refuted.add((place // 3 + 1, place % 3 + 1))
    return refuted


C, S, E = cos(U), sin(U), exp(x + z)
R1, R2, R3 = JACOBIAN
WRONG_JACOBIANS = {
    "M1": ([[2 * x, y * C, E], [z, x * C, 0], [y, 0, E]], {(1, 2), (1, 3), (2, 1), (3, 1)}),
    "M2": ([R1, [C, C, 0], R3], {(2, 1), (2, 2)}),
    "M3": ([R1, [y * C, y * C, 0], R3], {(2, 2)}),
    "M4": ([R1, [x * C, y * C, 0], R3], {(2, 1), (2, 2)}),
    "M5": ([R1, [-y * C, -x * C, 0], R3], {(2, 1), (2, 2)}),
    "M6": ([R1, [y * S, x * S, 0], R3], {(2, 1), (2, 2)}),
    "M7": (
        [R1, R2, [(x + z) * exp(x + z - 1), 0, (x + z) * exp(x + z - 1)]],
        {(3, 1), (3, 3)},
    ),
    "M8": ([R1, R2, [exp(x), 0, exp(z)]], {(3, 1), (3, 3)}),
    "M9": ([R1, R2, [E, E, E]], {(3, 2)}),
    "M10": ([[2 * x, 1, 1], R2, R3], {(1, 2), (1, 3)}),
    "M11": ([[2 * x, y, z], R2, R3], {(1, 2), (1, 3)}),
    "M12": (
        [[z, 2 * x, y], [x * C, y * C, 0], [0, E, E]],
        {(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)},
    ),
    "M13": (
        [R2, R1, R3],
        {(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)},
    ),
    "M14 square": ([[x**2, z, y], R2, R3], {(1, 1)}),
    "M14 half": ([[x, z, y], R2, R3], {(1, 1)}),
    "M15": (
        [[2 * x + y * z, z + x**2, y + x**2], R2, R3],
        {(1, 1), (1, 2), (1, 3)},
    ),
}


@pytest.mark.parametrize("form", SLOPES)
def test_every_form_of_the_sigmoid_slope_is_proved(form: str):
    verdict = decided(SLOPES[form] * W[0], SIGMOID * (1 - SIGMOID) * W[0])
    assert verdict.status is PROVED
    assert verdict.certificate is not None
    assert verdict.certificate.scope == "everywhere"


@pytest.mark.parametrize(
    "wrong",
    [SIGMOID, 1 - SIGMOID, 1 - SIGMOID**2, rational(1), 1 / (2 + 2 * cosh(Q - symbol("b1")))],
)
def test_half_a_slope_or_a_lost_bias_is_refuted(wrong: Expression):
    assert status(wrong * W[0], SIGMOID * (1 - SIGMOID) * W[0]) is REFUTED


@pytest.mark.parametrize("form", COSINES)
def test_every_form_of_the_cosine_entry_is_proved(form: str):
    assert status(COSINES[form], y * cos(x * y)) is PROVED


@pytest.mark.parametrize("form", EXPONENTIALS)
def test_every_form_of_the_exponential_entry_is_proved(form: str):
    assert status(EXPONENTIALS[form], exp(x + z)) is PROVED


@pytest.mark.parametrize("label", WRONG_JACOBIANS)
def test_a_misconception_is_refuted_exactly_where_it_differs(label: str):
    rows, differing = WRONG_JACOBIANS[label]
    assert _wrong_entries(rows) == differing


def test_the_determinant_is_proved_in_any_form():
    reference = exp(x + z) * cos(x * y) * (2 * x**2 - x * y - y * z)
    expanded = 2 * x * cos(U) * x * E - z * y * cos(U) * E - y * x * cos(U) * E
    assert status(expanded, reference) is PROVED
    assert status(-reference, reference) is REFUTED


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        (4 * x**2 + 4 * y**2, 4 * (x**2 + y**2)),
        (4 * absolute(x + i * y) ** 2, 4 * (x**2 + y**2)),
        (4 * (x + i * y) * apply("conjugate", x + i * y), 4 * (x**2 + y**2)),
        (sqrt(20), 2 * sqrt(5)),
        (sqrt(8), 2 * sqrt(2)),
        (10 / sqrt(5), 2 * sqrt(5)),
        (atan(rational(1)), pi / 4),
        (asin(sqrt(2) / 2), pi / 4),
        (rational(32) / 3, rational(64, 6)),
        (sqrt(x**2 + y**2) ** 2, x**2 + y**2),
        (sqrt(x**2), absolute(x)),
        (x / sqrt(x**2 + y**2), sqrt(x**2 + y**2) * x / (x**2 + y**2)),
        (sin(x) * cos(y), (sin(x + y) + sin(x - y)) / 2),
        (tan(x + y), (tan(x) + tan(y)) / (1 - tan(x) * tan(y))),
        (cos(3 * x), 4 * cos(x) ** 3 - 3 * cos(x)),
        (sin(pi / 12), (sqrt(6) - sqrt(2)) / 4),
        (log(1 + exp(-x)), log(1 + exp(x)) - x),
        (log(x**2 + 1) / 2, log(sqrt(x**2 + 1))),
        (exp(-2 * log(1 + x**2)), (1 + x**2) ** -2),
        ((x**3) ** rational(1, 3), x),
        (apply("max", x, 0 * x), (x + absolute(x)) / 2),
        (apply("asinh", x), log(x + sqrt(x**2 + 1))),
    ],
)
def test_an_identity_is_proved(student: Expression, reference: Expression):
    assert status(student, reference) is PROVED


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        (2 * sqrt(x**2 + y**2), 4 * (x**2 + y**2)),
        (sqrt(x**2), x),
        (rational(2) * sqrt(5), rational(20)),
        (y * cos(x * y) * (1 + rational(1, 10**30)), y * cos(x * y)),
        (x + rational(1, 10**200), x),
        (i * x, x),
        (sin(x) + rational(1, 10**6), cos(pi / 2 - x)),
    ],
)
def test_a_difference_is_refuted(student: Expression, reference: Expression):
    assert status(student, reference) is REFUTED


def test_the_simplest_witness_is_shown():
    witness = decided(x * y, x + y).witness
    assert witness is not None
    assert witness.point == (("x", "1"), ("y", "0"))
    assert (witness.student, witness.reference, witness.gap) == ("0", "1", "1")


def test_removable_points_are_named():
    certificate = decided((x**2 - 1) / (x - 1), x + 1).certificate
    assert certificate is not None
    assert certificate.scope == "where both are defined, excluding x - 1 = 0"


def test_a_form_undefined_on_an_open_part_is_refuted():
    witness = decided(exp(log(x)), x).witness
    assert witness is not None
    assert witness.student == "undefined"


def test_the_reference_bounds_where_equality_is_asked():
    assert status(x, exp(log(x))) is PROVED
    assert status(log(x) + log(y), log(x * y)) is REFUTED
    assert status(log(x * y), log(x) + log(y)) is PROVED
    assert status(log(x) + log(y), log(x * y), {"x": "positive", "y": "positive"}) is PROVED


def test_an_undefined_part_that_no_point_hits_is_not_proved():
    far = log(x + 10**6)
    assert status(far - far + x, x) is not PROVED


def test_without_a_common_point_nothing_is_proved():
    assert status(0 * log(x), 0 * log(-x)) is not PROVED


def test_signs_differ_on_a_null_set_only():
    certificate = decided(sign(x) ** 2, rational(1)).certificate
    assert certificate is not None
    assert certificate.scope == "almost everywhere"


def test_a_sign_of_something_that_may_vanish_proves_nothing():
    hidden = atan(x) + atan(1 / x) - pi / 2
    assert status(sign(hidden) ** 2, rational(1)) is not PROVED
    assert status(hidden / hidden, rational(1)) is not PROVED
    gate = x + absolute(x)
    assert status(gate / gate, rational(1)) is not PROVED


def test_a_division_by_zero_everywhere_is_refuted():
    assert status(x / (sin(y) ** 2 + cos(y) ** 2 - 1), x) is not PROVED
    assert status(1 / (x - x), x) is REFUTED


def test_the_domain_settles_signs():
    assert status(sqrt(x**2), x, {"x": "positive"}) is PROVED
    assert status(sqrt((x - 1) ** 2), 1 - x, {"x": "(0, 1)"}) is PROVED
    assert status(absolute(x), -x, {"x": "negative"}) is PROVED
    assert status(sqrt(x * y) / y, sqrt(x / y), {"x": "positive", "y": "positive"}) is PROVED


def test_integers_allow_powers_of_negative_numbers():
    ranges = {"n": "integer"}
    assert status(n * x**n / x, n * x ** (n - 1), ranges) is PROVED
    assert status((n**2 - 9) / (n - 3), n + 3, ranges) is PROVED
    assert status(1 / (cos(pi * n) + 1) * (cos(pi * n) + 1), rational(1), ranges) is not PROVED
    assert status(sign(n) ** 2, rational(1), ranges) is not PROVED


def test_equal_structure_needs_no_computation():
    monster = rational(9)
    for _ in range(3):
        monster = apply("pow", rational(9), monster)
    assert compare(monster, monster, REAL).status is PROVED


def _tower(base: Expression, height: int) -> Expression:
    for _ in range(height):
        base = base * base
    return base


def _doubled(base: Expression, times: int) -> Expression:
    for _ in range(times):
        base = base + base
    return base


def test_a_power_is_not_written_out_when_it_is_long():
    assert status((x + 1) ** 1_000_000, (1 + x) ** 1_000_000) is PROVED
    assert compare((x + 1) ** 1_000_000, (x + 2) ** 1_000_000, REAL).status is REFUTED


def test_a_graph_may_denote_more_terms_than_there_is_memory():
    assert status(_doubled(x + y, 100), 2**100 * (x + y)) is PROVED
    assert compare(_tower(x + 1, 100), _tower(1 + x, 100), REAL).status is UNDECIDED
    product = rational(1)
    for k in range(100):
        product = product * (symbol(f"a{k}") + symbol(f"b{k}"))
    assert compare(product, product + 1, REAL).status is REFUTED
    assert compare(product, 1 * product, REAL).status is PROVED


def test_towers_of_exponents_end_with_a_verdict_or_a_reason():
    nine = rational(9)
    tower = nine ** (nine ** (nine**nine))
    for student in (tower, tower * x, x**tower):
        verdict = compare(student, x, REAL)
        assert verdict.status is REFUTED or verdict.reason
    assert status(x ** (x**x), x**x) is REFUTED
    assert status(x ** (x**x), x ** (1 * x**x)) is PROVED


def test_exponents_of_any_size_get_a_verdict():
    tiny = Fraction(1, 10**30)
    assert status(x**tiny, x) is REFUTED
    assert status(rational(2) ** tiny + 0 * x, 1 + 0 * x) is REFUTED
    assert status(x ** (2 + tiny), x**2) is REFUTED
    assert status(rational(10) ** 300 * x + 1, rational(10) ** 300 * x) is REFUTED


def test_what_has_no_rule_is_undecided_with_a_reason():
    verdict = compare(log(i * x), x, REAL)
    assert (verdict.status, verdict.reason) == (
        UNDECIDED,
        "log of a value that may not be real",
    )


def test_the_same_question_gets_the_same_verdict():
    pair = sin(x) * exp(y) / (1 + z**2), sin(x) * exp(y) / (1 + z)
    assert compare(*pair, REAL) == compare(*pair, REAL)
