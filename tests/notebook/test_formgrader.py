"""A link in a submission leads a marker to formgrader, with the student's configuration."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from shutil import copy2, copytree
from urllib.parse import quote, urlsplit

import pytest

from grader.notebook.formgrader import leads_out, refused
from tests.browser.servers import TOKEN, Server, jupyter
from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse

CONFIG = "nbgrader_config.py"
EVIL = "<script>document.title = document.cookie</script>"


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


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "..%2Fx", "%2e%2e/x", "/etc/x", "%2Fetc/x", "..\\x", "C:/x"]
)
def test_a_file_outside_the_folder_of_a_notebook_is_refused(name: str):
    assert leads_out(f"/base/formgrader/submissions/7/{name}")


@pytest.mark.parametrize("name", ["", "/", "/plot.png", "/pictures/plot.png", "/next", "/a..b"])
def test_a_file_beside_a_notebook_is_not_refused(name: str):
    assert not leads_out(f"/base/formgrader/submissions/7{name}")
    assert not leads_out(f"/base/files{name}")


def answered(address: str, path: str) -> tuple[int, Message, str]:
    """The status of an answer, its headers, and what it holds."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        connection.request("GET", path, headers={"Authorization": f"token {TOKEN}"})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()


def asked(address: str, path: str) -> int:
    """The status of an answer."""
    return answered(address, path)[0]


@contextmanager
def served(root: Path, course: TinyCourse, home: Path) -> Iterator[Server]:
    """A server of the course, as an instructor starts it."""
    told = home / "jupyter_config_dir" / "jupyter_server_config.d"
    told.mkdir(parents=True)  # an installed package has it in the environment's own folder
    copy2(root / "grader" / "notebook" / "server" / "jacobian_course.json", told)
    ours = f"PYTHONPATH={shlex.quote(str(root))}"  # not another copy that may be installed
    with jupyter(f"{ours} jupyter lab --ServerApp.root_dir=.", course.root, home) as server:
        yield server


@pytest.mark.slow
def test_a_page_that_was_handed_in_is_no_page_of_the_server(
    root: Path, course: TinyCourse, tmp_path: Path
):
    for name in ("ada", "eve"):
        course.hand_in(name, course.answered(RIGHT))
    evil = course.folder("eve") / "evil.html"
    evil.write_text(EVIL)
    course.autograde()
    with course.gradebook as gradebook:
        numbers = {
            name: gradebook.find_submission_notebook(NOTEBOOK, NAME, name).id
            for name in ("ada", "eve")
        }
    out = f"../../../submitted/eve/{NAME}/evil.html"
    with served(root, course, tmp_path / "home") as server:
        for number in numbers.values():
            page = f"/formgrader/submissions/{number}"
            shown = answered(server.address, f"{page}/")
            assert (shown[0], EVIL in shown[2]) == (200, False)
            for way in ("evil.html", out, quote(out, safe=""), str(evil), quote(str(evil), "")):
                status, _, text = answered(server.address, f"{page}/{way}")
                assert (status, EVIL in text) in {(403, False), (404, False)}, way
        status, headers, text = answered(server.address, f"/files/{evil.relative_to(course.root)}")
        assert (status, text) == (200, EVIL)  # Jupyter shows its owner's files, by itself
        assert "sandbox" in headers["Content-Security-Policy"]  # as pages of no origin


@pytest.mark.slow
def test_a_configuration_that_was_handed_in_is_not_run_by_formgrader(
    root: Path, course: TinyCourse, tmp_path: Path
):
    with served(root, course, tmp_path / "home") as server:
        for eves in (f"build/submitted/eve/{NAME}", str(course.folder("eve")), ". /../x"):
            for page in ("/formgrader", "/formgrader/"):
                assert asked(server.address, f"{page}?path={quote(eves)}") in (403, 404)
            assert asked(server.address, f"/formgrader?path=.&path={quote(eves)}") == 403
        assert asked(server.address, "/formgrader") == 302
        assert asked(server.address, f"/formgrader?path={quote(str(course.root))}") == 302
        assert asked(server.address, "/formgrader/manage_assignments") == 200
    assert not (course.root / "it-ran").exists()
