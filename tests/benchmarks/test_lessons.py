"""What the table of lessons' run times says; nothing is timed here."""

from pathlib import Path
from subprocess import CalledProcessError

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from benchmarks.lessons import Run, run, table


def _lesson(folder: Path, source: str) -> Path:
    path = folder / "01_small.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# One"), new_code_cell(source)]), path)
    return path


@pytest.mark.slow
def test_a_lesson_runs_in_its_own_folder_and_its_code_is_counted(tmp_path: Path):
    path = _lesson(tmp_path, "open('ran', 'w').close()")
    found = run(path)
    assert (found.lesson, found.cells) == ("01_small", 1)
    assert found.processor > 0
    assert (tmp_path / "ran").exists()


@pytest.mark.slow
def test_a_lesson_that_fails_has_no_time(tmp_path: Path):
    with pytest.raises(CalledProcessError):
        run(_lesson(tmp_path, "1 / 0"))


def test_the_last_row_is_the_slowest_by_the_clock():
    rows = table([Run("a", 1, 2.0, 1.9), Run("b", 2, 3.0, 0.5), Run("c", 3, 1.0, 9.0)])
    assert [row[0] for row in rows[1:]] == ["`a`", "`b`", "`c`", "slowest: `b`"]
    assert rows[-1][2:] == ["3.0", "0.5"]
