from __future__ import annotations

import pytest

from grader.matrices.indices import Counting, indices
from grader.matrices.phrases import Phrase, Phrases, phrase_of
from grader.matrices.sizes import Declared
from grader.matrices.unsummed import unsummed

DECLARED = Declared({"W": ("m", "n"), "V": ("n", "n"), "x": ("n",), "b": ("m",)})


def named(*texts: str) -> tuple[list[Phrase], Declared]:
    return unsummed([phrase_of(text) for text in texts], DECLARED, lambda *_: False)


class _Renaming(Phrases):
    """Every phrase stands for itself, but for the name u."""

    def __init__(self, name: str) -> None:
        self._name = name

    def variable(self, name: str) -> Phrase:
        return super().variable(self._name if name == "u" else name)


def with_name(name: str, text: str) -> Phrase:
    """`text` with `name` in place of u."""
    return phrase_of(text).told(_Renaming(name))


def test_a_product_inside_a_function_gets_a_name_and_its_shape():
    (phrase,), declared = named("diag(exp(W*x + b))*W")
    assert phrase == with_name("product 1", "diag(exp(u + b))*W")
    assert declared.shapes["product 1"] == ("m", 1)


def test_equal_products_have_one_name_on_both_sides():
    (left, right), declared = named("exp(W*x)", "1/exp(-(W*x))")
    assert left == with_name("product 1", "exp(u)")
    assert right == with_name("product 1", "1/exp(-u)")
    assert len(declared.shapes) == len(DECLARED.shapes) + 1


def test_products_that_are_equal_or_transposed_share_a_name():
    def same(left: Phrase, right: Phrase, _: Declared) -> bool:
        return {left, right} == {phrase_of("(x.T*W.T).T"), phrase_of("W*x")}

    phrases = [phrase_of("exp(W*x)"), phrase_of("exp(x.T*W.T)")]
    (_, right), declared = unsummed(phrases, DECLARED, same)
    assert right == with_name("product 1", "exp(u.T)")
    assert "product 2" not in declared.shapes


def test_different_products_have_different_names():
    (left, right), declared = named("exp(W*x)", "exp(W*V*x)")
    assert left == with_name("product 1", "exp(u)")
    assert right == with_name("product 2", "exp(u)")
    assert declared.shapes["product 2"] == ("m", 1)


def test_functions_inside_functions_are_named_from_inside():
    (phrase,), declared = named("tanh(W*tanh(V*x))")
    assert phrase == with_name("product 2", "tanh(u)")
    assert declared.shapes["product 1"] == ("n", 1)


@pytest.mark.parametrize("text", ["diag(b)*W*x", "W*V", "exp(b)", "b**2", "exp(n*b)", "b**n"])
def test_what_has_no_product_inside_a_function_stays(text: str):
    assert named(text) == ([phrase_of(text)], DECLARED)


@pytest.mark.parametrize(
    "text", ["exp(W*x)", "sqrt(x.T*x)", "x/(x.T*V*x)", "(W*x)**t", "exp((W*x)**2)"]
)
def test_then_all_is_local(text: str):
    (phrase,), declared = named(text)
    local, _ = indices(phrase.told(Counting(declared)))
    assert local
