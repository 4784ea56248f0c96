"""How does a page look from which a person decides? One file that runs nothing and loads nothing.

>>> page = review_page("maps", [], "build/review/maps/decisions.csv")
>>> "Nothing waits" in page, "<script" in page
(True, False)
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from grader.feedback.html import typeset
from grader.feedback.review_style import STYLE
from grader.feedback.reviewing import Owner, Pair, Trial, Waiting
from grader.feedback.wording import MARKS, shortened
from grader.verdict import Status

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
MOST_STUDENTS = 12


def review_page(assignment: str, waiting: Sequence[Waiting], table: str) -> str:
    """The whole page, for staff alone: it shows references.

    Args:
        assignment: the assignment's name.
        waiting: the answers, those to one question together.
        table: where the table of decisions lies.
    """
    title = f"{escape(assignment)}: what waits for a person"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{''.join(_body(assignment, waiting, table))}</main>\n</body>\n</html>\n"
    )


def _body(assignment: str, waiting: Sequence[Waiting], table: str) -> Iterator[str]:
    yield '<p class="staff"><strong>For staff only.</strong> This page shows references.</p>\n'
    if not waiting:
        yield "<p>Nothing waits.</p>\n"
        return
    questions = [list(group) for _, group in groupby(waiting, key=lambda each: each.question)]
    yield _overview(questions)
    yield _how(assignment, table)
    for answers in questions:
        yield _question(assignment, answers)


def _overview(questions: Sequence[Sequence[Waiting]]) -> str:
    rows = "".join(
        f'<tr><td><a href="#{escape(answers[0].question)}">{escape(answers[0].question)}</a></td>'
        f"<td>{answers[0].points:g}</td><td>{len(answers)}</td>"
        f"<td>{sum(len(answer.owners) for answer in answers)}</td></tr>"
        for answers in questions
    )
    head = _row("question", "points", "different answers", "students", tag="th")
    return (
        f"{_scrolled('Questions', f'<table><thead>{head}</thead><tbody>{rows}</tbody></table>')}\n"
    )


def _how(assignment: str, table: str) -> str:
    command = f"grader review {assignment} --apply {shlex.quote(table)}"
    return (
        "<p>To decide, fill in the columns <em>points</em> and <em>comment</em> of the table "
        f"<code>{escape(table)}</code>, one row an answer, and run in the folder of the class, "
        "where its <code>nbgrader_config.py</code> lies,</p>\n"
        f'<pre class="command">{escape(command)}</pre>\n'
        "<p>or decide one answer with the command below it. The same answer is listed once: one "
        "decision serves all who gave it. Students read the comment.</p>\n"
    )


def _question(assignment: str, answers: Sequence[Waiting]) -> str:
    first = answers[0]
    listed = "".join(
        _answer(assignment, answer, f"Answer {number} of {len(answers)}")
        for number, answer in enumerate(answers, 1)
    )
    reference = next((answer.reference for answer in answers if answer.reference), "")
    if reference:
        title = "Reference and rubric"
        name = f"{title} of {escape(first.question)}"
        aside = f'<aside aria-label="{name}" tabindex="0"><h4>{title}</h4>{reference}</aside>'
        listed = f'<div class="beside"><div>{listed}</div>{aside}</div>'
    return (
        f'<section id="{escape(first.question)}"><h2>{escape(first.question)}, '
        f"{first.points:g} points <small>{escape(first.notebook)}</small></h2>"
        f'<div class="prompt">{first.prompt}</div>{listed}</section>\n'
    )


def _answer(assignment: str, answer: Waiting, number: str) -> str:
    return (
        f'<article id="{escape(answer.key)}"><h3>{number}: {_names(answer.students)} '
        f"<small>{escape(answer.key)}</small></h3>{_content(answer)}"
        f"{_tried(answer.tried)}{''.join(map(_owner, answer.owners))}"
        f'<pre class="command">{escape(_command(assignment, answer))}</pre></article>\n'
    )


def _names(students: Sequence[str]) -> str:
    more = len(students) - MOST_STUDENTS
    shown = ", ".join(students[:MOST_STUDENTS])
    return escape(f"{shown} and {more} more" if more > 0 else shown)


def _command(assignment: str, answer: Waiting) -> str:
    alike = " --alike" if len(answer.owners) > 1 else ""
    student = shlex.quote(answer.students[0])
    decide = f"--decide {student} {answer.question} POINTS{alike} --comment TEXT"
    return f"grader review {assignment} {decide}"


def _content(answer: Waiting) -> str:
    if not answer.pairs:
        named = 'role="group" aria-label="The answer" tabindex="0"'
        return f'<div class="answer" {named}>{answer.answer}</div>' if answer.answer else ""
    undecided = [pair for pair in answer.pairs if pair.status is Status.UNDECIDED]
    others = [
        f"{escape(pair.place)} <code>{escape(shortened(pair.student))}</code> "
        f"{MARKS[pair.status].word}"
        for pair in answer.pairs
        if pair.status is not Status.UNDECIDED
    ]
    rest = f'<p class="mute">Decided: {"; ".join(others)}.</p>' if others else ""
    return "".join(map(_pair, undecided)) + rest


def _pair(pair: Pair) -> str:
    place = f"Entry {escape(pair.place)}: " if pair.place else ""
    sides = (("student", pair.student), ("reference", pair.reference))
    boxes = "".join(
        f'<div class="box" role="group" aria-label="{name}" tabindex="0"><h4>{name}</h4>'
        f"{_formula(text)}</div>"
        for name, text in sides
    )
    reason = f"<p>{place}{escape(pair.reason or pair.status)}</p>"
    return f'<div>{reason}<div class="two">{boxes}</div>{_trials(pair.trials)}</div>'


def _formula(text: str) -> str:
    shown = typeset(text)
    code = f"<code>{escape(shortened(text))}</code>"
    return shown if shown == code else f"{shown}{code}"


def _trials(trials: Sequence[Trial]) -> str:
    rows = "".join(
        _row(
            ", ".join(f"{name} = {value}" for name, value in trial.point) or "the constant",
            trial.student,
            trial.reference,
            trial.comparison,
        )
        for trial in trials
    )
    head = _row("try at", "student's value", "reference's value", "", tag="th")
    if not rows:
        return '<p class="mute">No point was found at which the reference has a value.</p>'
    return _scrolled("Tries", f'<table class="trials"><thead>{head}</thead>{rows}</table>')


def _scrolled(name: str, content: str) -> str:
    """What may be wider than the page: keys scroll it, once it is reached with Tab."""
    return f'<div class="scroll" role="group" aria-label="{name}" tabindex="0">{content}</div>'


def _row(*cells: str, tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _tried(remarks: Sequence[str]) -> str:
    lines = "".join(f"<li>{escape(shortened(remark))}</li>" for remark in remarks)
    return f'<ul class="tried">{lines}</ul>' if lines else ""


def _owner(owner: Owner) -> str:
    score = sum(result.score or 0 for result in owner.results)
    points = sum(result.points for result in owner.results)
    lost = [
        f"{result.question} waits"
        if result.score is None
        else f"{result.question} {result.score:g}/{result.points:g}"
        for result in owner.results
        if result.score != result.points
    ]
    text = f"{owner.name}: {score:g} of {points:g} automatic points in the same notebook"
    before = f"decided before: {owner.before}" if owner.before else ""
    listed = "; ".join(filter(None, [text, ", ".join(lost), before]))
    return f'<p class="mute">{escape(listed)}</p>'
