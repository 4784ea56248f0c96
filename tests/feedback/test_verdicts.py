import pytest

from grader.feedback.verdicts import WIDTH, render_verdict
from grader.verdict import Certificate, Status, Verdict, Witness

POINT = (("x", "1"), ("y", "-1/2"))


def test_a_proof_says_where_and_how():
    scope = "where both are defined, excluding x - 1 = 0"
    verdict = Verdict(Status.PROVED, certificate=Certificate("normal form", scope))
    assert render_verdict(verdict).splitlines() == [
        "PROVED, where both are defined, excluding x - 1 = 0",
        "  by normal form",
    ]


def test_a_witness_shows_its_point_both_values_and_their_distance():
    verdict = Verdict(Status.REFUTED, Witness(POINT, "0.5", "0.25", "0.249", 256))
    assert render_verdict(verdict).splitlines() == [
        "REFUTED at x = 1, y = -1/2",
        "  A is 0.5, B is 0.25; they differ by at least 0.249",
        "  (256-bit interval arithmetic)",
    ]


def test_a_witness_may_be_a_point_without_a_value():
    verdict = Verdict(Status.REFUTED, Witness(POINT, "undefined", "0.25"))
    assert "  A is undefined there, B is 0.25\n" in render_verdict(verdict)


def test_values_that_look_alike_are_not_said_to_be_equal():
    verdict = Verdict(Status.REFUTED, Witness((("x", "1"),), "1", "1", "9.99E-31", 256))
    expected = "  A and B are both 1 in the digits shown; they differ by at least 9.99E-31"
    assert render_verdict(verdict).splitlines()[1] == expected


def test_constants_differ_at_no_point():
    verdict = Verdict(Status.REFUTED, Witness((), "1", "2", "1"))
    assert render_verdict(verdict).startswith("REFUTED\n  A is 1, B is 2;")


def test_what_is_undecided_says_why():
    verdict = Verdict(Status.UNDECIDED, reason="an exponent is too large")
    assert render_verdict(verdict) == "UNDECIDED\n  an exponent is too large"


@pytest.mark.parametrize("count", [30, 300])
def test_a_witness_with_many_variables_is_broken_into_lines(count: int):
    point = tuple((f"x{place}", "-1") for place in range(count))
    text = render_verdict(Verdict(Status.REFUTED, Witness(point, "1", "2", "1")))
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert all(f"x{place} = -1" in " ".join(text.split()) for place in range(count))
