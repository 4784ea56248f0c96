"""Which submissions have been graded already, with all that their results depend on?

A receipt is written when a submission's last page is. As long as the submission, the course, the
grader and the rows of the gradebook are what they were then, there is nothing left to do for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from nbgrader.api import Grade, Gradebook, MissingEntry, SubmittedAssignment

from grader.errors import ConfigError
from grader.notebook.drafts import write_whole
from grader.notebook.exporter import admit_submission
from grader.notebook.layout import CONFIG, Layout
from grader.notebook.marks import comments_of, grades_of
from grader.notebook.records import read_record
from grader.notebook.seeds import secret_of
from grader.store import code


@dataclass(frozen=True)
class Receipt:
    """Digests of what the results of a submission depend on.

    Attributes:
        submission: what was handed in, as far as it is read.
        course: what is asked and how it is graded: files, configuration, code.
        isolation: what stood around its code, in a word.
        state: the rows of the gradebook.
    """

    submission: str
    course: str
    isolation: str
    state: str


class Receipts:
    """The receipts of a class.

    Args:
        layout: where everything lies.
        assignment: its name.
        database: the gradebook's address.
    """

    def __init__(self, layout: Layout, assignment: str, database: str) -> None:
        self._layout = layout
        self._assignment = assignment
        self._database = database
        self._names = sorted(p.stem for p in layout.released(assignment).glob("*.ipynb"))
        self._course = self._digest_of_course()

    @property
    def folder(self) -> Path:
        """Where everything that comes of grading is written."""
        return self._layout.build

    def done(self, student: str, isolation: str) -> bool:
        """Whether nothing is left to do for this submission."""
        written = self._written(student)
        if written is None:
            return False
        now = self.receipt(student, isolation, self.submission(student))
        return written == now and all(path.is_file() for path in self._results(student))

    def submission(self, student: str) -> str:
        """The digest of what a student handed in; taken before it is graded.

        Raises:
            ConfigError: it is no folder.
        """
        folder = self._layout.step("submitted", student, self._assignment)
        if folder.exists() and not folder.is_dir():
            message = f"{folder} is no folder; put the notebooks that were handed in into one"
            raise ConfigError(message)
        intake = admit_submission(folder, self._layout, self._assignment, self._names)
        files = {name: sha256(data).hexdigest() for name, data in intake.files.items()}
        return _digest([files, [[away.name, away.reason] for away in intake.turned_away]])

    def graded(self, student: str) -> bool:
        """Whether the notebooks that lie there are those that were graded last."""
        folder = self._layout.step("submitted", student, self._assignment)
        files = admit_submission(folder, self._layout, self._assignment, self._names).files
        found = {name: sha256(files.get(f"{name}.ipynb", b"")).hexdigest() for name in self._names}
        records = (read_record(self._layout, student, self._assignment, n) for n in self._names)
        return list(found.values()) == [record and record.submission for record in records]

    def receipt(self, student: str, isolation: str, submission: str) -> Receipt:
        """The receipt for a submission; taken after it is marked, before its pages are written."""
        state = _digest(_state(self._database, self._assignment, student))
        return Receipt(submission, self._course, isolation, state)

    def write(self, student: str, receipt: Receipt) -> None:
        """Note that a submission is graded, with its pages."""
        path = self._path(student)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, json.dumps(asdict(receipt)))

    def renew(self, student: str) -> None:
        """Note that a student's marks are up to date, if this very submission was graded."""
        written, submission = self._written(student), self.submission(student)
        if written is not None and written.submission == submission:
            self.write(student, self.receipt(student, written.isolation, submission))

    def _written(self, student: str) -> Receipt | None:
        try:
            return Receipt(**json.loads(self._path(student).read_text(encoding="utf-8")))
        except (OSError, TypeError, ValueError):
            return None

    def _path(self, student: str) -> Path:
        return self._layout.build / "receipts" / student / f"{self._assignment}.json"

    def _results(self, student: str) -> Iterator[Path]:
        for step, end in (("autograded", "ipynb"), ("reports", "json"), ("feedback", "html")):
            folder = self._layout.step(step, student, self._assignment)
            yield from (folder / f"{name}.{end}" for name in self._names)

    def _digest_of_course(self) -> str:
        source = self._layout.source(self._assignment)
        folders = (source, self._layout.released(self._assignment))
        paths = [path for folder in folders for path in sorted(folder.iterdir())]
        references = source.with_name(f"{source.name}_references.py")
        files = [
            [str(path), sha256(path.read_bytes()).hexdigest()]
            for path in (*paths, references, self._layout.root / CONFIG)
            if path.is_file()
        ]
        return _digest([files, code(), secret_of(self._layout).hex()])


def _state(database: str, assignment: str, student: str) -> object:
    """What the gradebook says of a submission, people's marks and comments included."""
    with Gradebook(database) as gradebook:
        try:
            found = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return None
        return [f"{found.timestamp}", f"{found.assignment.duedate}", *_rows(found)]


def _rows(submission: SubmittedAssignment) -> Iterator[object]:
    for notebook in sorted(submission.notebooks, key=lambda each: each.name):
        yield notebook.late_submission_penalty
        yield sorted([name, *_marks(grade)] for name, grade in grades_of(notebook).items())
        yield sorted(
            [name, each.auto_comment or "", each.manual_comment or ""]
            for name, each in comments_of(notebook).items()
        )


def _marks(grade: Grade) -> list[str]:
    marks = (grade.auto_score, grade.manual_score, grade.extra_credit, grade.max_score)
    return [*map(str, marks), str(bool(grade.needs_manual_grade))]


def _digest(data: object) -> str:
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
