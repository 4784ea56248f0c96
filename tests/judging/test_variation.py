import pytest

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.judging.variation import varies
from grader.text import parse
from grader.verdict import Status

CURVED = ArrayAnswer((1, 2), (parse("2*x", ("x",)), parse("1", ())))


def varying(*texts: str, reference: ArrayAnswer = CURVED, **domain: str) -> Status:
    answer = ArrayAnswer((len(texts),), tuple(parse(text, ("x", "y", "a")) for text in texts))
    return varies(answer, reference, ["x", "y"], Domain.of(domain))


@pytest.mark.parametrize("texts", [("x", "1"), ("0", "x - y"), ("1/(x - 1)", "0"), ("log(x)", "1")])
def test_an_entry_with_a_variable_varies(texts: tuple[str, ...]):
    assert varying(*texts) is Status.PROVED


@pytest.mark.parametrize(
    "texts",
    [("0", "0"), ("1", "0"), ("1 + x - x", "0"), ("sin(x)**2 + cos(x)**2", "1"), ("a", "2*a")],
)
def test_numbers_parameters_and_disguised_constants_do_not_vary(texts: tuple[str, ...]):
    assert varying(*texts) is Status.REFUTED


def test_nothing_has_to_vary_where_the_reference_does_not():
    constant = ArrayAnswer((1, 2), (parse("2", ()), parse("a", ("a",))))
    assert varying("1", "1", reference=constant) is Status.PROVED


def test_an_entry_that_is_defined_nowhere_is_undecided():
    assert varying("log(x)", "1", x="negative") is Status.UNDECIDED
