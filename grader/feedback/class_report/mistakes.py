"""How are misconceptions shown, and the answers of those who have them?

>>> render(("<b>",), (1,), (), set())
'<code>&lt;b&gt;</code>'
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.errors import StudentError
from grader.expression.latex import latex
from grader.feedback.class_report import charts
from grader.feedback.class_report.data import Place
from grader.feedback.class_report.drawing import plain, wide
from grader.feedback.class_report.misconceptions import Example, Shown
from grader.feedback.class_report.sections import table
from grader.feedback.class_report.small_groups import LEAST, may_be_shown
from grader.feedback.class_report.summary import Summary
from grader.feedback.maths import effort, expression_svg
from grader.feedback.wording import counted
from grader.text import parse

MOST_LISTED = 60
"""Misconceptions that the page lists; the table beside it has all."""
MOST_EXAMPLES = 40
"""Answers that the page shows, with names and without."""
MOST_OF_ONE = 6
"""Answers of one misconception: the others get their place too."""
MOST_TYPESET = 30
"""Different formulas of a page that are typeset, which takes up to 70 ms each; others are code."""
MOST_EFFORT = 16
"""Of one formula (`grader.feedback.maths.effort`)."""
LONGEST = 160
"""Characters of one entry that are shown."""

_HEAD = ("misconception", "students", "", "", "in")
_SAME = (
    f"Answers that at least {LEAST} students gave. Different spellings are counted together only "
    "if they are proved to be equal."
)
_UNEXPLAINED = (
    f"Wrong entries that at least {LEAST} students gave. A mistake that stands here can be "
    "declared in the question."
)

Typeset = set[str]
"""The formulas of the page that were typeset so far."""


def misconceptions(summary: Summary, typeset: Typeset) -> str:
    """What is named, with how many students and in which questions; then what they wrote."""
    shown = [each for each in summary.misconceptions if _may_be_shown(each, summary)]
    if not shown:
        return "<p>No misconception is named.</p>"
    rows = [_row(each, summary) for each in shown[:MOST_LISTED]]
    examples = [(each, example) for each in shown for example in each.examples[:MOST_OF_ONE]]
    lines = [_line(each, example, typeset) for each, example in examples[:MOST_EXAMPLES]]
    return (
        "<p>How many students showed it at least once. Codes are those of the catalogue; each is "
        "named only where it is proved to produce the wrong entries. A name without a code is a "
        f"mistake that the question declares.</p>{table(_HEAD, rows, text=(0, 3, 4))}"
        f"{_listed('What they wrote', _SAME, lines)}"
    )


def unexplained(summary: Summary, typeset: Typeset) -> str:
    """Wrong entries that several gave and that nothing explains."""
    examples = [example for each in summary.unexplained for example in each.examples]
    examples.sort(key=lambda example: -example.group.count)
    examples = examples[:MOST_EXAMPLES]
    lines = [f"<b>{plain(each.question)}</b> {_example(each, typeset)}" for each in examples]
    return _listed("Wrong, and nothing explains it", _UNEXPLAINED, lines)


def render(
    answer: Sequence[str], shape: tuple[int, ...], places: Sequence[Place], typeset: Typeset
) -> str:
    """Entries of an answer: a whole answer in rows, single entries with their places."""
    formulas = [_formula(entry, typeset) for entry in answer]
    if len(formulas) == 1 and not places:
        return formulas[0]
    if places:
        placed = zip(places, formulas, strict=True)
        return ", ".join(f"entry ({row}, {column}): {formula}" for (row, column), formula in placed)
    width = shape[1] if len(shape) > 1 else len(formulas)
    rows = [
        ", ".join(formulas[start : start + width]) for start in range(0, len(formulas), width or 1)
    ]
    return "; ".join(rows)


def _may_be_shown(shown: Shown, summary: Summary) -> bool:
    return not summary.anonymous or may_be_shown(shown.students, len(summary.data.submissions))


def _row(shown: Shown, summary: Summary) -> tuple[str, ...]:
    everybody = len(summary.data.submissions)
    share = shown.students / everybody
    asked = [
        f"{name} ({count})"
        for name, count in shown.questions
        if not summary.anonymous or may_be_shown(count, everybody)
    ]
    name = f"{shown.codes} {shown.name}".strip()
    figures = (str(shown.students), charts.percent(share), charts.share_bar(share))
    return (name, *figures, ", ".join(asked))


def _listed(heading: str, remark: str, lines: Sequence[str]) -> str:
    listed = "".join(f"<li>{line}</li>" for line in lines)
    return f'<h3>{heading}</h3><p>{remark}</p><ul class="answers">{listed}</ul>' if lines else ""


def _line(shown: Shown, example: Example, typeset: Typeset) -> str:
    name = plain(f"{shown.codes} {shown.name}".strip())
    return f"<b>{name}</b> in {plain(example.question)} {_example(example, typeset)}"


def _example(example: Example, typeset: Typeset) -> str:
    formula = render(example.group.answer, example.shape, example.places, typeset)
    students = counted(example.group.count, "student")
    return f"<i>{students}</i>{wide(formula, 'The answer')}"


def _formula(text: str, typeset: Typeset) -> str:
    """An entry, typeset if it is a formula that is not too large, else as code."""
    if len(text) <= LONGEST and (text in typeset or len(typeset) < MOST_TYPESET):
        try:
            expression = parse(text)
        except StudentError:
            return f"<code>{plain(text, LONGEST)}</code>"
        if effort(latex(expression)) <= MOST_EFFORT:
            typeset.add(text)
            return expression_svg(expression, display=True)
    return f"<code>{plain(text, LONGEST)}</code>"
