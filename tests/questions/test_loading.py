from pathlib import Path

import pytest

from grader.answer import ArrayAnswer
from grader.errors import ConfigError
from grader.expression import rational
from grader.questions import load_questions, load_references

QUESTIONS = """
from grader.questions import NumbersQuestion
_hidden = 3
two = NumbersQuestion(name="two", points=1, prompt="1 + 1?")
one = NumbersQuestion(name="one", points=1, prompt="2 - 1?")
"""


@pytest.fixture
def questions_file(tmp_path: Path) -> Path:
    path = tmp_path / "questions.py"
    path.write_text(QUESTIONS)
    return path


def test_questions_keep_the_order_of_their_declaration(questions_file: Path):
    assert list(load_questions(questions_file)) == ["two", "one"]


def test_loading_leaves_no_bytecode_behind(questions_file: Path):
    load_questions(questions_file)
    assert sorted(questions_file.parent.iterdir()) == [questions_file]


def test_a_question_is_called_like_its_variable(questions_file: Path):
    questions_file.write_text(QUESTIONS + "three = two\n")
    with pytest.raises(ConfigError, match="two: the question stands in the variable three"):
        load_questions(questions_file)


@pytest.mark.parametrize(
    ("text", "said"),
    [("1 +", "SyntaxError"), ("1/0", "ZeroDivisionError"), ("import nowhere", "nowhere")],
)
def test_a_file_that_cannot_be_run_is_named(questions_file: Path, text: str, said: str):
    questions_file.write_text(text)
    with pytest.raises(ConfigError, match=rf"questions\.py can't be loaded: .*{said}"):
        load_questions(questions_file)


def test_references_are_read_as_answers(questions_file: Path, tmp_path: Path):
    path = tmp_path / "references.py"
    path.write_text("references = {'one': 1, 'two': '2'}")
    references = load_references(path, load_questions(questions_file))
    assert references == {
        "two": ArrayAnswer((), (rational(2),)),
        "one": ArrayAnswer((), (rational(1),)),
    }


def test_every_problem_with_references_is_reported_at_once(questions_file: Path, tmp_path: Path):
    path = tmp_path / "references.py"
    path.write_text("references = {'one': 'x', 'three': 3}")
    with pytest.raises(ConfigError) as caught:
        load_references(path, load_questions(questions_file))
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == ["three", "two", "one"]
    assert "no such question" in lines[0]
    assert "no reference" in lines[1]


def test_a_missing_references_file_is_a_problem(questions_file: Path, tmp_path: Path):
    with pytest.raises(ConfigError, match=r"gone\.py is missing"):
        load_references(tmp_path / "gone.py", load_questions(questions_file))


def test_references_stand_in_a_dictionary(questions_file: Path, tmp_path: Path):
    path = tmp_path / "references.py"
    path.write_text("references = [1, 2]")
    with pytest.raises(ConfigError, match="must define references"):
        load_references(path, load_questions(questions_file))
