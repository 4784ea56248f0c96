import pytest

from grader.answer import ArrayAnswer
from grader.expression import Expression
from grader.judging.mistakes import credit_for, shown, sightings
from grader.questions import ExpressionQuestion, JacobianQuestion, Mistake
from grader.text import parse
from grader.verdict import Status

RIGHT, WRONG, UNKNOWN = Status.PROVED, Status.REFUTED, Status.UNDECIDED


def same(student: Expression, named: Expression) -> Status:
    if student is parse("x + y", ("x", "y")):
        return UNKNOWN
    return RIGHT if student is named else WRONG


def question(*mistakes: Mistake) -> JacobianQuestion:
    return JacobianQuestion(
        name="q", points=4, prompt="?", variables="x y", function=("x", "y"), mistakes=mistakes
    )


def answer(*texts: str) -> ArrayAnswer:
    return ArrayAnswer((2, 2), tuple(parse(text, ("x", "y")) for text in texts))


def mistake(name: str, *rows: object, points: float = 0) -> Mistake:
    return Mistake(name, rows, f"{name}?", points)


COLUMN = mistake("column", ("x", None), ("y", None))


def test_a_mistake_is_shown_if_all_entries_that_it_names_are_there():
    asked = question(COLUMN, mistake("row", ("x", "y"), (None, None)))
    found = sightings(asked, answer("x", "0", "y", "1"), (WRONG,) * 4, same)
    assert [each.name for each in shown(found)] == ["column"]


def test_right_entries_show_no_mistake():
    """Both named entries are right: what is wrong stands elsewhere."""
    given = answer("x", "0", "y", "1")
    assert sightings(question(COLUMN), given, (RIGHT, WRONG, RIGHT, WRONG), same) == ()
    assert sightings(question(COLUMN), given, (RIGHT, RIGHT, WRONG, RIGHT), same)


def test_several_mistakes_may_be_shown():
    asked = question(COLUMN, mistake("corner", ("x", None), (None, None)))
    found = sightings(asked, answer("x", "0", "y", "1"), (WRONG,) * 4, same)
    assert [each.name for each in shown(found)] == ["column", "corner"]


def test_an_undecided_mistake_is_not_shown_but_may_matter():
    asked = question(mistake("sum", ("x", None), (None, None), points=2))
    found = sightings(asked, answer("x + y", "0", "y", "1"), (WRONG,) * 4, same)
    assert shown(found) == ()
    assert credit_for(found).score is None


def test_an_array_of_another_shape_shows_no_mistake():
    flat = ArrayAnswer((4,), answer("x", "0", "y", "1").entries)
    assert sightings(question(COLUMN), flat, (), same) == ()
    row = ArrayAnswer((1, 4), flat.entries)
    assert sightings(question(COLUMN), row, (), same) == ()


def test_the_best_points_count():
    asked = ExpressionQuestion(
        name="q",
        points=4,
        prompt="?",
        variables="x y",
        mistakes=(Mistake("a", "x", "?", 1), Mistake("b", "x", "?", 2)),
    )
    found = sightings(asked, ArrayAnswer((), (parse("x", ("x",)),)), (WRONG,), same)
    assert credit_for(found).score == 2.0


@pytest.mark.parametrize("text", ["0", "y"])
def test_nothing_is_shown_by_another_answer(text: str):
    assert sightings(question(COLUMN), answer(text, "0", "y", "1"), (WRONG,) * 4, same) == ()
