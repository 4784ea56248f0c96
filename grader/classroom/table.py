"""How does the result of a class look on a terminal?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from grader.classroom.results import ClassResult, NotebookResult, SubmissionResult
from grader.feedback.wording import counted

NOTHING = "–"


def table(result: ClassResult, isolation: str) -> str:
    """One line a student: each exercise's score, what waits for a person, isolation and time.

    Args:
        result: what came of grading the class.
        isolation: what stood between students' code and this machine (`grader.sandbox`).
    """
    names = _notebook_names(result.submissions)
    walls = "NOT ISOLATED" if isolation == "none" else isolation
    header = ["student", *names, "undecided", "to read", "isolation", "seconds"]
    rows = [[*_cells(s, names), walls, f"{s.seconds:.1f}"] for s in result.submissions]
    return "\n".join(aligned([header, *rows]))


def summary(result: ClassResult) -> str:
    """What waits for a person, in a sentence or two, and what could not be graded."""
    undecided = sum(submission.undecided for submission in result.submissions)
    manual = sum(submission.manual for submission in result.submissions)
    lines = [
        (
            f"{counted(len(result.submissions), 'submission')}; a person has to decide "
            f"{counted(undecided, 'answer')} and to read {counted(manual, 'manual part')}."
        )
    ]
    for submission in result.submissions:
        if submission.fault:
            lines.append(f"{submission.student}: needs a human, not graded: {submission.fault}")
        lines += [
            f"{submission.student}: needs a human: {name} in {notebook.name}"
            for notebook in submission.notebooks
            for name in notebook.undecided
        ]
    return "\n".join(lines)


def progress(submission: SubmissionResult) -> str:
    """One line about a submission that was just graded."""
    waits = submission.fault or submission.undecided
    if submission.reused:
        return f"{submission.student}: {'needs a human, ' if waits else ''}as graded before"
    outcome = "needs a human" if waits else "graded"
    return f"{submission.student}: {outcome} in {submission.seconds:.1f} s"


def aligned(rows: Sequence[Sequence[str]], left: Collection[int] = (0,)) -> Iterator[str]:
    """Rows in columns, each as wide as its widest cell; those in `left` begin at the left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = enumerate(zip(row, widths, strict=True))
        shown = (c.ljust(width) if n in left else c.rjust(width) for n, (c, width) in cells)
        yield "  ".join(shown).rstrip()


def _notebook_names(submissions: Sequence[SubmissionResult]) -> list[str]:
    return sorted({notebook.name for s in submissions for notebook in s.notebooks})


def _cells(submission: SubmissionResult, names: Sequence[str]) -> list[str]:
    by_name = {notebook.name: notebook for notebook in submission.notebooks}
    scores = [_score(by_name.get(name)) for name in names]
    if submission.fault:
        return [submission.student, *scores, "needs a human", NOTHING]
    return [submission.student, *scores, str(submission.undecided), str(submission.manual)]


def _score(notebook: NotebookResult | None) -> str:
    return f"{notebook.score:g}/{notebook.attainable:g}" if notebook else NOTHING
