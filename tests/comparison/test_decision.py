import json
from typing import Any

import pytest

from grader.comparison.decision import answered

KEYS = {"id", "status", "scope", "witness", "reason", "method", "ms"}


def found(
    student: str, reference: str, domain: dict[str, str] | None = None, **options: bool
) -> dict[str, Any]:
    row = {"id": "r", "student": student, "reference": reference, "domain": domain or {}}
    return answered(json.dumps(row).encode(), **options)


@pytest.mark.parametrize(
    ("student", "reference", "domain", "status"),
    [
        ("x+x", "2*x", {}, "PROVED"),
        ("sqrt(x^2)", "x", {"x": "positive"}, "PROVED"),
        ("sqrt(x^2)", "x", {"x": "nonnegative"}, "PROVED"),
        ("sqrt(x^2)", "x", {"x": "negative"}, "REFUTED"),
        ("sqrt(x^2)", "x", {"x": "(0, 1)"}, "PROVED"),
        ("sqrt(x^2)", "x", {"x": "[0, 1)"}, "PROVED"),
        ("Abs(x - 1)", "x - 1", {"x": "(1, oo)"}, "PROVED"),
        ("sqrt(x^2)", "x", {"x": "real"}, "REFUTED"),
        ("sqrt(x^2)", "x", {}, "REFUTED"),
        ("x/x", "1", {"x": "!= 0"}, "PROVED"),
        ("0.1*x", "x/10", {}, "PROVED"),
        ("0.1*x", "0.1000000000000000055511151231257827*x", {}, "REFUTED"),
        ("arcsin(x)", "asin(x)", {"x": "(0, 1)"}, "PROVED"),
    ],
)
def test_the_domain_decides(student: str, reference: str, domain: dict[str, str], status: str):
    answer = found(student, reference, domain)
    assert answer["status"] == status
    assert answer.keys() == KEYS


def test_what_the_domain_does_not_name_is_real():
    assert found("sqrt(x^2)*y", "x*y", {"x": "positive", "z": "integer"})["status"] == "PROVED"
    assert found("sqrt(y^2)*x", "x*y", {"x": "positive"})["status"] == "REFUTED"


def test_only_declared_variables_may_be_asked_for():
    answer = found("x + y", "x", {"x": "real"}, declared_only=True)
    assert answer["status"] == "INVALID"
    assert "the name y is unknown here; use x" in answer["reason"]
    assert found("x + x", "2*x", {"x": "real"}, declared_only=True)["status"] == "PROVED"


def test_a_declared_variable_may_have_a_constants_name():
    domain = {"E": "positive"}
    assert found("abs(E)", "E", domain, declared_only=True)["status"] == "PROVED"
    answer = found("abs(E)", "E", domain)
    assert answer["reason"] == "the domain names 'E', which is no variable"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"student": "2x"}, "the student's formula: no sign stands between 2 and x"),
        ({"reference": "2x"}, "the reference: no sign stands between 2 and x"),
        ({"student": ""}, "the student's formula: an empty text was found"),
        ({"student": "[x, x]"}, "a list or a matrix was found"),
        ({"student": "1e999999*x"}, "a number of more than 400 digits"),
        ({"student": "(x+1)**1000000"}, "an exponent beyond 10000"),
        ({"student": "x\ud800"}, "the sign ? is not read here"),
        ({"domain": {"x": "complex"}}, "the domain of x: 'complex' is not a domain"),
        ({"domain": {"x": "(1, 0)"}}, "the domain of x: the interval from 1 to 0"),
        ({"domain": {"x": "(0, 1e999999999)"}}, "is not a domain"),
        ({"domain": {"x y": "real"}}, "the domain names 'x y'"),
        ({"domain": {"2": "real"}}, "the domain names '2', which is no variable"),
        ({"domain": {"": "real"}}, "the domain names ''"),
    ],
)
def test_what_cannot_be_read_is_named(changed: dict[str, Any], reason: str):
    row = {"id": "r", "student": "x", "reference": "x", **changed}
    answer = answered(json.dumps(row).encode())
    assert (answer["id"], answer["status"]) == ("r", "INVALID")
    assert answer.keys() == {"id", "status", "reason"}
    assert reason in answer["reason"]


@pytest.mark.parametrize("name", ["x" * 100_000 + "!", "x" * 15_000])
def test_a_long_name_is_not_quoted_in_full(name: str):
    answer = found("x", "x", {name: "complex"})
    assert answer["status"] == "INVALID"
    assert len(answer["reason"]) < 400


def test_what_is_no_row_is_invalid():
    assert answered(b"{") == {"id": None, "status": "INVALID", "reason": "the row is not JSON"}


@pytest.mark.parametrize(
    ("power", "status"), [("9**9**9**9", "UNDECIDED"), ("((x+1)**1000)**1000", "PROVED")]
)
def test_a_number_beyond_all_bounds_is_not_built(power: str, status: str):
    assert found(power, power)["status"] == "PROVED"
    assert found(power, f"{power} + 0*x")["status"] == status


def test_a_product_of_2_to_the_100_terms_is_not_multiplied_out():
    sums = [f"(a{place} + b{place})" for place in range(100)]
    same = found("*".join(sums), "*".join(reversed(sums)))
    assert same["status"] in ("PROVED", "UNDECIDED")
    assert found("*".join(sums), "*".join(sums) + " + 1")["status"] == "REFUTED"


def test_squares_of_sums_of_squares_are_compared_without_multiplying_out():
    text = "x + 1"
    for _ in range(30):
        text = f"({text})**2 + 1"
    assert found(text, text.replace("x + 1", "1 + x"))["status"] != "REFUTED"
    assert found(text, text.replace("x + 1", "x + 2"))["status"] == "REFUTED"
