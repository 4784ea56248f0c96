"""The pages that the grader writes, on a wide light screen and on a narrow dark one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from grader.classroom.class_report import report
from grader.classroom.kept import Kept
from grader.classroom.review import write_review
from tests.browser.classroom import Classroom
from tests.browsing import barriers, profile
from tests.judged_class import judged_class
from tests.tiny_course import NAME, NOTEBOOK

pytestmark = pytest.mark.browser

SCREENS = (("light", 1200), ("dark", 320))


@pytest.fixture(scope="module")
def pages(
    classroom: Classroom, released_course: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Feedback on a hostile submission, and a class with an undecided and a wrong entry."""
    course = judged_class(released_course, tmp_path_factory.mktemp("pages") / "course")
    return {
        "feedback": classroom.layout.step("feedback", "eve", NAME) / f"{NOTEBOOK}.html",
        "review": write_review(Kept(course.root, NAME)).page,
        "report": report(course.root, NAME, None)[0],
    }


@pytest.mark.parametrize("kind", ["feedback", "review", "report"])
@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_no_reader_is_kept_out_of_a_page(
    browser: Browser, pages: dict[str, Path], kind: str, scheme: str, width: int
):
    with profile(browser) as context:
        page = context.new_page()
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(pages[kind].as_uri())
        expect(page.locator("h1").first).to_be_visible()
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
