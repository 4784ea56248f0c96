"""Polynomials as text."""

from grader.equivalence.proof.text import expression_text, polynomial_text
from tests.equivalence.forms import Setting
from tests.equivalence.samples import atan, exp, log, pi, sign, sqrt, x, y, z


def test_polynomials_are_written_for_people():
    s = Setting(
        exp(x * y) * sqrt(x) * sign(y) * atan(z) * pi * log(y) + (y + 1) ** (79 * 64),
        x="positive",
    )
    text = polynomial_text(s.ring, s.student.numerator)
    for part in ("exp(x*y)", "|x|^(1/2)", "sign(y)", "atan(z)", "pi", "log|y|", "((y + 1)^64)^79"):
        assert part in text
    assert polynomial_text(s.ring, (s.ring.symbol("x") + 1) ** 60) == "a long expression"
    assert expression_text(x + y) == "x + y"
    monster = x
    for _ in range(40):
        monster = monster * monster
    assert expression_text(monster) == "a long expression"
