import pytest

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import rational
from grader.judging.shapes import Fit, described, fit, transposed


def numbered(*shape: int) -> ArrayAnswer:
    count = 1
    for size in shape:
        count *= size
    return ArrayAnswer(shape, tuple(rational(i) for i in range(count)))


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (1, 1)])
def test_the_asked_shape_fits_without_a_note(shape: tuple[int, ...]):
    fitted = fit(numbered(*shape), shape)
    assert (fitted.fit, fitted.note) == (Fit.RIGHT, "")


@pytest.mark.parametrize(
    ("given", "asked", "note"),
    [
        ((3,), (1, 3), "your answer was read as a 1×3 matrix"),
        ((3,), (3, 1), "your answer was read as a 3×1 matrix"),
        ((1, 3), (3,), "your answer was read as a list of 3"),
        ((3, 1), (3,), "your answer was read as a list of 3"),
        ((1, 1), (), "your answer was read as a single value"),
        ((1,), (), "your answer was read as a single value"),
        ((), (1, 1), "your answer was read as a 1×1 matrix"),
    ],
)
def test_a_line_of_entries_fits_any_line(given: tuple[int, ...], asked: tuple[int, ...], note: str):
    answer = numbered(*given)
    fitted = fit(answer, asked)
    assert (fitted.fit, fitted.note) == (Fit.RIGHT, note)
    assert fitted.answer == ArrayAnswer(asked, answer.entries)


@pytest.mark.parametrize(("given", "asked"), [((3, 2), (2, 3)), ((3, 1), (1, 3))])
def test_swapped_sizes_are_those_of_the_transposed_matrix(
    given: tuple[int, ...], asked: tuple[int, ...]
):
    assert fit(numbered(*given), asked).fit is Fit.TRANSPOSED


@pytest.mark.parametrize(
    ("given", "asked"),
    [((2, 2), (2, 3)), ((1, 6), (2, 3)), ((2, 3), (6,)), ((), (2, 2)), ((5,), (2, 3)), ((2,), ())],
)
def test_other_sizes_are_wrong(given: tuple[int, ...], asked: tuple[int, ...]):
    assert fit(numbered(*given), asked).fit is Fit.WRONG


def test_a_flat_list_for_a_matrix_is_refused_with_the_form_to_use():
    with pytest.raises(StudentError) as caught:
        fit(numbered(9), (3, 3))
    assert str(caught.value) == (
        "a flat list of 9 entries does not say where a row ends; "
        "write a 3×3 matrix as a list of rows, [[., ., .], [., ., .], [., ., .]]"
    )


def test_transposing_twice_gives_the_matrix():
    matrix = numbered(2, 3)
    assert [str(entry) for entry in transposed(matrix).entries] == ["0", "3", "1", "4", "2", "5"]
    assert transposed(transposed(matrix)) == matrix


def test_shapes_are_described_in_words():
    assert described((4, 1)) == "a 4×1 matrix"
