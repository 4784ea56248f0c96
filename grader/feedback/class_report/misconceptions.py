"""Which misconceptions did a class show, and in which answers?

Answers are put together only if they are proved to be equal, whatever they look like. Which two
are equal is decided elsewhere: `Same` is told the question and two entries of answers to it.

>>> grouped("q", [("x + x",), ("2*x",), ("x",)], lambda _, a, b: {a, b} == {"x + x", "2*x"})
(Group(answer=('2*x',), count=2), Group(answer=('x',), count=1))
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from grader.feedback.class_report.data import Answered, ClassData, Place
from grader.feedback.class_report.small_groups import LEAST
from grader.verdict import Status

Same = Callable[[str, str, str], bool]
"""Whether two entries, given as text, of answers to a question are proved to be equal."""

MOST_FORMS = 12
"""Spellings of an answer that are compared with each other, the most frequent ones first."""
MOST_GROUPS = 3
"""Groups of answers that are shown of one misconception in one question."""


@dataclass(frozen=True)
class Group:
    """Answers that are proved to be equal.

    Attributes:
        answer: the most frequent way to write it, entry by entry.
        count: how many students gave it.
    """

    answer: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Example:
    """What students with a misconception wrote in a question.

    Attributes:
        question: its name.
        places: rows and columns of the entries that `group` holds; () for the whole answer.
        shape: the shape of the whole answer.
        group: the entries.
    """

    question: str
    places: tuple[Place, ...]
    shape: tuple[int, ...]
    group: Group


@dataclass(frozen=True)
class Shown:
    """A misconception that somebody showed.

    Attributes:
        codes: "J101"; "J101 or J104" if these give the same; "J101 + J161" if they come together;
            '' for a mistake that the question itself declares, and for what nothing explains.
        name: in words; '' for what nothing explains.
        students: how many students showed it.
        questions: how many of them in which question, the most frequent first.
        examples: answers that five students or more gave.
    """

    codes: str
    name: str
    students: int
    questions: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class _Occurrence:
    """A misconception in one answer; no places stand for the whole answer."""

    key: tuple[str, str]
    question: str
    places: tuple[Place, ...]
    shape: tuple[int, ...]
    answer: tuple[str, ...]


def misconceptions(data: ClassData, same: Same) -> tuple[Shown, ...]:
    """All that the class showed, the most frequent first."""
    return _counted(data, _named, same)


def unexplained(data: ClassData, same: Same) -> tuple[Shown, ...]:
    """For each question, the wrong entries that nothing explains; without a name."""
    found = _counted(data, _unnamed, same)
    return tuple(replace(shown, codes="", name="") for shown in found)


def grouped(question: str, answers: Iterable[tuple[str, ...]], same: Same) -> tuple[Group, ...]:
    """The answers in groups of proved equality, the largest first.

    Each is compared with the most frequent spelling of every group so far. One that is not proved
    to be equal to any of these is a group by itself, so that no group ever holds two answers.
    """
    spellings = Counter(answers)
    groups: dict[tuple[str, ...], int] = {}
    for number, (answer, count) in enumerate(_most_frequent(spellings)):
        known = groups if number < MOST_FORMS else {}
        alike = next((other for other in known if _equal(question, answer, other, same)), answer)
        groups[alike] = groups.get(alike, 0) + count
    return tuple(Group(answer, count) for answer, count in _most_frequent(groups))


def _most_frequent(counts: dict[tuple[str, ...], int]) -> list[tuple[tuple[str, ...], int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], sum(map(len, item[0])), item[0]))


def _equal(question: str, one: Sequence[str], other: Sequence[str], same: Same) -> bool:
    return len(one) == len(other) and all(
        a == b or same(question, a, b) for a, b in zip(one, other, strict=True)
    )


def _counted(
    data: ClassData,
    occurring: Callable[[str, Answered], Iterator[_Occurrence]],
    same: Same,
) -> tuple[Shown, ...]:
    found: dict[tuple[str, str], list[tuple[str, _Occurrence]]] = defaultdict(list)
    for submission in data.submissions:
        for name, answer in submission.answers.items():
            for occurrence in occurring(name, answer):
                found[occurrence.key].append((submission.student, occurrence))
    shown = [_shown(key, occurrences, same) for key, occurrences in found.items()]
    return tuple(sorted(shown, key=lambda each: (-each.students, each.codes, each.name)))


def _shown(
    key: tuple[str, str], occurrences: Sequence[tuple[str, _Occurrence]], same: Same
) -> Shown:
    students = {student for student, _ in occurrences}
    pairs = {(occurrence.question, student) for student, occurrence in occurrences}
    questions = Counter(question for question, _ in pairs)
    examples = tuple(_examples([occurrence for _, occurrence in occurrences], same))
    in_order = sorted(questions.items(), key=lambda item: (-item[1], item[0]))
    return Shown(*key, len(students), tuple(in_order), examples)


def _examples(occurrences: Sequence[_Occurrence], same: Same) -> Iterator[Example]:
    """Groups that are large enough to be shown, question by question and place by place."""
    together: dict[tuple[str, tuple[Place, ...], tuple[int, ...]], list[tuple[str, ...]]] = (
        defaultdict(list)
    )
    for each in occurrences:
        together[each.question, each.places, each.shape].append(each.answer)
    by_size = sorted(together.items(), key=lambda item: (-len(item[1]), item[0]))
    for (question, places, shape), answers in by_size:
        if len(answers) < LEAST:
            return  # no group of them can be large enough: nothing has to be compared
        groups = grouped(question, answers, same)
        for group in [group for group in groups if group.count >= LEAST][:MOST_GROUPS]:
            yield Example(question, places, shape, group)


def _named(question: str, answer: Answered) -> Iterator[_Occurrence]:
    for diagnosis in answer.diagnoses:
        codes = " or ".join(" + ".join(reading) for reading in diagnosis.readings)
        entries = tuple(answer.at(place) for place in diagnosis.places)
        key = (codes, diagnosis.name)
        yield _Occurrence(key, question, diagnosis.places, answer.shape, entries)
    for mistake in answer.mistakes:
        yield _Occurrence(("", mistake), question, (), answer.shape, answer.answer)


def _unnamed(question: str, answer: Answered) -> Iterator[_Occurrence]:
    if answer.mistakes:
        return
    explained = {place for diagnosis in answer.diagnoses for place in diagnosis.places}
    for number, status in enumerate(answer.statuses):
        row, column = divmod(number, answer.columns)
        place = (row + 1, column + 1)
        if status is Status.REFUTED and place not in explained and number < len(answer.answer):
            entry = (answer.answer[number],)
            yield _Occurrence(("", question), question, (place,), answer.shape, entry)
