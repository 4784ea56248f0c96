"""What does nbgrader have to be told so that it grades through this package?

`nbgrader_config.py` calls `configure`; nbgrader itself stays as it is. Classes and functions are
named by text, so that formgrader can show the configuration.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import ConfigError
from grader.notebook.layout import CONFIG, Layout, refuse_among_submissions

if TYPE_CHECKING:
    from traitlets.config import Config

STUB = "# Replace the dots above by your answer."
BUSY_SECONDS = 60
"""How long a command waits for another one that is writing to the gradebook."""
COURSE = "course"
"""The name of a course that has none: nbgrader's '' is in no table, which servers do not accept."""

TEMPLATES = Path(__file__).parent / "templates"
OWN_CONFIG = '''\
"""The configuration of a class that is graded in this folder, with the solutions of a course."""

from pathlib import Path

from grader.notebook.configuration import configure

configure(get_config(), Path(__file__).parent, course=Path({course!r}))  # noqa: F821 - traitlets
'''


def configure(
    c: Config,
    root: Path,
    *,
    course: Path | None = None,
    extra_files: Mapping[str, Sequence[str]] | None = None,
    database: str | None = None,
) -> None:
    """Fill nbgrader's configuration `c`.

    Args:
        c: what `get_config()` gives in nbgrader_config.py.
        root: the folder of nbgrader_config.py.
        course: the repository, if this is a class graded in a root of its own.
        extra_files: for each assignment, the files besides notebooks and questions.py.
        database: the address of the gradebook on a server; None for a file in build/.
    """
    root = root.resolve()
    try:
        refuse_among_submissions(Path.cwd().resolve(), root)
    except ConfigError as error:
        # Traitlets would log an exception and go on without any of this configuration.
        sys.exit(str(error))
    layout = Layout.of_course((course or root).resolve(), extra_files)
    layout = layout.own(root) if course else layout
    _prepare(layout, None if database else layout.gradebook)
    _find_commands_of_this_environment()
    _set_folders(c, layout)
    _set_gradebook(c, layout, database)
    _set_releasing(c)
    _set_grading(c)
    _set_pages(c)


def layout_of(config: Config) -> Layout:
    """The layout that `configure` wrote into a configuration."""
    section = config.SubmissionExporter
    return Layout(
        Path(config.CourseDirectory.root),
        Path(section.solutions),
        Path(section.release),
        Path(section.build),
        section.extra_files,
    )


def load(root: Path) -> Config:
    """The configuration that nbgrader's commands use when they are started in `root`."""
    from traitlets.config.loader import PyFileConfigLoader  # noqa: PLC0415 - not needed by nbgrader itself

    return PyFileConfigLoader(CONFIG, path=str(root)).load_config()


def make_own_root(root: Path, course: Path) -> None:
    """Make `root` a place to grade a class in, with the solutions of `course`.

    Raises:
        ConfigError: somebody else has written a configuration there.
    """
    path, start = root / CONFIG, OWN_CONFIG.partition("\n")[0]
    if path.is_file() and not path.read_text(encoding="utf-8").startswith(start):
        message = (
            f"{path} was not written by grader, so it is left alone; name another folder "
            "with --root, or leave --root out to grade in that course itself"
        )
        raise ConfigError(message)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(OWN_CONFIG.format(course=str(course.resolve())), encoding="utf-8")


def _prepare(layout: Layout, gradebook: Path | None) -> None:
    """Let nobody else read what students wrote and what they earned."""
    layout.build.mkdir(mode=0o700, parents=True, exist_ok=True)
    _close_to_others(layout.build)
    if gradebook is not None:
        os.close(os.open(gradebook, os.O_CREAT | os.O_RDWR, mode=0o600))


def _close_to_others(folder: Path) -> None:
    """Close a folder that make or a script made first; one set up for a group stays the group's."""
    found = folder.stat()
    others = 0o007 if found.st_mode & stat.S_ISGID else 0o077
    if found.st_mode & others and found.st_uid == os.geteuid():
        folder.chmod(stat.S_IMODE(found.st_mode) & ~others)


def _find_commands_of_this_environment() -> None:
    # nbgrader looks for alembic on PATH, where it is not if nbgrader was called by its full path.
    if shutil.which("alembic") is None:
        here = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([here, os.environ.get("PATH", os.defpath)])


def _set_folders(c: Config, layout: Layout) -> None:
    directory = c.CourseDirectory
    directory.root = str(layout.root)
    directory.source_directory = _under(layout.root, layout.solutions)
    directory.release_directory = _under(layout.root, layout.release)
    for step in ("submitted", "autograded", "feedback", "solution", "source_with_tests"):
        setattr(directory, f"{step}_directory", _under(layout.root, layout.build / step))
    c.ZipCollectApp.downloaded_directory = _under(layout.root, layout.build / "downloaded")
    c.ExportPlugin.to = str(layout.build / "grades.csv")
    c.SubmissionExporter.solutions = str(layout.solutions)
    c.SubmissionExporter.release = str(layout.release)
    c.SubmissionExporter.build = str(layout.build)
    c.SubmissionExporter.extra_files = {
        name: list(files) for name, files in layout.extra_files.items()
    }


def _set_gradebook(c: Config, layout: Layout, database: str | None) -> None:
    directory = c.CourseDirectory
    directory.db_url = database or f"sqlite:///{layout.gradebook}?timeout={BUSY_SECONDS}"
    if database and not directory.get("course_id"):
        directory.course_id = COURSE


def _under(root: Path, folder: Path) -> str:
    """The folder as nbgrader wants it: seen from the root, if it lies there."""
    return str(folder.relative_to(root) if folder.is_relative_to(root) else folder)


def _set_releasing(c: Config) -> None:
    c.GenerateAssignment.force = True  # the committed release is no reason to skip the gradebook
    c.GenerateAssignment.exporter_class = "grader.notebook.exporter.ReleaseExporter"
    c.ClearSolutions.code_stub = {"python": STUB}


def _set_grading(c: Config) -> None:
    c.ExchangeFactory.collect = "grader.notebook.collecting.CollectPlainFiles"
    zip_collect = "grader.classroom.collecting.zip_collect"
    c.ZipCollectApp.extractor_plugin = f"{zip_collect}.ExtractPlainFiles"
    c.ZipCollectApp.collector_plugin = f"{zip_collect}.CollectPlainFilesByName"
    c.Autograde.exporter_class = "grader.notebook.exporter.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = []  # what is rebuilt has none of a student's metadata
    c.Autograde.autograde_preprocessors = [
        "grader.notebook.execution.ExecuteInSandbox",
        "grader.notebook.answers.GradeAnswers",
        "grader.notebook.saving.SaveScores",
        "nbgrader.preprocessors.AssignLatePenalties",
    ]
    c.SubmissionExporter.optimistic_validation = True  # once, after the last step
    c.ExportApp.plugin_class = "grader.notebook.gradebook_csv.GradebookCsv"


def _set_pages(c: Config) -> None:
    from nbgrader.server_extensions.formgrader import handlers  # noqa: PLC0415 - pages alone

    # Templates are looked for in this order: ours replace the macro that would load MathJax.
    c.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), handlers.template_path]
    c.HTMLExporter.template_file = "graded.html.j2"
    c.GenerateFeedback.exporter_class = "grader.notebook.page_exporter.PageExporter"
    c.PageExporter.optimistic_validation = True  # likewise
    c.GenerateFeedback.preprocessors = ["grader.notebook.waiting.GetGradesAndWhatWaits"]
    c.HTMLExporter.filters = {
        "highlight_code": "grader.notebook.colouring.highlight_code",
        "markdown2html": "grader.notebook.pages.markdown2html",
        "kept_short": "grader.notebook.shortening.kept_short",
    }
