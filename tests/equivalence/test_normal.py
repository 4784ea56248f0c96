"""Normal forms, their generators, and where they are valid."""

from fractions import Fraction

import pytest

from grader.domain import Domain
from grader.equivalence.definedness import NowhereDefinedError
from grader.equivalence.elementary import elementary
from grader.equivalence.normal import Normaliser
from grader.equivalence.prove import prove
from grader.equivalence.quotients import Quotient
from grader.equivalence.ring import Kind, Ring
from grader.equivalence.roots import NeedsFinerError
from grader.equivalence.steps import GaveUp, Steps
from grader.equivalence.text import expression_text, polynomial_text
from grader.expression import Expression, apply, rational, symbol
from tests.equivalence.samples import (
    absolute,
    atan,
    cos,
    cosh,
    exp,
    log,
    n,
    pi,
    sign,
    sin,
    sqrt,
    tan,
    tanh,
    x,
    y,
    z,
)

NO_INTEGERS: frozenset[str] = frozenset()


class Setting:
    """The normal forms of two expressions over one ring."""

    def __init__(
        self,
        student: Expression,
        reference: Expression = x,
        degree: int = 2,
        **ranges: str,
    ) -> None:
        self.ring = Ring(32, Steps(10**6))
        self.normaliser = Normaliser(self.ring, Domain.of(ranges), degree, 1)
        pair = elementary(student, NO_INTEGERS), elementary(reference, NO_INTEGERS)
        self.student, self.reference = self.normaliser.forms(*pair)
        self.definedness = self.normaliser.definedness

    def kinds(self) -> list[Kind]:
        return [generator.kind for generator in self.ring.generators]

    def terms(self) -> list[str]:
        """The terms of the student's numerator."""
        top = self.student.numerator
        parts = (self.ring.context.from_dict({e: c}) for e, c in top.terms())
        return [polynomial_text(self.ring, part) for part in parts]


def _proved(student: Expression, reference: Expression, **ranges: str) -> str:
    certificate = prove(student, reference, Domain.of(ranges), Steps(10**6))
    assert certificate is not None
    return certificate.scope


def test_one_exponential_serves_every_multiple_of_an_exponent():
    u = x * y + z
    s = Setting(exp(u) + exp(-u / 2) + tanh(u) + cosh(u / 2))
    assert s.kinds().count(Kind.EXPONENTIAL) == 1


def test_exponents_over_different_denominators_share_generators():
    parts = exp(1 / x) * exp(-1 / (x + 1))
    assert _proved(parts, exp(1 / (x * (x + 1)))) == "everywhere"


def test_nested_exponents_are_compared_level_by_level():
    assert _proved(exp(exp(x) + x), exp(exp(x)) * exp(x)) == "everywhere"
    assert _proved(exp(x + exp(x + y)), exp(exp(y) * exp(x)) * exp(x)) == "everywhere"


def test_one_half_tangent_serves_sines_and_cosines():
    s = Setting(sin(x) + cos(x) + tan(x) + sin(2 * x + pi / 6))
    assert s.kinds().count(Kind.HALF_TANGENT) == 1


@pytest.mark.parametrize("twelfths", range(-25, 26))
def test_sines_of_multiples_of_pi_over_twelve_are_exact(twelfths: int):
    s = Setting(sin(rational(twelfths, 12) * pi) ** 2 + cos(rational(twelfths, 12) * pi) ** 2)
    assert s.student == Quotient(s.ring.one, s.ring.one)
    assert Kind.HALF_TANGENT not in s.kinds()


@pytest.mark.parametrize("twelfths", range(-5, 6))
def test_arctangents_of_those_are_found_again(twelfths: int):
    angle = rational(twelfths, 12) * pi
    assert _proved(atan(sin(angle) / cos(angle)), angle) == "everywhere"


def test_logarithms_go_by_irreducible_factors():
    s = Setting(log(12 * x**2 / (x + 1)))
    assert set(s.terms()) == {"2*log|2|", "log|3|", "2*log|x|", "-log|x + 1|"}


def test_exponentials_of_logarithms_are_powers():
    s = Setting(exp(2 * log(x + 1) + x), x="positive")
    assert Kind.LOGARITHM in s.kinds()
    assert _proved(exp(2 * log(x + 1) + x), (x + 1) ** 2 * exp(x), x="positive") == "everywhere"


def test_an_exponential_of_half_a_logarithm_asks_for_roots():
    with pytest.raises(NeedsFinerError) as raised:
        Setting(exp(log(x) / 3), degree=1)
    assert raised.value.roots == 3
    assert _proved(exp(log(x) / 3) ** 3, x, x="positive") == "everywhere"


def test_a_root_of_a_root_and_of_an_exponential_ask_for_finer_generators():
    with pytest.raises(NeedsFinerError):
        Setting(sqrt(sqrt(x)))
    assert _proved(sqrt(sqrt(x)), x ** rational(1, 4)) == "everywhere"
    with pytest.raises(NeedsFinerError):
        Setting(sqrt(exp(x) * y**2))
    assert _proved(sqrt(exp(x) * y**2), exp(x / 2) * absolute(y)) == "everywhere"


def test_odd_roots_keep_the_sign():
    assert _proved((x**3) ** rational(1, 3), x) == "everywhere"
    assert _proved((-x) ** rational(1, 3), -(x ** rational(1, 3))) == "everywhere"
    assert _proved((x**2) ** rational(1, 3), absolute(x) ** rational(2, 3)) == "everywhere"


def test_opaque_functions_are_equal_where_their_arguments_are():
    s = Setting(atan((x + 1) ** 2 * y) + atan(-y - 2 * x * y - x**2 * y))
    assert s.student.numerator.is_zero()
    two = Setting(apply("atan2", x, y) - apply("atan2", y, x))
    assert two.kinds().count(Kind.OPAQUE) == 2


def test_different_forms_are_no_proof():
    assert prove(sin(x), cos(x), Domain(), Steps(10**6)) is None


def test_a_division_by_zero_names_the_side():
    with pytest.raises(NowhereDefinedError) as raised:
        prove(x, 1 / (x - x), Domain(), Steps(10**6))
    assert not raised.value.student
    with pytest.raises(NowhereDefinedError) as raised:
        prove(1 / (sin(x) ** 2 + cos(x) ** 2 - 1), x, Domain(), Steps(10**6))
    assert raised.value.student


@pytest.mark.parametrize(
    ("student", "reference", "scope"),
    [
        (x / x, rational(1), "where both are defined, excluding x = 0"),
        (sin(x) / sin(x), rational(1), "where both are defined, excluding sin(x) = 0"),
        (
            (cos(x) + 1) / (cos(x) + 1),
            rational(1),
            "where both are defined, excluding cos(x) + 1 = 0",
        ),
        (x * tanh(y) / x, tanh(y) * (x**2 + 1) / (x**2 + 1), "where both are defined"),
        (1 / (x + 1), (x - 1) / (x**2 - 1), "everywhere"),
        (x * exp(y) / exp(y), x, "everywhere"),
        (x / (x**2 + x + 1), 2 * x / (2 * x**2 + 2 * x + 2), "everywhere"),
        (sign(x) * x, absolute(x), "almost everywhere"),
        (sqrt(x) / sqrt(x), rational(1), None),
        (log(x**2) / 2, log(absolute(x)), "everywhere"),
        (sqrt(x - 1), sqrt((x - 1) * y**2) / absolute(y), "almost everywhere"),
    ],
)
def test_the_scope_says_where(student: Expression, reference: Expression, scope: str | None):
    if scope is None:
        with pytest.raises(GaveUp, match="could not be proved that x >= 0"):
            _proved(student, reference)
    else:
        assert _proved(student, reference).startswith(scope)


def test_a_condition_is_not_used_before_it_is_proved():
    far = x + 10**6
    with pytest.raises(GaveUp, match="x \\+ 1000000 >= 0"):
        _proved(log(far), log(absolute(far)))
    assert _proved(log(absolute(far)), log(far)) == "everywhere"


def test_many_exclusions_are_counted():
    names = [symbol(f"u{k}") for k in range(9)]
    product = rational(1)
    for name in names:
        product = product * name / name
    assert _proved(product, rational(1)).endswith("u5 = 0 and 3 more")


def test_powers_with_integer_exponents_stay_closed():
    assert _proved(x ** (n + 2), x**n * x**2, n="integer") == "everywhere"
    assert _proved(rational(2) ** (n + 1), 2 * rational(2) ** n, n="integer") == "everywhere"


def test_too_many_generators_give_up():
    total = rational(0)
    for k in range(130):
        total = total + symbol(f"u{k}")
    with pytest.raises(GaveUp, match="too many"):
        prove(total, 1 * total, Domain(), Steps(10**7))


def test_polynomials_are_written_for_people():
    s = Setting(
        exp(x * y) * sqrt(x) * sign(y) * atan(z) * pi * log(y) + (y + 1) ** 5000,
        x="positive",
    )
    text = polynomial_text(s.ring, s.student.numerator)
    for part in ("exp(x*y)", "|x|^(1/2)", "sign(y)", "atan(z)", "pi", "log|y|", "(y + 1)^5000"):
        assert part in text
    assert polynomial_text(s.ring, (s.ring.symbol("x") + 1) ** 60) == "a long expression"
    assert expression_text(x + y) == "x + y"
    monster = x
    for _ in range(40):
        monster = monster * monster
    assert expression_text(monster) == "a long expression"


def test_a_sum_of_a_thousand_fractions_costs_bounded_work():
    total = rational(0)
    for k in range(100):
        total = total + 1 / (x + symbol(f"u{k}") * Fraction(1, k + 1).denominator)
    with pytest.raises(GaveUp):
        prove(total, total + x - x, Domain(), Steps(10**5))
