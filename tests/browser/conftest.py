"""A browser for a file of tests, a fresh profile for each of them, and servers to look at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from docs.images.take import photograph
from tests.browser.classroom import STUDENT, Classroom, exchange_of, open_classroom
from tests.browser.servers import TOKEN, Server, command_of_make_lab, jupyter
from tests.browsing import browsing, chromium, profile

STARTS_WITH_NBGRADER = "jupyter lab --ServerApp.root_dir=."
LARGEST_PICTURE = 40_000
Visit = Callable[[Server], Page]
Keep = Callable[[str, Locator, Locator], None]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that ends with its file, and its loop with it: later tests may start their own."""
    with browsing() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, which fails the test if a page asks for anything off this machine."""
    with profile(browser) as context:
        yield context


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    """Open a page that is logged in to a server; what its scripts raise fails the test."""
    raised: list[str] = []

    def log_in(server: Server) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: raised.append(str(error)))
        page.goto(f"{server.address}/tree?token={TOKEN}")
        return page

    yield log_in
    assert not raised


@pytest.fixture
def keep(root: Path, tmp_path: Path) -> Iterator[Keep]:
    """Take the pictures of docs/images/exchange: into the folder that PICTURES names, if it does.

    Each goes from one element to another and is small, and all of them are taken.
    """
    folder = Path(os.environ.get("PICTURES", tmp_path))
    sizes: dict[str, int] = {}

    def photographed(name: str, first: Locator, last: Locator) -> None:
        photograph(first.page, first, last).save(folder / name, optimize=True)
        sizes[name] = (folder / name).stat().st_size

    yield photographed
    assert sizes.keys() == {path.name for path in (root / "docs/images/exchange").iterdir()}
    assert max(sizes.values()) < LARGEST_PICTURE


@pytest.fixture(scope="session")
def classroom(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A class of two in a root of its own: eve's hostile submission is graded, ada's is not."""
    chromium()  # nothing is made or served where nobody can look at it
    return open_classroom(tmp_path_factory.mktemp("classroom") / "class", root / "solutions")


@pytest.fixture(scope="session")
def instructors(
    classroom: Classroom,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    """JupyterLab with formgrader, started in the root of the class."""
    home = tmp_path_factory.mktemp("instructor") / "home"
    with jupyter(STARTS_WITH_NBGRADER, classroom.root, home) as server:
        yield server


@pytest.fixture(scope="session")
def students(
    root: Path,
    classroom: Classroom,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    """What `make lab` starts, on a copy of the course in which eve's feedback lies too.

    Whoever looks at it hands in through the exchange of the class.
    """
    folder = tmp_path_factory.mktemp("student")
    shutil.copytree(root / "course", folder / "course")
    (folder / "course" / "feedback.html").write_text(classroom.page("eve"))
    options = exchange_of(classroom.root)
    options += f"c.CourseDirectory.student_id = {STUDENT!r}\n"
    with jupyter(command_of_make_lab(root), folder, folder / "home", nbgrader=options) as server:
        yield server
