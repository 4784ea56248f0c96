from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import StudentError
from grader.text.tokens import LENGTH, Kind, Source


def texts(text: str) -> list[str]:
    return [token.text for token in Source(text).tokens()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        (" x ", ["x", ""]),
        ("x**2^3", ["x", "**", "2", "^", "3", ""]),
        ("1.5e-3x", ["1.5e-3", "x", ""]),
        ("2e", ["2", "e", ""]),
        (".5+5.", [".5", "+", "5.", ""]),
        ("W.T@A.T", ["W", ".T", "@", "A", ".T", ""]),
        ("np.sin(sp.x_1)", ["sin", "(", "x_1", ")", ""]),
        ("θ1·σ", ["θ1", "*", "σ", ""]),
        ("A⊙B∘C", ["A", "⊙", "B", "⊙", "C", ""]),
    ],
)
def test_a_text_is_split_into_its_signs(text: str, expected: list[str]):
    assert texts(text) == expected


def test_tokens_say_where_they_stand():
    text = "  np.sin( 2.5*x )"
    for token in Source(text).tokens():
        assert text[token.start : token.end] == token.text


def test_tokens_say_what_they_are():
    kinds = [token.kind for token in Source("2*W.T").tokens()]
    assert kinds == [Kind.NUMBER, Kind.SIGN, Kind.NAME, Kind.TRANSPOSE, Kind.END]


@pytest.mark.parametrize("text", ["x$", "x.y", ".Tx", "x'", "{x}", "x=1", "x\x00", "x\u202e", "²"])
def test_other_signs_are_refused_where_they_stand(text: str):
    with pytest.raises(StudentError, match="is not read here") as refused:
        texts(text)
    *_, line, caret = refused.value.help.splitlines()
    assert line[caret.index("^")] in f"{text}?"


def test_slices_are_refused_with_what_they_are_for():
    with pytest.raises(StudentError, match=r"write diag\(v\)\*A to scale the rows of A"):
        texts("s[:, None]*W")


def test_a_longer_text_is_refused_at_once():
    with pytest.raises(StudentError, match="more than 20000 characters"):
        Source("x" * (LENGTH + 1))


@given(st.text(max_size=80), st.integers(0, 79))
def test_what_is_shown_of_a_text_can_always_be_printed(text: str, place: int):
    with pytest.raises(StudentError) as refused:
        Source(text).refuse(min(place, len(text)), "something was found", "mend it")
    help_, line, caret = refused.value.help.split("\n")
    assert help_ == "mend it"
    assert line.isprintable()
    assert caret.strip() == "^"
    assert len(caret) <= len(line) + 1
