"""What stands in each part of the page: scores, questions, entries, items, open work, isolation.

>>> table(("name", "n"), [("<b>", "1")]).partition('tabindex="0">')[2]
'<table><thead><tr><th scope="col">name</th><th scope="col" class="n">n</th></tr></thead>\
<tbody><tr><th scope="row">&lt;b&gt;</th><td class="n">1</td></tr></tbody></table></div>'
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median, quantiles

from grader.feedback.class_report import charts
from grader.feedback.class_report.charts import Count, Row
from grader.feedback.class_report.counting import OUTCOMES, Entries
from grader.feedback.class_report.data import Asked
from grader.feedback.class_report.drawing import Drawn, plain, wide
from grader.feedback.class_report.items import WEAK, Item
from grader.feedback.class_report.small_groups import LEAST, held_back, may_be_shown
from grader.feedback.class_report.summary import Summary
from grader.feedback.wording import OUTCOMES as MARKS
from grader.feedback.wording import counted
from grader.verdict import Outcome

NOT_ISOLATED = "none"
MOST_LISTED = 50
"""Students that the page lists; the table beside it has all."""

_COLUMNS = {
    Outcome.RIGHT: ("right", "right"),
    Outcome.PARTLY_RIGHT: ("partly", "partly"),
    Outcome.WRONG: ("wrong", "wrong"),
    Outcome.NOT_ATTEMPTED: ("not tried", "nothing"),
    Outcome.UNREADABLE: ("unreadable", "unreadable"),
    Outcome.NEEDS_HUMAN: ("undecided", "human"),
}


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, text: Sequence[int] = (0,)) -> str:
    """A table; the columns in `text` stand to the left, the others to the right.

    Every cell is escaped, but for an SVG of ours.
    """
    names = "".join(
        f'<th scope="col"{_right(number, text)}>{plain(name)}</th>' if name else "<td></td>"
        for number, name in enumerate(head)
    )
    body = "".join(f"<tr>{''.join(_cells(row, text))}</tr>" for row in rows)
    content = f"<thead><tr>{names}</tr></thead><tbody>{body}</tbody>"
    return wide(f"<table>{content}</table>", f"Table: {', '.join(filter(None, head))}")


def scores(summary: Summary) -> str:
    """How the totals are distributed."""
    data = summary.data
    counts = _shown(summary.distribution, anonymous=summary.anonymous)
    chart = charts.histogram(counts, data.points)
    told = _quartiles([each.total for each in data.submissions])
    return (
        f"<p>{told} Points are those of the gradebook, without late penalties; what nobody has "
        f'graded yet counts as 0.</p><figure class="fit">{chart}</figure>'
    )


def questions(summary: Summary) -> str:
    """What became of the answers to each question, notebook by notebook."""
    rows = list(zip(summary.data.asked, summary.outcomes, strict=True))
    automatic = [(asked, counts) for asked, counts in rows if sum(counts)]
    used = [
        number
        for number, outcome in enumerate(OUTCOMES)
        if outcome in (Outcome.RIGHT, Outcome.WRONG) or any(c[number] for _, c in automatic)
    ]
    columns = [_heading(OUTCOMES[number]) for number in used]
    parts: list[str] = []
    for notebook, members in groupby(automatic, key=lambda row: row[0].notebook):
        cells = [
            _row(asked, counts, used, anonymous=summary.anonymous) for asked, counts in members
        ]
        chart = charts.outcome_map(columns, cells)
        title = f"What became of the answers in {notebook}"
        parts.append(f"<h3>{plain(notebook)}</h3>{wide(f'<figure>{chart}</figure>', title)}")
    return f"<p>The share of submissions with each outcome.</p>{''.join(parts)}"


def entries(summary: Summary) -> str:
    """Which entries are wrong, one small map a question."""
    shown = [found for found in summary.entries if _is_worth_a_map(found, summary)]
    if not shown:
        return ""
    maps = "".join(_entry_map(found, summary) for found in shown)
    return (
        "<p>The share of answers that are wrong at an entry, of those that could be compared entry "
        f'by entry. Questions without a wrong entry are left out.</p><div class="many">{maps}</div>'
    )


def items(summary: Summary) -> str:
    """How difficult each question is, and whether it tells strong from weak students."""
    least = LEAST if summary.anonymous else 1
    rows = [_item(item) for item in summary.items if item.decided >= least]
    head = ("question", "look at", "points", "mean share", "", "discrimination", "")
    return (
        "<p><b>Mean share</b> of the points earned: high is easy. <b>Discrimination</b> is the "
        "correlation of a question's points with the points in all the others (corrected "
        f"item-total correlation): at {WEAK:g} or more (dashed mark) it tells strong from weak "
        "students, below 0 weaker students do better. With few students it means little.</p>"
        f"{table(head, rows, text=(0, 1))}"
    )


def waiting(summary: Summary) -> str:
    """What a person has to decide or to read."""
    if not summary.waiting:
        return "<p>Nothing waits for a person.</p>"
    manual = {asked.name for asked in summary.data.asked if asked.manual}
    by_question = Counter(question for _, question in summary.waiting)
    overview = [
        (asked.name, "read and grade" if asked.name in manual else "decide", str(number))
        for asked in summary.data.asked
        if (number := by_question[asked.name])
    ]
    by_student: dict[str, list[str]] = defaultdict(list)
    for student, question in summary.waiting:
        if question not in manual:
            by_student[student].append(question)
    rows = [(student, ", ".join(names)) for student, names in by_student.items()]
    listed = table(("question", "what to do", "answers"), overview, text=(0, 1))
    if rows:
        listed += "<h3>Undecided answers</h3>"
        listed += table(("student", "questions"), rows[:MOST_LISTED], text=(0, 1))
    if len(rows) > MOST_LISTED:
        more = counted(len(rows) - MOST_LISTED, "student")
        listed += f"<p>And {more} more, in the table of students.</p>"
    return listed


def running(summary: Summary) -> str:
    """How students' code was walled off, and how long it ran."""
    rows = [
        ("NOT ISOLATED" if how == NOT_ISOLATED else how, str(number))
        for how, number in sorted(summary.isolation.items())
    ]
    seconds = sorted(
        ((each.seconds, each.student) for each in summary.data.submissions), reverse=True
    )
    told = ""
    if seconds and seconds[0][0] > 0:
        middle = median(took for took, _ in seconds)
        slowest = [(student, f"{took:.1f}") for took, student in seconds[:3] if took > 0]
        told = (
            f"<p>A submission's code ran for {middle:.1f} s (median), all code together for "
            f"{sum(took for took, _ in seconds):.0f} s. The longest:</p>"
            f"{table(('student', 'seconds'), slowest)}"
        )
    alarm = '<p class="warning">Code ran without walls around it.</p>'
    warned = alarm if summary.isolation.get(NOT_ISOLATED) else ""
    return warned + table(("isolation", "notebooks"), rows) + told


def _right(number: int, text: Sequence[int]) -> str:
    return "" if number in text else ' class="n"'


def _cells(row: Sequence[str], text: Sequence[int]) -> Iterator[str]:
    for number, cell in enumerate(row):
        content = cell if isinstance(cell, Drawn) else plain(cell, 400)
        if number == 0:
            yield f'<th scope="row">{content}</th>'
        else:
            yield f"<td{_right(number, text)}>{content}</td>"


def _shown(counts: Sequence[int], *, anonymous: bool) -> list[Count]:
    hidden = held_back(counts) if anonymous else frozenset()
    return [None if number in hidden else count for number, count in enumerate(counts)]


def _quartiles(totals: Sequence[float]) -> str:
    if len(totals) < LEAST:
        return ""
    low, middle, high = quantiles(totals, n=4, method="inclusive")
    return (
        f"The median is {middle:.4g} points; half of the class lies from {low:.4g} to {high:.4g}."
    )


def _heading(outcome: Outcome) -> tuple[str, str]:
    word, css = _COLUMNS[outcome]
    return f"{MARKS[outcome].symbol} {word}", css


def _row(asked: Asked, counts: Sequence[int], used: Sequence[int], *, anonymous: bool) -> Row:
    shown = _shown(counts, anonymous=anonymous)
    return Row(asked.name, [shown[number] for number in used], sum(counts))


def _wrong(found: Entries, summary: Summary) -> list[Count]:
    return [
        None if summary.anonymous and not may_be_shown(count, found.students) else count
        for count in found.wrong
    ]


def _is_worth_a_map(found: Entries, summary: Summary) -> bool:
    return any(_wrong(found, summary))


def _entry_map(found: Entries, summary: Summary) -> str:
    name, (height, width) = found.asked.name, found.shape
    rows = found.asked.rows or tuple(str(number) for number in range(1, height + 1))
    columns = found.asked.columns or tuple(str(number) for number in range(1, width + 1))
    if (len(rows), len(columns)) != found.shape:
        rows, columns = (tuple(str(n) for n in range(1, length + 1)) for length in found.shape)
    if width == 1:
        columns = ("",)
    chart = charts.entry_map(name, rows, columns, _wrong(found, summary), found.students)
    caption = f"<b>{plain(name)}</b>, {counted(found.students, 'answer')}"
    return f"<figure><figcaption>{caption}</figcaption>{wide(chart, f'Entries of {name}')}</figure>"


def _item(item: Item) -> tuple[str, ...]:
    difficulty, discrimination = item.difficulty, item.discrimination
    return (
        item.asked.name,
        item.remark,
        f"{item.asked.points:g}",
        "" if difficulty is None else charts.percent(difficulty),
        "" if difficulty is None else charts.share_bar(difficulty),
        charts.HELD_BACK if discrimination is None else f"{discrimination:.2f}".replace("-", "−"),
        "" if discrimination is None else charts.signed_dot(discrimination, WEAK),
    )
