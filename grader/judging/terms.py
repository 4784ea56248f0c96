"""What does a collection of formulas earn? points · (matched − surplus) / terms, in any order.

The number of matched terms is that of a maximum matching: the best way to give each of the
student's terms one of the reference's that is proved equal, no term used twice.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.errors import StudentError
from grader.judging.credit import Credit, exact_points
from grader.judging.decision import Decision, decide
from grader.judging.marking import Marking, texts
from grader.judging.mistakes import credit_for, shown, sightings
from grader.judging.shapes import described
from grader.judging.variation import varies
from grader.questions.kinds import TermsQuestion
from grader.verdict import EntryVerdict, Status, Verdict


def mark_terms(question: TermsQuestion, answer: ArrayAnswer, reference: ArrayAnswer) -> Marking:
    """Mark a multiset of formulas.

    Raises:
        StudentError: a matrix was given.
    """
    if sum(size != 1 for size in answer.shape) > 1:
        message = f"your answer is {described(answer.shape)}, but a list of terms was asked for"
        raise StudentError(message, "write [first, second, ...]")
    domain = Domain.of(question.domain)
    table = [[decide(s, r, domain) for r in reference.entries] for s in answer.entries]
    credit = _credit(question, answer, reference, table)
    marking = Marking(
        notes=_how_it_counts(question, credit, table, len(reference.entries)),
        credit=credit,
        shape=(len(answer.entries),),
        entries=tuple(
            EntryVerdict(row + 1, 1, *_about(decisions)) for row, decisions in enumerate(table)
        ),
        answer=texts(answer),
    )
    if credit == Credit.of(exact_points(question.points)):
        return marking
    found = sightings(
        question, answer, (), lambda s, w: decide(s, w, domain, simple_witness=False).status
    )
    earned = credit_for(found, credit)
    notes = marking.notes if earned == credit else ()
    return replace(marking, credit=earned, mistakes=shown(found), notes=notes)


def maximum_matching(edges: list[list[bool]]) -> int:
    """The size of a maximum matching of rows with columns, by augmenting paths.

    >>> maximum_matching([[True, True], [True, False]])
    2
    """
    row_of: dict[int, int] = {}
    return sum(_augmented(row, edges, row_of, set()) for row in range(len(edges)))


def _augmented(row: int, edges: list[list[bool]], row_of: dict[int, int], tried: set[int]) -> bool:
    for column, joined in enumerate(edges[row]):
        if not joined or column in tried:
            continue
        tried.add(column)
        if column not in row_of or _augmented(row_of[column], edges, row_of, tried):
            row_of[column] = row
            return True
    return False


def _credit(
    question: TermsQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    table: list[list[Decision]],
) -> Credit:
    domain = Domain.of(question.domain)
    varying = varies(answer, reference, question.variables.split(), domain)
    proved = _proved(table)
    possible = [[d.status is not Status.REFUTED for d in row] for row in table]
    least, most = (_earned(question, edges, len(reference.entries)) for edges in (proved, possible))
    return Credit(
        least if varying is Status.PROVED else Fraction(0),
        Fraction(0) if varying is Status.REFUTED else most,
    )


def _how_it_counts(
    question: TermsQuestion, credit: Credit, table: list[list[Decision]], terms: int
) -> tuple[str, ...]:
    """How the points came about, where some terms are there and others are missing or too many."""
    proved = _proved(table)
    matched, surplus = maximum_matching(proved), len(table) - maximum_matching(proved)
    by_rule = credit == Credit.of(_earned(question, proved, terms))
    if not by_rule or matched == 0 or (matched == terms and not surplus):
        return ()
    there = f"{matched} of the {terms} terms {'is' if matched == 1 else 'are'} there"
    if not surplus:
        return (there,)
    left = max(0, matched - surplus)
    counts = "counts" if left == 1 else "count"
    return (f"{there}, and each other term takes one away, so that {left} of {terms} {counts}",)


def _proved(table: list[list[Decision]]) -> list[list[bool]]:
    return [[decision.status is Status.PROVED for decision in row] for row in table]


def _earned(question: TermsQuestion, edges: list[list[bool]], terms: int) -> Fraction:
    matched = maximum_matching(edges)
    surplus = len(edges) - matched
    return exact_points(question.points) * Fraction(max(0, matched - surplus), terms)


def _about(decisions: list[Decision]) -> tuple[Verdict, str, str]:
    """The verdict on one term: right if it is one of the reference's; then what to note."""
    for wanted in (Status.PROVED, Status.UNDECIDED):
        for decision in decisions:
            if decision.status is wanted:
                return decision.verdict, "", decision.note
    notes = (decision.note for decision in decisions if decision.note)
    return Verdict(Status.REFUTED), "", next(notes, "")
