"""Verdicts about matrix expressions, each identity or its failure known from linear algebra."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from grader.errors import ConfigError, StudentError
from grader.expression import limits
from grader.matrices import compare_matrices
from grader.verdict import Status, Verdict
from tests.matrices.random_expressions import SHAPES, twisted, values

LAYER = {"W": ("m", "n"), "s": ("m",), "x": ("n",), "b": ("m",)}
SQUARE = {"A": ("n", "n"), "B": ("n", "n"), "C": ("n", "n"), "D": ("n", "n"), "v": ("n",)}
SIGMOID = {"s": ("z", "1/(1 + exp(-z))")}


def scope(verdict: Verdict) -> str:
    assert verdict.certificate is not None, verdict
    return verdict.certificate.scope


@pytest.mark.parametrize(
    "form",
    [
        "hadamard((s*(1 - s))*ones(1, n), W)",
        "(W.T*diag(s*(1 - s))).T",
        "diag(s)*(eye(m) - diag(s))*W",
        "(diag(s) - diag(s)**2)*W",
        "outer(s*(1 - s), ones(n, 1)) ⊙ W",
    ],
)
def test_the_layers_jacobian_is_proved_in_every_form_for_all_sizes(form: str):
    verdict = compare_matrices(form, "diag(s*(1 - s))*W", LAYER)
    assert scope(verdict) == "everywhere, for all sizes m, n"


@pytest.mark.parametrize("form", ["diag(s)*W", "diag(1 - s)*W", "diag(1 - s**2)*W", "W"])
def test_wrong_forms_are_refuted_at_the_smallest_sizes(form: str):
    verdict = compare_matrices(form, "diag(s*(1 - s))*W", LAYER)
    assert verdict.status is Status.REFUTED
    assert verdict.reason == "entry (1, 1) differs at m = 1, n = 1"
    assert verdict.witness is not None
    point = dict(verdict.witness.point)
    assert point.keys() == {"W[1,1]", "s[1]"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("(A*B).T", "B.T*A.T"),
        ("(A + B)*(A - B)", "A*A - A*B + B*A - B*B"),
        ("v.T*A*v", "v.T*(A + A.T)*v/2"),
        ("dot(v, v)", "ones(1, n)*v**2"),
        ("ones(1, n)*ones(n, 1)", "n"),
        ("A - ones(n, n)*A/n", "(eye(n) - ones(n, n)/n)*A"),
        ("v/(2*n)", "v*(1/n)/2"),
        ("diag(v)*A*diag(v)", "(v*v.T) ⊙ A"),
        ("exp(v)*exp(-v)", "ones(n, 1)"),
    ],
)
def test_identities_of_linear_algebra_hold_for_all_sizes(left: str, right: str):
    assert scope(compare_matrices(left, right, SQUARE)) == "everywhere, for all sizes n"


@pytest.mark.parametrize(
    ("left", "right", "size"),
    [
        ("2*A", "n*A", 1),
        ("A*B", "B*A", 2),
        ("ones(n, n)*A", "A", 2),
        ("A.T", "A", 2),
        ("diag(v)*A", "A*diag(v)", 2),
        ("(n - 1)*(n - 2)*(n - 3)*v", "0*v", 4),
        ("ones(1, n)*ones(n, 1)*v", "v*(n**2 - n + 2)/2", 3),  # n² − 3n + 2 = 0 at n = 1, 2
    ],
)
def test_what_holds_at_small_sizes_alone_is_refuted_at_the_first_other_size(
    left: str, right: str, size: int
):
    verdict = compare_matrices(left, right, SQUARE)
    assert verdict.status is Status.REFUTED
    assert verdict.reason.endswith(f"differs at n = {size}")


def test_halls_identity_holds_for_2_by_2_matrices_and_is_refuted_at_3():
    """The square of a commutator of 2×2 matrices is a multiple of I: it commutes with all."""
    square = "(A*B - B*A)*(A*B - B*A)"
    two = dict.fromkeys("ABC", (2, 2))
    assert scope(compare_matrices(f"{square}*C", f"C*{square}", two)) == "everywhere"
    verdict = compare_matrices(f"{square}*C", f"C*{square}", SQUARE)
    assert verdict.reason.endswith("differs at n = 3")


def test_the_standard_identity_of_2_by_2_matrices_is_refuted_at_3():
    """Amitsur and Levitzki (1950): the alternating sum of products of four 2×2 matrices is 0."""
    terms = []
    for order in permutations("ABCD"):
        swaps = sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])
        terms.append(("- " if swaps % 2 else "+ ") + "*".join(order))
    verdict = compare_matrices(" ".join(terms), "zeros(n, n)", SQUARE)
    assert verdict.reason.endswith("differs at n = 3")


@pytest.mark.parametrize(
    "form",
    [
        "hadamard(s(W*x + b)*(1 - s(W*x + b))*ones(1, n), W)",
        "diag(s(b + W*x)*s(-b - W*x))*W",
        "diag(exp(-(W*x) - b)/(1 + exp(-(W*x) - b))**2)*W",
        "diag(s((x.T*W.T).T + b)*(1 - s(b + (x.T*W.T).T)))*W",
    ],
)
def test_functions_of_a_product_are_proved_for_all_sizes(form: str):
    verdict = compare_matrices(form, "diag(s(W*x + b)*(1 - s(W*x + b)))*W", LAYER, SIGMOID)
    assert scope(verdict) == "everywhere, for all sizes m, n"


def test_functions_of_sums_that_differ_in_form_are_proved_for_the_sizes_tried():
    verdict = compare_matrices("exp((W + W)*x)", "exp(W*x)**2", LAYER)
    assert scope(verdict) == "everywhere, for the sizes m = 1..3, n = 1..3"


def test_functions_of_equal_products_are_proved_for_all_sizes():
    for form in ("exp((x.T*W.T).T)", "exp(x.T*W.T).T"):
        assert scope(compare_matrices(form, "exp(W*x)", LAYER)) == "everywhere, for all sizes m, n"
    assert (
        scope(compare_matrices("exp(x.T*x)", "exp(dot(x, x))", LAYER))
        == "everywhere, for all sizes n"
    )
    association = compare_matrices("tanh(A*(B*v))", "tanh(A*B*v)", SQUARE)
    assert scope(association) == "everywhere, for all sizes n"


def test_a_wrong_function_of_a_product_is_refuted():
    right = "diag(s(W*x + b)*(1 - s(W*x + b)))*W"
    verdict = compare_matrices(right.replace("s(W*x + b)", "s(W*x)", 1), right, LAYER, SIGMOID)
    assert verdict.status is Status.REFUTED


def test_a_product_that_is_always_zero_proves_nothing_by_its_name():
    """(W - W)*x is 0, where u/u has no value for any column u; the two are equal nowhere."""
    verdict = compare_matrices("1/((W - W)*x)*((W - W)*x)", "ones(m, 1)", LAYER)
    assert verdict.status is not Status.PROVED


def test_a_size_inside_a_function_is_proved_for_the_sizes_tried():
    verdict = compare_matrices("exp(n*v)", "exp(v)**n", SQUARE)
    assert scope(verdict) == "everywhere, for the sizes n = 1..3"
    with_size = {"f": ("z", "z/n")}
    assert "n = 2" in compare_matrices("f(v)", "v", SQUARE, with_size).reason


def test_fixed_sizes_need_no_other():
    shapes = {"W": (2, 3), "s": (2,)}
    assert scope(compare_matrices("s*ones(1, 3) ⊙ W", "diag(s)*W", shapes)) == "everywhere"
    verdict = compare_matrices("s*ones(1, 3) ⊙ W", "W", shapes)
    assert verdict.reason == "entry (1, 1) differs"


def test_a_range_is_that_of_all_entries():
    assert compare_matrices("sqrt(v**2)", "v", SQUARE).status is Status.REFUTED
    positive = compare_matrices("sqrt(v**2)", "v", SQUARE, domain={"v": "positive"})
    assert scope(positive) == "everywhere, for all sizes n"
    scalar = compare_matrices("sqrt(t**2)*v", "t*v", SQUARE, domain={"t": "nonnegative"})
    assert scalar.status is Status.PROVED


def test_what_is_excluded_is_said_without_naming_each_entry():
    verdict = compare_matrices("diag(1/s)*diag(s)*W", "W", LAYER)
    assert scope(verdict) == "where both are defined, for all sizes m, n"


def test_where_terms_become_too_many_the_proof_is_for_smaller_sizes():
    """Six sums over n: 3⁶ terms are looked at, 4⁶ are not."""
    verdict = compare_matrices("A*B*A*B*A*B*A", "A*(B*A)*(B*A)*(B*A)", SQUARE)
    assert scope(verdict) == "everywhere, for the sizes n = 1..3"


def test_where_formulas_become_too_large_the_proof_is_for_smaller_sizes(
    monkeypatch: pytest.MonkeyPatch,
):
    """Of n² + n² symbols, n³ products and n² sums there are 20 at n = 2 and 54 at n = 3."""
    monkeypatch.setattr(limits, "NODES", 30)
    verdict = compare_matrices("(A*B).T", "B.T*A.T", SQUARE)
    assert scope(verdict) == "everywhere, for the sizes n = 1..2"


def test_of_many_sizes_fewer_choices_are_tried():
    """Five sizes up to 3 make 243 choices, up to 2 they make 32; seven up to 2 make 128."""
    shapes = {"S": ("a", "b"), "T": ("c", "d"), "U": ("e", "f"), "V": ("g", 1)}
    five = compare_matrices("exp(a*b*c*d*e)", "exp(a)**(b*c*d*e)", shapes)
    assert scope(five).endswith("for the sizes a = 1..2, b = 1..2, c = 1..2, d = 1..2, e = 1..2")
    seven = compare_matrices("exp(a*b*c*d*e*f*g)", "exp(a)**(b*c*d*e*f*g)", shapes)
    assert seven.status is Status.UNDECIDED
    assert seven.reason == "there are more than 100 choices of sizes"


def test_what_is_undecided_says_where():
    verdict = compare_matrices(
        "atan(tan(v))", "v", SQUARE, domain={"v": "(-1, 1)"}
    )
    assert verdict.status is Status.UNDECIDED
    assert verdict.reason.startswith("entry (1, 1) at n = 1: ")
    many = compare_matrices("*".join("A" * 13), "*".join("A" * 12), SQUARE)
    assert many.status is Status.REFUTED


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        ("W*W", "W", "a product of a m×n matrix and a m×n matrix"),
        ("W*x + x", "W*x", "a m×1 matrix and a n×1 matrix can't be added"),
        ("W.T", "W", "a n×m matrix was found where a m×n matrix is expected; transpose it"),
        ("W*x", "W", "a m×1 matrix was found where a m×n matrix is expected; check the shapes"),
        ("W*ones(2, 1)", "s", "a product of a m×n matrix and a 2×1 matrix"),
        ("W +", "W", "the end was found"),
    ],
)
def test_what_does_not_fit_for_all_sizes_is_refused(left: str, right: str, message: str):
    with pytest.raises(StudentError, match=message):
        compare_matrices(left, right, LAYER)


def test_a_name_of_a_size_is_no_name_of_a_matrix():
    with pytest.raises(ConfigError, match="n names a matrix and a size"):
        compare_matrices("n", "n", {"n": ("n",)})


def test_the_same_arguments_give_the_same_verdict():
    first, second = (compare_matrices("A*B", "B*A", SQUARE) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("seed", range(40))
def test_random_expressions_are_judged_as_numbers_say(seed: int):
    """A pair equals at n = 1 by construction; a proof must hold at n = 2 to 6 as well."""
    random = Random(seed)  # noqa: S311 - repeatable
    student, reference = twisted(random, 2)
    verdict = compare_matrices(student.text, reference.text, SHAPES)
    equal = dict.fromkeys(range(1, 7), True)
    for n in equal:
        at = values(n, random)
        equal[n] = bool((student.value(at) == reference.value(at)).all())
    assert equal[1]
    if verdict.status is Status.PROVED:
        assert "for the sizes" not in scope(verdict)
        assert all(equal.values())
    else:
        assert verdict.status is Status.REFUTED
        assert not equal[int(verdict.reason.rpartition(" = ")[2])]
