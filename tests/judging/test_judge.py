"""The judge as a whole: what every kind of question has in common."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import judging
from grader.answer import (
    Answer,
    ArrayAnswer,
    LabelsAnswer,
    NotAttempted,
    Output,
    OutputsAnswer,
    RefusedAnswer,
)
from grader.errors import ConfigError
from grader.expression import apply, rational, symbol
from grader.judging import Earlier, for_student, judge, judge_answer
from grader.questions import (
    ChoiceQuestion,
    ExpressionQuestion,
    FunctionQuestion,
    JacobianQuestion,
    Question,
    ShapeQuestion,
)
from grader.questions.challenges import expected
from grader.text import parse
from grader.verdict import Outcome, Report, Status
from grader.wire import write

SEED = b"seed"


@pytest.fixture(scope="module")
def pairs(
    questions: Mapping[str, Question], references: Mapping[str, Any]
) -> list[tuple[Question, Answer]]:
    """Every bundled question with its reference as data."""
    return [
        (
            q,
            expected(q, references[name], SEED)
            if isinstance(q, FunctionQuestion)
            else references[name],
        )
        for name, q in questions.items()
    ]


def payload(question: Question, answer: Answer) -> str:
    return json.dumps(write(question.name, answer))


def test_every_reference_earns_all_points(pairs: list[tuple[Question, Answer]]):
    totals: dict[str, float] = {}
    for question, reference in pairs:
        report = judge(question, payload(question, reference), reference)
        assert (report.score, report.outcome) == (question.points, Outcome.RIGHT), question.name
        exercise = question.name[:3]
        totals[exercise] = totals.get(exercise, 0) + question.points
    assert totals == {"ex1": 25, "ex2": 22, "ex3": 19, "ex4": 25}


def test_a_missing_answer_is_not_attempted(pairs: list[tuple[Question, Answer]]):
    for question, reference in pairs:
        report = judge(question, None, reference)
        assert (report.score, report.outcome) == (0.0, Outcome.NOT_ATTEMPTED)
        assert "run the check cell" in report.summary


def test_dots_are_told_apart_from_a_wrong_answer(pairs: list[tuple[Question, Answer]]):
    for question, reference in pairs:
        report = judge(question, payload(question, NotAttempted()), reference)
        assert (report.score, report.outcome) == (0.0, Outcome.NOT_ATTEMPTED)
        assert "dots" in report.summary


def test_a_function_that_gives_nothing_may_lack_its_result(pairs: list[tuple[Question, Answer]]):
    functions = [(q, r) for q, r in pairs if isinstance(q, FunctionQuestion)]
    assert functions
    for question, reference in functions:
        report = judge(question, payload(question, NotAttempted()), reference)
        assert report.summary == (
            "The function gives None back: the dots are still in place, or it returns no result."
        )


def test_an_answer_that_was_refused_says_why(pairs: list[tuple[Question, Answer]]):
    refused = RefusedAnswer("a derivative is left", "finish the differentiation")
    for question, reference in pairs:
        report = judge(question, payload(question, refused), reference)
        assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)
        assert report.summary == "a derivative is left; finish the differentiation"


OTHER_KINDS: list[Answer] = [
    ArrayAnswer((), (rational(1),)),
    LabelsAnswer(("A",)),
    OutputsAnswer((Output((), (1.0,)),)),
]


def test_an_answer_of_another_kind_is_unreadable(pairs: list[tuple[Question, Answer]]):
    for question, reference in pairs:
        for answer in OTHER_KINDS:
            if type(answer) is not type(reference):
                report = judge(question, payload(question, answer), reference)
                assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)
                assert "; give " in report.summary


def test_a_reference_of_another_kind_is_a_mistake_of_ours():
    question = ChoiceQuestion(name="c", points=1, prompt="?", options={"A": "a"})
    with pytest.raises(ConfigError, match="c: a ArrayAnswer cannot be its reference"):
        judge_answer(question, LabelsAnswer(("A",)), ArrayAnswer((), (rational(1),)))
    with pytest.raises(ConfigError, match="c: a ArrayAnswer cannot be its reference"):
        judge_answer(question, *[ArrayAnswer((), (rational(1),))] * 2)


def test_only_what_judging_is_can_be_imported():
    assert judging.Judge.__module__ == "grader.judging.process"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = judging.nothing


def test_an_unknown_name_is_unreadable(bundled_report: Callable[..., Report]):
    report = bundled_report("ex2_determinant", ArrayAnswer((), (symbol("q"),)))
    assert (report.outcome, report.summary) == (
        Outcome.UNREADABLE,
        "the name q is unknown here; use x, y",
    )
    report = bundled_report("ex2_image_area", ArrayAnswer((), (symbol("x"),)))
    assert report.summary == "the name x is unknown here; only numbers are asked for"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b"1e999", "\udc80", "null"]
)
def test_damaged_data_is_unreadable(pairs: list[tuple[Question, Answer]], data: bytes | str):
    question, reference = pairs[1]
    report = judge(question, data, reference)
    assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)


def test_the_question_is_never_taken_from_the_payload(pairs: list[tuple[Question, Answer]]):
    (easy, easy_answer), (question, reference) = pairs[0], pairs[1]
    assert judge(question, payload(easy, reference), reference).score == question.points
    assert judge(question, payload(easy, easy_answer), reference).score == 0.0


def _poor(question: Question, reference: Answer) -> list[Answer]:
    """Answers that take no thought: all zero, all the same, the identity."""
    match reference:
        case ArrayAnswer() if isinstance(question, ShapeQuestion):
            return [ArrayAnswer((2,), (rational(c), rational(c))) for c in (0, 1)]
        case OutputsAnswer(outputs):
            return [
                OutputsAnswer(tuple(Output(o.shape, (c,) * len(o.numbers)) for o in outputs))
                for c in (0.0, 1.0, 0.25)
            ]
        case ArrayAnswer(shape, entries):
            count = len(entries)
            columns = shape[-1] if shape else 1
            identity = [rational(int(i % columns == i // columns)) for i in range(count)]
            constants = [[rational(c)] * count for c in (0, 1, 2, -1, 100)]
            return [ArrayAnswer(shape, tuple(values)) for values in (*constants, identity)]
        case _:
            return [LabelsAnswer(())]


def test_zero_identity_and_constant_answers_earn_nothing_anywhere(
    pairs: list[tuple[Question, Answer]],
):
    for question, reference in pairs:
        for answer in _poor(question, reference):
            report = judge(question, payload(question, answer), reference)
            assert report.score == 0.0, (question.name, answer)


def test_zero_identity_and_constant_matrices_earn_nothing_by_follow_through(
    pairs: list[tuple[Question, Answer]],
):
    """All questions of a notebook answered by the same constant: nothing anywhere."""
    for value in (0, 1, 2):
        judged: list[Earlier] = []
        for question, reference in pairs:
            if not isinstance(reference, ArrayAnswer) or isinstance(question, ShapeQuestion):
                continue
            entries = (rational(value),) * len(reference.entries)
            answer = ArrayAnswer(reference.shape, entries)
            report = judge(question, payload(question, answer), reference, judged)
            assert report.score == 0.0, question.name
            judged.append(Earlier(question, answer, reference, report))


def test_reports_survive_the_trip_through_json(pairs: list[tuple[Question, Answer]]):
    for question, reference in pairs:
        for answer in _poor(question, reference)[:1]:
            report = judge(question, payload(question, answer), reference)
            assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_the_same_answer_gets_the_same_report_in_any_order(
    pairs: list[tuple[Question, Answer]],
):
    chosen = [pairs[1], pairs[6], pairs[16], pairs[21]]
    answers = {
        question.name: payload(question, _poor(question, reference)[-1])
        for question, reference in chosen
    }
    alone = {q.name: judge(q, answers[q.name], r) for q, r in chosen}
    for order in (chosen[::-1], chosen[2:] + chosen[:2]):
        assert {q.name: judge(q, answers[q.name], r) for q, r in order} == alone


def test_a_students_report_tells_nothing_of_the_reference(bundled_report: Callable[..., Report]):
    wrong = bundled_report("ex2_determinant", "4*x**2 - 4*y**2")
    (entry,) = for_student(wrong).entries
    assert wrong.entries[0].verdict.witness is not None
    assert entry.verdict.witness is not None
    assert wrong.entries[0].verdict.witness.reference
    assert (entry.verdict.witness.reference, entry.verdict.witness.gap) == ("", "")
    assert entry.verdict.witness.student == wrong.entries[0].verdict.witness.student
    assert (for_student(wrong).staff, for_student(wrong).mistakes) == ((), ())
    assert for_student(wrong).score == wrong.score


def test_no_value_of_the_reference_is_left_in_a_students_report(
    bundled_report: Callable[..., Report],
):
    """17 stands nowhere but in the reference [[6, 17], [8, 5]]."""
    report = bundled_report("ex3_jacobian_F", ((1, 2), (3, 4)))
    assert "17" in json.dumps(report.to_dict())
    assert "17" not in json.dumps(for_student(report).to_dict())


@pytest.mark.parametrize("entry", ["2**9999", "(x + 1)**10000", "-exp(exp(9))*x", "exp(exp(20))"])
def test_an_entry_beyond_all_floats_is_refuted_and_costs_no_other_one(entry: str):
    question = JacobianQuestion(
        name="q_huge", points=4, prompt="J?", variables="x y", function=("x**2*y", "x + y")
    )
    answer, reference = (
        ArrayAnswer((2, 2), tuple(parse(text, ("x", "y")) for text in (first, "x**2", "1", "1")))
        for first in (entry, "2*x*y")
    )
    report = judge(question, payload(question, answer), reference)
    assert [each.verdict.status for each in report.entries] == [
        Status.REFUTED,
        *[Status.PROVED] * 3,
    ]
    assert report.score == 3


def test_a_bomb_of_shared_parts_is_judged_within_its_limits():
    """60 doublings denote 2⁶⁰ terms; the report is honest, whatever the verdict."""
    question = ExpressionQuestion(name="q", points=1, prompt="?", variables="x")
    bomb = symbol("x")
    for _ in range(60):
        bomb = apply("sin", bomb) + apply("sin", bomb)
    report = judge_answer(question, ArrayAnswer((), (bomb,)), ArrayAnswer((), (symbol("x"),)))
    assert report.score in (0.0, None)
    assert report.answer == ("(too long to print)",)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
answers = st.fixed_dictionaries(
    {
        "format": st.sampled_from([1, 1, 2]),
        "grader": st.text(max_size=5),
        "question": st.text(max_size=5),
        "answer": st.fixed_dictionaries(
            {
                "kind": st.sampled_from(["array", "labels", "outputs", "none", "refused", "x"]),
                "shape": json_values,
                "rows": json_values,
                "entries": json_values,
            }
        )
        | st.fixed_dictionaries({"kind": st.just("labels"), "labels": json_values})
        | st.fixed_dictionaries(
            {
                "kind": st.just("array"),
                "shape": st.lists(st.integers(0, 3), max_size=3),
                "rows": st.lists(
                    st.sampled_from(
                        [
                            ["rat", "1", "2"],
                            ["sym", "x"],
                            ["sym", "y"],
                            ["pow", 0, 1],
                            ["mul", 0, 1],
                        ]
                    ),
                    max_size=5,
                ),
                "entries": st.lists(st.integers(0, 4), max_size=9),
            }
        ),
    }
)


@settings(max_examples=150)
@given(
    data=json_values.map(json.dumps) | answers.map(json.dumps) | st.text() | st.binary(),
    pick=st.integers(0, 36),
)
def test_whatever_arrives_gets_a_report(
    pairs: list[tuple[Question, Answer]], data: str | bytes, pick: int
):
    question, reference = pairs[pick]
    report = judge(question, data, reference)
    assert report.question == question.name
    assert report.score is None or 0 <= report.score <= question.points
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


@settings(max_examples=40)
@given(
    rows=st.lists(
        st.lists(
            st.sampled_from(["x", "y", "0", "1", "x*y", "2*x", "-2*y"]), min_size=2, max_size=2
        ),
        min_size=2,
        max_size=2,
    )
)
def test_credit_is_never_more_than_the_right_entries_are_worth(
    bundled_report: Callable[..., Report], rows: list[list[str]]
):
    report = bundled_report("ex2_jacobian", rows)
    right = sum(entry.verdict.status is Status.PROVED for entry in report.entries)
    transposed = rows == [["2*x", "2*y"], ["-2*y", "2*x"]]
    assert report.score == (max(right, 2) if transposed else right)
