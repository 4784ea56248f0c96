"""A link in a submission leads a marker to formgrader, with the student's configuration."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from shutil import copy2, copytree
from urllib.parse import quote, urlsplit

import pytest

from grader.notebook.formgrader import refused
from tests.browser.servers import TOKEN, jupyter
from tests.tiny_course import NAME, TinyCourse

CONFIG = "nbgrader_config.py"


@pytest.fixture
def course(released_course: Path, tmp_path: Path) -> TinyCourse:
    """One in which eve handed in a configuration."""
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    marker = course.root / "it-ran"
    (course.folder("eve") / CONFIG).write_text(f"open({str(marker)!r}, 'w')")
    return course


def test_a_folder_is_refused_unless_it_is_a_course_of_ones_own(course: TinyCourse):
    assert not refused("")
    assert not refused(str(course.root))
    for folder in (course.folder("eve"), course.root / "solutions", course.root / "build"):
        assert refused(str(folder))
    for text in ("/", "\0", "/nowhere", "x" * 5000):
        assert refused(text)


def asked(address: str, path: str) -> int:
    """The status of an answer."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        connection.request("GET", path, headers={"Authorization": f"token {TOKEN}"})
        return connection.getresponse().status


@pytest.mark.slow
def test_a_configuration_that_was_handed_in_is_not_run_by_formgrader(
    root: Path, course: TinyCourse, tmp_path: Path
):
    told = tmp_path / "home" / "jupyter_config_dir" / "jupyter_server_config.d"
    told.mkdir(parents=True)  # an installed package has it in the environment's own folder
    copy2(root / "grader" / "notebook" / "server" / "jacobian_course.json", told)
    with jupyter("jupyter lab --ServerApp.root_dir=.", course.root, tmp_path / "home") as server:
        for eves in (f"build/submitted/eve/{NAME}", str(course.folder("eve")), ". /../x"):
            for page in ("/formgrader", "/formgrader/"):
                assert asked(server.address, f"{page}?path={quote(eves)}") in (403, 404)
            assert asked(server.address, f"/formgrader?path=.&path={quote(eves)}") == 403
        assert asked(server.address, "/formgrader") == 302
        assert asked(server.address, f"/formgrader?path={quote(str(course.root))}") == 302
        assert asked(server.address, "/formgrader/manage_assignments") == 200
    assert not (course.root / "it-ran").exists()
