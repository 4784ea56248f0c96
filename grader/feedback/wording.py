"""In which words is a report told? The same ones in text and in HTML; no colour carries meaning.

>>> number("-0.41614683654714238700"), number("undefined"), number("1.2e-12")
('−0.41615', 'undefined', '1.2·10⁻¹²')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from grader.questions.kinds import (
    ChoiceQuestion,
    JacobianQuestion,
    Question,
    Section,
    ShapeQuestion,
)
from grader.verdict import Diagnosis, EntryVerdict, Outcome, Report, Status, Witness

LONGEST_TEXT = 600
"""Characters of any one text of a student's that are shown."""

MOST_REMARKS = 12
MOST_READINGS = 2
"""Explanations of the same entries that are told; more of them would explain nothing."""
DIGITS = 5


@dataclass(frozen=True)
class Mark:
    """A symbol and the word that says the same."""

    symbol: str
    word: str

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"


MARKS = {
    Status.PROVED: Mark("✓", "right"),
    Status.REFUTED: Mark("✗", "wrong"),
    Status.UNDECIDED: Mark("?", "not decided"),
}
OUTCOMES = {
    Outcome.RIGHT: Mark("✓", "Right"),
    Outcome.PARTLY_RIGHT: Mark("◐", "Partly right"),
    Outcome.WRONG: Mark("✗", "Not right yet"),
    Outcome.NOT_ATTEMPTED: Mark("○", "Not attempted"),
    Outcome.UNREADABLE: Mark("!", "Could not be read"),
    Outcome.RECORDED: Mark("●", "Recorded"),
    Outcome.NEEDS_HUMAN: Mark("?", "A person will look at this"),
}
_NOT_RIGHT = (Outcome.WRONG, Outcome.PARTLY_RIGHT)
_SPEAKING = (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE, Outcome.RECORDED)
_CHOSEN = (Outcome.RIGHT, Outcome.PARTLY_RIGHT, Outcome.WRONG, Outcome.RECORDED)
_SAME = "the same in the digits shown, but the two are not equal"
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def score(report: Report) -> str:
    """What the answer earned: '6.43 of 9 points'; without a score, what it can earn."""
    points = f"{report.points:g} {'point' if report.points == 1 else 'points'}"
    return points if report.score is None else f"{report.score:g} of {points}"


def in_general(report: Report, question: Question) -> str:
    """What became of the answer, in one sentence."""
    if report.outcome in _SPEAKING and report.summary:
        return _sentence(report.summary.partition("\n")[0])
    if report.outcome is Outcome.NEEDS_HUMAN:
        return "Your answer is recorded. It could not be decided, so a person will look at it."
    wrong = [
        place(report, entry, question) for entry in report.entries if _is(entry, Status.REFUTED)
    ]
    right = sum(_is(entry, Status.PROVED) for entry in report.entries)
    if len(report.entries) > 1 and wrong:
        return (
            f"{right} of {len(report.entries)} entries are right; look again at {_listed(wrong)}."
        )
    return f"{OUTCOMES[report.outcome].word}."


def excerpt_of(report: Report) -> str:
    """The part of an unreadable answer that a caret points into, in lines; '' if there is none."""
    return report.summary.partition("\n")[2] if report.outcome is Outcome.UNREADABLE else ""


def remarks(report: Report, question: Question) -> list[str]:
    """What there is to say about single entries: witnesses, then notes."""
    found = [evidence(report, entry, question) for entry in report.entries]
    first = next((place for place, entry in enumerate(report.entries) if entry.step), None)
    if first is not None:
        moved = _moved(report.entries[first], question)
        found[first] = " ".join(text for text in (found[first], moved) if text)
    texts = [text for text in found if text]
    more = len(texts) - MOST_REMARKS
    return [*texts[:MOST_REMARKS], *([f"and {more} more such entries"] if more > 0 else [])]


def notes(report: Report) -> list[str]:
    """What there is to say about the whole answer, but for how it was read: `shape` says that."""
    said = f"your answer was read as {shape(report)}"
    return [shortened(note) for note in report.notes if note != said]


def diagnoses(report: Report) -> list[tuple[str, str]]:
    """Which misconceptions are proved to give which wrong entries: where, then what and a hint.

    Where more than two give the same, only what helps with all of them is said.
    """
    return [
        (_whereabouts(found, report), " ".join((f"{_called(found)}.", *_said(found.hints, report))))
        for found in report.diagnoses
        if found.hints or len(found.readings) <= MOST_READINGS
    ]


def hints(report: Report) -> list[str]:
    """The hints that belong to no diagnosis."""
    told = {hint for found in report.diagnoses for hint in found.hints}
    return [shortened(hint) for hint in report.hints if hint not in told]


def read_again(report: Report, question: Question) -> Section | None:
    """What to read again, for whoever is told that an answer is not right."""
    return question.read_again if report.outcome in _NOT_RIGHT else None


def evidence(report: Report, entry: EntryVerdict, question: Question) -> str:
    """Where an entry is seen to be wrong, or is right without a value, and its note, as sentences.

    What is left out of a proof is what the student's form divides by: nothing of the reference.
    """
    where = place(report, entry, question)
    subject = f"Entry {where}" if where.startswith("(") else where.capitalize()
    parts = []
    witness = entry.verdict.witness
    if witness is not None and _shows(witness, entry):
        parts.append(f"{subject}: {_seen(witness, entry, question)}.")
    if excluded := _excluded(entry):
        parts.append(f"{subject}: right, though it has no value where {excluded}.")
    if entry.note:
        parts.append(f"{subject}: {shortened(entry.note)}.")
    return " ".join(parts)


def place(report: Report, entry: EntryVerdict, question: Question) -> str:
    """Where an entry stands: '(2, 1)' in a matrix, 'entry 2' in a list, 'columns' in a shape."""
    if len(report.entries) == 1:
        return "your answer"
    if len(report.shape) > 1:
        return f"({entry.row}, {entry.column})"
    return rows(question, len(report.entries))[entry.row - 1]


def rows(question: Question, count: int) -> list[str]:
    """What the entries of a list are called."""
    if isinstance(question, ShapeQuestion):
        return ["rows", "columns"][:count]
    return [f"entry {number}" for number in range(1, count + 1)]


def shape(report: Report) -> str:
    """What the answer was read as: 'a 3×3 matrix', 'a list of 3'; '' for anything else."""
    if len(report.shape) == 1:
        return f"a list of {report.shape[0]}"
    return "a {}×{} matrix".format(*report.shape) if len(report.shape) > 1 else ""


def not_shown(answer: Sequence[str], shown: int) -> str:
    """How many entries of an answer are left out, if only the first ones are shown; '' if none.

    >>> not_shown(("x", "y", "z"), 2), not_shown(("x", "y", "z"), 1), not_shown(("x",), 2)
    ('and 1 more entry', 'and 2 more entries', '')
    """
    more = len(answer) - shown
    return f"and {more} more {'entry' if more == 1 else 'entries'}" if more > 0 else ""


def options(report: Report, question: ChoiceQuestion) -> list[str]:
    """The options that were chosen, each with its text; nothing if there was no choice to read."""
    if report.outcome not in _CHOSEN:
        return []
    known = question.options
    chosen = [f"{label}: {known[label]}" for label in report.answer if label in known]
    return chosen or ["no option"]


def number(text: str, digits: int = DIGITS) -> str:
    """A decimal text, rounded for reading."""
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return shortened(text)
    value = f"{exact:.{digits}g}" if exact else "0"
    mantissa, _, exponent = value.lower().partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    power = f"·10{str(int(exponent)).translate(_SUPERSCRIPTS)}" if exponent else ""
    return f"{mantissa}{power}".replace("-", "−")


def counted(number: int, noun: str) -> str:
    """A number and its noun.

    >>> counted(1, "student"), counted(2, "student")
    ('1 student', '2 students')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shortened(text: str) -> str:
    """`text`, cut where it would fill the page."""
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def _is(entry: EntryVerdict, status: Status) -> bool:
    return entry.verdict.status is status


def _listed(places: list[str]) -> str:
    shown = places[:MOST_REMARKS]
    return f"{', '.join(shown)}{' and others' if len(places) > len(shown) else ''}"


def _said(offered: tuple[str, ...], report: Report) -> tuple[str, ...]:
    return tuple(hint for hint in offered if hint in report.hints)


def _called(found: Diagnosis) -> str:
    return found.name if len(found.readings) <= MOST_READINGS else "one of several slips"


def _whereabouts(diagnosis: Diagnosis, report: Report) -> str:
    places = [f"({row}, {column})" for row, column in diagnosis.places]
    if len(report.answer) in (1, len(places)):
        return "Diagnosis:"
    return f"Diagnosis for {_listed(places)}:"


def _excluded(entry: EntryVerdict) -> str:
    certificate = entry.verdict.certificate
    return _exact(", ".join(certificate.excluded)) if certificate else ""


def _shows(witness: Witness, entry: EntryVerdict) -> bool:
    """Whether there is more to see than the entry itself."""
    return bool(witness.point or witness.student == "undefined" or entry.finite_difference)


def _seen(witness: Witness, entry: EntryVerdict, question: Question) -> str:
    at = ", ".join(f"{name} = {_exact(value)}" for name, value in witness.point)
    where, everywhere = (f"at {at} ", "") if at else ("", " everywhere")
    difference = entry.finite_difference
    if not difference:
        return f"{where}{_has(witness.student, DIGITS)}, which is not right"
    apart = _told_apart(witness.student, difference)
    what = question.map_name if isinstance(question, JacobianQuestion) else "the function"
    digits = max(apart, DIGITS)
    says = number(difference, digits) if apart else _SAME
    value = f"{_has(witness.student, digits)}{everywhere}"
    return f"{where}{value}; a finite difference of {what} says {says}"


def _has(value: str, digits: int) -> str:
    return "it is undefined" if value == "undefined" else f"its value is {number(value, digits)}"


def _told_apart(value: str, difference: str) -> int:
    """How many digits of both tell them apart; 0 if those that are known do not."""
    try:
        known = len(Decimal(difference).as_tuple().digits)
    except InvalidOperation:
        return DIGITS
    tried = range(min(known, DIGITS), known + 1)
    return next((n for n in tried if number(value, n) != number(difference, n)), 0)


def _moved(entry: EntryVerdict, question: Question) -> str:
    """What a small step does, and what the entry says that it would do."""
    step = entry.step
    if step is None or not isinstance(question, JacobianQuestion):
        return ""
    component = question.map_name.lower() + str(entry.row).translate(_SUBSCRIPTS)
    start = "from there" if entry.verdict.witness and entry.verdict.witness.point else "anywhere"
    return (
        f"Let {step.variable} change by {number(step.size)} {start}: your entry predicts that "
        f"{component} changes by {number(step.predicted)}; it changes by {number(step.actual)}."
    )


def _sentence(text: str) -> str:
    """`text` with a capital first and a full stop last."""
    capital = text[:1].upper() + text[1:]
    return capital if capital.endswith((".", "?", "!")) else f"{capital}."


def _exact(value: str) -> str:
    return shortened(value).replace("-", "−")
