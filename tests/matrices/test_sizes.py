from __future__ import annotations

from fractions import Fraction

import pytest

from grader.errors import ConfigError, StudentError
from grader.expression import rational, symbol
from grader.matrices.phrases import phrase_of
from grader.matrices.sizes import Declared, Instance, Shape, Size

DECLARED = Declared({"W": ("m", "n"), "s": ("m",), "r": (1, "n"), "F": (2, 2)})


def instance(m: int = 2, n: int = 2) -> Instance:
    return Instance(DECLARED, {"m": m, "n": n})


def test_a_size_equals_only_a_size_of_its_name():
    two = Size(2, "m")
    assert two == Size(3, "m")
    assert two != Size(2, "n")
    assert two != 2
    assert hash(two) == hash(Size(3, "m"))
    assert f"{two}" == "m"
    assert list(range(two)) == [0, 1]


def test_sizes_are_named_in_the_order_of_their_first_use():
    assert DECLARED.sizes == ("m", "n")
    assert Declared({"F": (2, 2)}).sizes == ()


@pytest.mark.parametrize("shape", [(), (2, 2, 2), (0,), ("m", -1)])
def test_other_shapes_are_refused(shape: Shape):
    with pytest.raises(ConfigError, match=r"write \(rows, columns\), or \(rows,\)"):
        Declared({"W": shape})


def test_every_entry_is_a_variable_of_its_own():
    found = instance(m=2, n=1).array(phrase_of("W"))
    assert found.entries == (symbol("W[1,1]"), symbol("W[2,1]"))
    assert instance().array(phrase_of("s")).entries == (symbol("s[1]"), symbol("s[2]"))
    assert len(instance().array(phrase_of("r")).entries) == 2
    assert len(instance().array(phrase_of("F")).entries) == 4


def test_a_size_is_its_number_in_the_end():
    assert str(instance(n=3).array(phrase_of("n*x")).entries[0]) == "3*x"
    assert instance(n=3).array(phrase_of("ones(n, 1)")).entries == (rational(1),) * 3


@pytest.mark.parametrize("sizes", [(1, 1), (2, 2), (1, 3)])
@pytest.mark.parametrize("text", ["W*W", "W + s", "W + W.T", "W*ones(2, 1)", "r*s", "s + F"])
def test_what_does_not_fit_at_some_sizes_is_refused_at_all(text: str, sizes: tuple[int, int]):
    with pytest.raises(StudentError):
        instance(*sizes).array(phrase_of(text))


def test_a_declared_range_is_that_of_all_entries():
    declared = Declared({"v": ("n",)}, domain={"v": "positive", "t": "(0, 1)"})
    domain = Instance(declared, {"n": 2}).domain
    assert set(domain) == {"v[1]", "v[2]", "t"}
    assert not domain["v[2]"].contains(Fraction(-1))
    assert not domain["t"].contains(Fraction(2))
