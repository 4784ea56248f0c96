import json
from collections.abc import Mapping
from fractions import Fraction

from grader.questions import ChoicesQuestion, Mistake, Question, ShapeQuestion
from grader.questions.data import from_dict, to_dict


def through_json(question: Question) -> Question:
    return from_dict(json.loads(json.dumps(to_dict(question))))


def test_every_bundled_question_survives_the_trip(bundled: Mapping[str, Question]):
    assert len({type(question) for question in bundled.values()}) == 8
    for question in bundled.values():
        found = through_json(question)
        assert type(found) is type(question)
        assert to_dict(found) == to_dict(question)
        assert (found.name, found.derivation) == (question.name, question.derivation)


def test_a_set_of_labels_becomes_a_sorted_tuple():
    wrong = Mistake("both", frozenset({"B", "A"}), "hint")
    question = ChoicesQuestion(
        name="q", points=1, prompt="?", options={"A": "a", "B": "b"}, mistakes=(wrong,)
    )
    assert through_json(question).mistakes[0].answer == ("A", "B")


def test_an_exact_number_becomes_its_text():
    wrong = Mistake("half", Fraction(1, 2), "hint")
    question = ShapeQuestion(name="q", points=1, prompt="?", mistakes=(wrong,))
    assert through_json(question).mistakes[0].answer == "1/2"
