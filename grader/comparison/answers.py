"""How is a verdict written as JSON, and read again?

>>> verdict = Verdict(Status.PROVED, certificate=Certificate("normal form"))
>>> found = answer(7, verdict, seconds=0.002)
>>> found["status"], found["scope"], found["method"], found["ms"]
('PROVED', 'everywhere', 'normal form', 2.0)
>>> verdict_of(found) == verdict
True
"""

from __future__ import annotations

from typing import Any

from grader.comparison.rows import Id
from grader.verdict import Certificate, Status, Verdict, Witness

INVALID = "INVALID"
"""The status of a row that is no pair of formulas."""

DECLARED_ONLY = "declared-only"
"""The worker's argument for refusing variables that a row's domain does not name."""


def answer(name: Id, verdict: Verdict, seconds: float) -> dict[str, Any]:
    """A verdict as JSON-compatible data."""
    certificate, witness = verdict.certificate, verdict.witness
    return {
        "id": name,
        "status": verdict.status.value,
        "scope": certificate and certificate.scope,
        "witness": witness and _witness(witness),
        "reason": verdict.reason or None,
        "method": certificate.method if certificate else _method(witness),
        "ms": round(1000 * seconds, 3),
    }


def refused(name: Id, reason: str) -> dict[str, Any]:
    """The answer to a row that cannot be read, as JSON-compatible data."""
    return {"id": name, "status": INVALID, "reason": reason}


def verdict_of(data: dict[str, Any]) -> Verdict:
    """The verdict of which `answer` made `data`, also after a round trip through JSON."""
    witness = data["witness"]
    return Verdict(
        Status(data["status"]),
        Witness(**{**witness, "point": tuple(witness["point"].items())}) if witness else None,
        Certificate(data["method"], data["scope"]) if data["scope"] else None,
        data["reason"] or "",
    )


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "point": dict(witness.point),
        "student": witness.student,
        "reference": witness.reference,
        "gap": witness.gap,
        "bits": witness.bits,
    }


def _method(witness: Witness | None) -> str | None:
    return f"{witness.bits}-bit interval arithmetic" if witness else None
