"""Powers whose exponents are integers that vary."""

import pytest

from tests.equivalence.pairs import proved, verdict

INTEGERS = {"n": "integer", "m": "integer"}


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("x**n*x**m", "x**(n + m)"),
        ("x**(2*n + 1)", "x*(x**n)**2"),
        ("1/x**n", "x**(-n)"),
        ("(x*y/2)**n*2**n", "x**n*y**n"),
        ("x**(n*m)*x**n", "x**(n*(m + 1))"),
        ("n*x**(n - 1)", "n*x**n/x"),
        ("(-1)**(2*n)", "1"),
        ("(-x)**n*(-1)**n", "x**n"),
        ("2**n*3**n", "6**n"),
        ("(x**2 - 1)**n", "(x - 1)**n*(x + 1)**n"),
    ],
)
def test_the_laws_of_powers_hold_for_any_base_but_zero(student: str, reference: str):
    assert proved(student, reference, INTEGERS)


def test_a_base_that_may_be_zero_is_said():
    certificate = verdict("1/x**n", "x**(-n)", INTEGERS).certificate
    assert certificate is not None
    assert certificate.scope == "where both are defined, excluding x = 0"
    certificate = verdict("x*x**n", "x**(n + 1)", INTEGERS).certificate
    assert certificate is not None
    assert certificate.scope == "almost everywhere"


def test_a_sign_that_alternates_is_not_lost():
    assert not proved("(-2)**n", "2**n", INTEGERS)
    assert not proved("(-1)**n", "(-1)**m", INTEGERS)
