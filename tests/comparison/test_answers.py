import json

import pytest

from grader.comparison.answers import answer, refused, verdict_of
from grader.verdict import Certificate, Status, Verdict, Witness

POINT = (("x", "1"), ("y", "-1/2"))
VERDICTS = [
    Verdict(Status.PROVED, certificate=Certificate("normal form", "almost everywhere")),
    Verdict(Status.REFUTED, Witness(POINT, "0.5", "0.25", "0.249", 256)),
    Verdict(Status.REFUTED, Witness((), "undefined", "1")),
    Verdict(Status.UNDECIDED, reason="an exponent is too large"),
]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_survives_a_trip_through_json(verdict: Verdict):
    assert verdict_of(json.loads(json.dumps(answer("r", verdict, 0.0)))) == verdict


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_answer_has_the_same_keys_in_the_same_order(verdict: Verdict):
    keys = ["id", "status", "scope", "witness", "reason", "method", "ms"]
    assert list(answer("r", verdict, 0.0)) == keys


def test_a_proof_has_a_scope_and_a_method():
    data = answer(1, VERDICTS[0], 0.0123456)
    assert (data["scope"], data["method"], data["ms"]) == (
        "almost everywhere",
        "normal form",
        12.346,
    )
    assert data["witness"] is data["reason"] is None


def test_a_witness_has_its_point_both_values_and_how_far_they_are_apart():
    data = answer(1, VERDICTS[1], 0.0)
    assert data["witness"] == {
        "point": {"x": "1", "y": "-1/2"},
        "student": "0.5",
        "reference": "0.25",
        "gap": "0.249",
        "bits": 256,
    }
    assert data["method"] == "256-bit interval arithmetic"
    assert data["scope"] is data["reason"] is None


def test_what_is_undecided_has_a_reason_alone():
    data = answer(None, VERDICTS[3], 0.0)
    assert data["reason"] == "an exponent is too large"
    assert data["scope"] is data["witness"] is data["method"] is None


def test_a_refused_row_has_a_reason_and_nothing_else():
    assert refused(3, "no row") == {"id": 3, "status": "INVALID", "reason": "no row"}
