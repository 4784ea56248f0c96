"""How do scores get into Canvas or Moodle? As a file in the layout that its gradebook imports.

Chosen with `nbgrader export --exporter=grader.notebook.platform_csv.CanvasCsv`, or `MoodleCsv`: one
row a student, one column an assignment. A score that still needs a human stays empty, and so
does that of a student who handed in nothing: the platform has its own rule for missing work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from nbgrader.plugins import ExportPlugin
from traitlets import Dict

from grader.notebook.gradebook_csv import rows_of, write_csv

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, Student

OURS = "grades.csv"
"""The file of the ordinary export, which is never written over."""


@dataclass(frozen=True)
class Scores:
    """What a file for a platform is made of.

    Attributes:
        headings: what each assignment's column is called, by the assignment's name.
        points: what each assignment is worth.
        students: in the order of the rows.
        given: settled scores by student and assignment; what is missing is empty.
    """

    headings: Mapping[str, str]
    points: Mapping[str, float]
    students: Sequence[Student]
    given: Mapping[tuple[str, str], float]

    def of(self, student: Student, empty: str) -> list[float | str]:
        """A student's scores, in the order of the columns."""
        return [self.given.get((student.id, name), empty) for name in self.headings]


class PlatformCsv(ExportPlugin):  # type: ignore[misc] # nbgrader has no types
    """Writes settled scores for a platform; a subclass knows its layout."""

    columns = Dict(help="what an assignment is called on the platform, by its name here").tag(
        config=True
    )
    file: ClassVar[str]
    """What the file is called, unless `--to` says something else."""

    def export(self, gradebook: Gradebook) -> None:
        """Write all assignments and students, or those that were asked for."""
        rows = list(rows_of(gradebook, self.assignment, self.student))
        for row in rows:
            if row["needs_human"]:
                told = row["student_id"], row["assignment"], row["needs_human_questions"]
                self.log.warning("%s, %s is left empty: %s needs a human", *told)
        target = Path(self.to or OURS)
        target = target.with_name(self.file) if target.name == OURS else target
        self.log.info("Exporting grades to %s", target)
        write_csv(target, self.rows(self._scores(gradebook, rows)))

    def rows(self, scores: Scores) -> Iterator[list[object]]:
        """The lines of the file, headings first."""
        raise NotImplementedError

    def _scores(self, gradebook: Gradebook, rows: Sequence[Mapping[str, Any]]) -> Scores:
        points = {row["assignment"]: row["max_score"] for row in rows}
        shown = {row["student_id"] for row in rows}
        return Scores(
            {name: self.columns.get(name, name) for name in points},
            points,
            [student for student in gradebook.students if student.id in shown],
            {
                (row["student_id"], row["assignment"]): row["score"]
                for row in rows
                if row["handed_in"] and not row["needs_human"]
            },
        )


class CanvasCsv(PlatformCsv):
    """The layout of Canvas: five columns about the student, and a row of points possible.

    Canvas finds a student by the ID or the SIS login ID, and an assignment by its title, or by
    its number if the heading is "Title (number)". It reads an empty cell as "no grade".

    Sources: <https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-import-grades-in-the-Gradebook/ta-p/807>;
    <https://teaching.resources.osu.edu/toolsets/carmencanvas/guides/calculating-final-grades/import-csv-file-carmen-grades>;
    and what reads the file, `lib/gradebook_importer.rb` in <https://github.com/instructure/canvas-lms>.
    """

    file = "canvas.csv"

    def rows(self, scores: Scores) -> Iterator[list[object]]:
        """Headings, the points that can be had, and the students."""
        about = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
        yield [*about, *scores.headings.values()]
        yield ["    Points Possible", "", "", "", "", *scores.points.values()]
        for student in scores.students:
            name = ", ".join(filter(None, (student.last_name, student.first_name)))
            ids = student.lms_user_id, "", student.id, ""
            yield [name or student.id, *ids, *scores.of(student, empty="")]


class MoodleCsv(PlatformCsv):
    """The layout of Moodle: that of its export as plain text, which its import reads.

    At the import one says which column tells who a student is: "ID number" holds the number that
    the gradebook knows for the platform, else the student's id here. "-" is "no grade".

    Sources: <https://docs.moodle.org/405/en/Grade_import>, whose format "is the same as the
    corresponding export format"; for that and for "-", `grade/export/txt/grade_export_txt.php` and
    `grade/import/csv/classes/load_data.php` in <https://github.com/moodle/moodle>.
    """

    file = "moodle.csv"

    def rows(self, scores: Scores) -> Iterator[list[object]]:
        """Headings and the students."""
        about = ["First name", "Last name", "ID number", "Institution", "Department"]
        yield [*about, "Email address", *(f"{name} (Real)" for name in scores.headings.values())]
        for student in scores.students:
            person = student.first_name, student.last_name, student.lms_user_id or student.id
            yield [*person, "", "", student.email, *scores.of(student, empty="-")]
