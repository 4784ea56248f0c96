"""One browser for all of these tests, a fresh profile for each, and servers to look at."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.browser.classroom import Classroom, open_classroom
from tests.browser.servers import TOKEN, Server, command_of_make_lab, jupyter

FLAGS = (
    "--no-sandbox",  # root may not have one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
STARTS_WITH_NBGRADER = "jupyter lab --ServerApp.root_dir=."
Visit = Callable[[Server], Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"no browser is installed: none of {', '.join(PROGRAMS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, which fails the test if a page asks for anything off this machine."""
    strayed: list[str] = []

    def keep_here(route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            strayed.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 1250, "height": 1000})
    context.set_default_timeout(PATIENCE)
    context.route("**", keep_here)
    yield context
    context.close()
    assert not strayed


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


@pytest.fixture(scope="package")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A class of two in a root of its own: eve's hostile submission is graded, ada's is not."""
    return open_classroom(tmp_path_factory.mktemp("classroom") / "class")


@pytest.fixture(scope="package")
def instructors(
    browser: Browser,  # noqa: ARG001 - no server is started where nothing can look at it
    classroom: Classroom,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    """JupyterLab with formgrader, started in the root of the class."""
    home = tmp_path_factory.mktemp("instructor") / "home"
    with jupyter(STARTS_WITH_NBGRADER, classroom.root, home) as server:
        yield server


@pytest.fixture(scope="package")
def students(
    browser: Browser,  # noqa: ARG001 - no server is started where nothing can look at it
    root: Path,
    classroom: Classroom,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    """What `make lab` starts, on a copy of the course in which eve's feedback lies too."""
    folder = tmp_path_factory.mktemp("student")
    shutil.copytree(root / "course", folder / "course")
    (folder / "course" / "feedback.html").write_text(classroom.page("eve"))
    with jupyter(command_of_make_lab(root), folder, folder / "home") as server:
        yield server
