"""How does a report look on a page? As HTML that runs nothing, loads nothing and needs no colour.

Every style stands in its element, since sanitisers drop style blocks, and colours are those of the
surrounding text, so that a light and a dark theme both do. All text is escaped; a student's formula
is typeset from its text, or shown as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape

from grader.errors import StudentError
from grader.feedback import wording
from grader.feedback.maths import expression_svg, formula_svg
from grader.feedback.wording import (
    LONGEST_TEXT,
    MARKS,
    OUTCOMES,
    diagnoses,
    excerpt_of,
    hints,
    in_general,
    not_shown,
    notes,
    options,
    read_again,
    remarks,
    score,
    shape,
    shortened,
)
from grader.questions.kinds import ChoiceQuestion, JacobianQuestion, Question, Section
from grader.text import parse
from grader.verdict import Outcome, Report, Status

MOST_COLUMNS = 12
MOST_ROWS = 40
MOST_TYPESET, LONGEST_TYPESET = 30, 2000
"""Entries and characters of a table that is typeset, which takes 2 to 10 ms a formula. A larger
one is shown in code: a student does not wait for it."""

_SECTION = "margin:0.4em 0 1em;padding:0.2em 0.9em;border-left:4px solid {colour}"
_SCROLLED = 'style="overflow-x:auto" role="group" aria-label="Your answer" tabindex="0"'
_TABLE = (
    "border-collapse:separate;border-spacing:0.3em;margin:0.4em 0;"
    "font-size:inherit;color:inherit;background:none"
)
_ROW = 'style="background:none"'
_HEADER = (
    "text-align:center;white-space:nowrap;font-weight:normal;padding:0.1em 0.5em;color:inherit"
)
_CELL = "text-align:center;padding:0.3em 0.7em;background:none;border:{border}"
_CAPTION = "text-align:left;white-space:nowrap;caption-side:top;color:inherit;padding:0"
_MARK = "display:block;margin-top:0.4em;font-size:85%;white-space:nowrap"

_COLOURS = {
    Outcome.RIGHT: "#009E73",
    Outcome.PARTLY_RIGHT: "#D55E00",
    Outcome.WRONG: "#D55E00",
    Outcome.UNREADABLE: "#D55E00",
}
_GREY = "#808080"
_BORDERS = {
    Status.PROVED: "1px solid #009E73",
    Status.REFUTED: "3px solid #D55E00",
    Status.UNDECIDED: "2px dashed #808080",
}
_PROSE = re.compile(r"\$([^$\n]+)\$|`([^`\n]+)`")


def render_html(report: Report, question: Question, *, in_notebook: bool = False) -> str:
    """The report as a fragment of HTML.

    Args:
        report: what was found out.
        question: what was asked.
        in_notebook: whether it is shown in the notebook that asks. Links work there, and a cell may
            check several questions, so they are named.

    >>> from grader.questions import ShapeQuestion
    >>> report = Report("q", points=2, score=0.0, outcome=Outcome.WRONG, notes=("<script>",))
    >>> "<script>" in render_html(report, ShapeQuestion(name="q", points=2, prompt="The shape?"))
    False
    """
    style = _SECTION.format(colour=_COLOURS.get(report.outcome, _GREY))
    parts = "".join(_parts(report, question, in_notebook=in_notebook))
    return f'<section style="{style}">{parts}</section>'


def prose(text: str) -> str:
    """A sentence as HTML, its $formulas$ typeset and its `code` as code.

    >>> prose("is `x` < y?")
    'is <code>x</code> &lt; y?'
    """
    written, end = [], 0
    for found in _PROSE.finditer(text):
        written.append(escape(text[end : found.start()]))
        tex, code = found.groups()
        written.append(formula_svg(tex) if tex else f"<code>{escape(code)}</code>")
        end = found.end()
    return "".join(written) + escape(text[end:])


def _parts(report: Report, question: Question, *, in_notebook: bool) -> Iterator[str]:
    mark, general, excerpt = (
        OUTCOMES[report.outcome],
        in_general(report, question),
        excerpt_of(report),
    )
    name = f"<code>{escape(report.question)}</code>: " if in_notebook else ""
    yield f"<p>{name}<strong>{mark}</strong>, {score(report)}</p>"
    if general.rstrip(".") != mark.word:
        yield f"<p>{escape(shortened(general))}</p>"
    if excerpt:
        yield f"<pre>{escape(shortened(excerpt))}</pre>"
    yield from _answer(report, question)
    yield _listing(escape(remark) for remark in remarks(report, question))
    yield _listing(f"<strong>{w}</strong> {prose(what)}" for w, what in diagnoses(report))
    yield _listing(f"<strong>Note:</strong> {prose(note)}" for note in notes(report))
    yield _listing(f"<strong>Hint:</strong> {prose(hint)}" for hint in hints(report))
    yield _reading(read_again(report, question), linked=in_notebook)


def _reading(section: Section | None, *, linked: bool) -> str:
    if section is None:
        return ""
    title = escape(section.title)
    shown = f'<a href="{escape(section.link)}">{title}</a>' if linked else title
    return f"<p><strong>Read again:</strong> {shown}</p>"


def _listing(entries: Iterable[str]) -> str:
    lines = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<ul>{lines}</ul>" if lines else ""


def _answer(report: Report, question: Question) -> Iterator[str]:
    if isinstance(question, ChoiceQuestion):
        yield from _choice([prose(shortened(each)) for each in options(report, question)])
    elif _is_table(report):
        yield _table(report, question)
    elif report.answer:
        formulas = [typeset(text) for text in report.answer[:MOST_ROWS]]
        formulas += filter(None, [not_shown(report.answer, MOST_ROWS)])
        yield f"<p>Your answer: {', '.join(formulas)}</p>"


def _choice(chosen: list[str]) -> Iterator[str]:
    if len(chosen) == 1:
        yield f"<p>Your answer: {chosen[0]}</p>"
    elif chosen:
        yield f"<p>Your answer:</p>{_listing(chosen)}"


def _is_table(report: Report) -> bool:
    rows, columns = (*report.shape, 1, 1)[:2]
    return rows * columns == len(report.answer) > 1 and columns <= MOST_COLUMNS


def _table(report: Report, question: Question) -> str:
    rows, columns = (*report.shape, 1)[:2]
    small = len(report.answer) <= MOST_TYPESET and sum(map(len, report.answer)) <= LONGEST_TYPESET
    formula = typeset if small else _in_code
    left, top = _heads(report, question, formula)
    names = "".join(_th("col", head) for head in top)
    head = f"<thead><tr {_ROW}><td></td>{names}</tr></thead>" if top else ""
    body = "".join(
        f"<tr {_ROW}>{_th('row', left[row])}{_cells(report, row, columns, formula)}</tr>"
        for row in range(min(rows, MOST_ROWS))
    )
    more = "" if rows <= MOST_ROWS else f"<p>and {rows - MOST_ROWS} more rows</p>"
    caption = f'<caption style="{_CAPTION}">Your answer, read as {shape(report)}</caption>'
    return (
        f'<div {_SCROLLED}><table style="{_TABLE}">{caption}'
        f"{head}<tbody>{body}</tbody></table></div>{more}"
    )


def _heads(
    report: Report, question: Question, shown: Callable[[str], str]
) -> tuple[list[str], list[str]]:
    """What the rows and the columns are called: by outputs and variables, where these fit."""
    if len(report.shape) == 1:
        return wording.rows(question, report.shape[0]), []
    rows, columns = report.shape
    left = [f"row {row + 1}" for row in range(rows)]
    top = [f"column {column + 1}" for column in range(columns)]
    if isinstance(question, JacobianQuestion):
        variables = question.variables.split()
        if (rows, columns) == (len(question.function), len(variables)):
            component = question.map_name.lower()
            left = [f"{head}: {shown(f'{component}_{i}')}" for i, head in enumerate(left, 1)]
            top = [f"{head}: {shown(name)}" for head, name in zip(top, variables, strict=True)]
    return left, top


def _th(scope: str, content: str) -> str:
    style = _HEADER if scope == "row" else f"{_HEADER};vertical-align:baseline"
    return f'<th scope="{scope}" style="{style}">{content}</th>'


def _cells(report: Report, row: int, columns: int, shown: Callable[[str], str]) -> str:
    places = range(row * columns, (row + 1) * columns)
    return "".join(_cell(report, position, shown(report.answer[position])) for position in places)


def _cell(report: Report, position: int, formula: str) -> str:
    if len(report.entries) != len(report.answer):
        return f'<td style="{_CELL.format(border="1px solid #808080")}">{formula}</td>'
    status = report.entries[position].verdict.status
    mark = f'<span style="{_MARK}">{MARKS[status]}</span>'
    return f'<td style="{_CELL.format(border=_BORDERS[status])}">{formula}{mark}</td>'


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """A formula given as text, typeset; as code if it is too long or no formula."""
    if len(text) <= LONGEST_TEXT:
        try:
            return expression_svg(parse(text), display=True)
        except StudentError:
            pass
    return _in_code(text)


def _in_code(text: str) -> str:
    return f"<code>{escape(shortened(text))}</code>"
