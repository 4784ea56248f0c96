"""How does the report on a class look? One page that runs nothing and loads nothing.

>>> from grader.feedback.class_report.data import ClassData
>>> from grader.feedback.class_report.summary import summarise
>>> page = render_class(summarise(ClassData("tiny", (), ()), lambda q, a, b: False), "0.1.0")
>>> "Nobody handed in" in page, "<script" in page
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from grader.feedback.class_report import mistakes, sections
from grader.feedback.class_report.drawing import plain
from grader.feedback.class_report.small_groups import LEAST
from grader.feedback.class_report.style import STYLE
from grader.feedback.class_report.summary import Summary
from grader.feedback.wording import counted


def render_class(summary: Summary, version: str) -> str:
    """The page.

    Args:
        summary: what was counted.
        version: the grader's.
    """
    title = f"{plain(summary.data.assignment)}: how the class did"
    body = "".join(_parts(summary, title))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{STYLE}</style></head><body><main>{body}"
        f'<p class="soft">Made by grader {plain(version)}.</p></main></body></html>\n'
    )


def _parts(summary: Summary, title: str) -> Iterator[str]:
    yield f"<h1>{title}</h1>"
    number = len(summary.data.submissions)
    if number == 0:
        yield "<p>Nobody handed in anything that was graded.</p>"
        return
    if summary.anonymous and number < LEAST:
        yield f"<p>Fewer than {LEAST} students handed in: nothing can be shown without names.</p>"
        return
    yield _facts(summary)
    typeset: mistakes.Typeset = set()
    for heading, content in (
        ("Scores", sections.scores(summary)),
        ("Questions", sections.questions(summary)),
        ("Entries", sections.entries(summary)),
        (
            "Misconceptions",
            mistakes.misconceptions(summary, typeset) + mistakes.unexplained(summary, typeset),
        ),
        ("Difficulty and discrimination", sections.items(summary)),
    ):
        if content:
            yield f"<section><h2>{heading}</h2>{content}</section>"
    if not summary.anonymous:
        yield f"<section><h2>What needs a human</h2>{sections.waiting(summary)}</section>"
        yield f"<section><h2>Isolation and time</h2>{sections.running(summary)}</section>"


def _facts(summary: Summary) -> str:
    data = summary.data
    facts = [
        (str(len(data.submissions)), "handed in"),
        (f"{data.points:g}", "points to earn"),
        (f"{fmean(each.total for each in data.submissions):.1f}", "points on average"),
    ]
    if summary.anonymous:
        remark = f"What is about fewer than {LEAST} students is left out, or is drawn as a dash."
    else:
        facts.append((str(data.absent), "did not hand in"))
        facts.append((str(len(summary.waiting)), "answers need a human"))
        remark = "For staff: names of students and answers of theirs stand here."
    listed = "".join(f"<li><b>{number}</b>{plain(what)}</li>" for number, what in facts)
    kind = counted(len(data.asked), "question")
    return f'<p class="soft">{kind}. {remark}</p><ul class="facts">{listed}</ul>'
