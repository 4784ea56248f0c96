"""Formgrader in a browser: it grades, shows our pages, and lets nothing of a student's run."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from grader.sandbox import isolation
from tests.browser.classroom import RAN, Classroom, mark_of
from tests.browser.conftest import Visit
from tests.browser.servers import Server
from tests.tiny_course import NAME, NOTEBOOK

pytestmark = pytest.mark.browser


def _row(page: Page, student: str) -> Locator:
    return page.locator("tbody tr").filter(has=page.get_by_text(student, exact=True))


def _open_submission(page: Page, server: Server, student: str) -> None:
    page.goto(f"{server.address}/formgrader/manage_students/{student}/{NAME}")
    page.get_by_role("link", name=NOTEBOOK).click()
    page.wait_for_function("window.formgrader && formgrader.loaded && formgrader.grades.loaded")


def test_the_list_of_assignments_leads_to_the_submissions(visit: Visit, instructors: Server):
    page = visit(instructors)
    page.goto(f"{instructors.address}/formgrader")
    submissions = page.locator("tr", has_text=NAME).get_by_role("link", name="2", exact=True)
    submissions.click()
    expect(_row(page, "eve").locator(".score")).to_have_text(re.compile(r"^[\d.]+ / 10$"))


def test_the_autograde_button_grades_behind_our_walls(
    visit: Visit, instructors: Server, classroom: Classroom
):
    page = visit(instructors)
    page.goto(f"{instructors.address}/formgrader/manage_submissions/{NAME}")
    row = _row(page, "ada")
    expect(row.locator(".status")).to_have_text("needs autograding")
    row.locator(".autograde a").click()
    expect(page.locator("#success-modal")).to_contain_text("Successfully autograded")
    page.get_by_role("button", name="OK").click()
    expect(row.locator(".score")).to_have_text("6 / 10")
    expect(row.locator(".status")).to_have_text("needs manual grading")
    execution = classroom.graded("ada").metadata["jacobian"]["execution"]
    assert (execution["isolation"], execution["ended"]) == (isolation(), "finished")


def test_a_submission_shows_our_feedback_with_its_formulas_drawn(visit: Visit, instructors: Server):
    page = visit(instructors)
    _open_submission(page, instructors, "eve")
    report = page.locator("section", has_text="4 of 4 points")
    expect(report).to_contain_text("Right")
    formulas = report.locator("td svg")
    expect(formulas).to_have_count(4)
    for box in (formulas.nth(number).bounding_box() for number in range(4)):
        assert box is not None
        assert 4 < box["height"] < 40
    assert "2 x y" in formulas.locator("title").all_text_contents()
    essay = page.locator(".nbgrader_cell", has_text="The slope is")
    expect(essay.locator("svg title")).to_have_text(r"\frac{1}{2}")


def test_nothing_that_a_student_handed_in_runs(visit: Visit, instructors: Server):
    page = visit(instructors)
    _open_submission(page, instructors, "eve")
    for link in page.get_by_text("a link", exact=True).all():
        link.click()
    page.get_by_text("bold", exact=True).hover()
    assert page.title() != RAN
    assert page.url.startswith(f"{instructors.address}/formgrader/submissions/")
    expect(page.locator("iframe")).to_have_count(0)


def test_a_configuration_that_was_handed_in_is_not_run(
    visit: Visit, instructors: Server, classroom: Classroom
):
    page = visit(instructors)
    _open_submission(page, instructors, "eve")
    assert (classroom.folder("eve") / "nbgrader_config.py").exists()
    essay = page.locator(".nbgrader_cell", has_text="The slope is")
    expect(essay).to_be_visible()
    expect(essay.locator("[src*='path='], [href*='path=']")).to_have_count(0)
    assert not mark_of(classroom.root).exists()


def test_nothing_runs_in_feedback_that_is_opened_from_a_disk(
    context: BrowserContext, classroom: Classroom
):
    page = context.new_page()
    folder = classroom.layout.step("feedback", "eve", NAME)
    page.goto((folder / f"{NOTEBOOK}.html").as_uri())
    title = page.title()
    for link in page.get_by_text("a link", exact=True).all():
        link.click()
    page.get_by_text("bold", exact=True).hover()
    assert page.title() == title != RAN
    expect(page.locator("iframe, script, [onload], [onerror], [onmouseover]")).to_have_count(0)


def test_a_picture_from_elsewhere_is_said_to_be_left_out(visit: Visit, instructors: Server):
    page = visit(instructors)
    _open_submission(page, instructors, "eve")
    expect(page.locator("#notebook img")).to_have_count(0)
    expect(page.get_by_text("[picture left out]")).not_to_have_count(0)


def test_a_score_is_entered_by_keyboard_and_kept(
    visit: Visit, instructors: Server, classroom: Classroom
):
    page = visit(instructors)
    _open_submission(page, instructors, "eve")
    page.keyboard.press("Tab")  # from "Next" to the first comment
    page.keyboard.press("Tab")
    expect(page.locator("#q_jacobian")).to_be_focused()
    page.locator("#q_essay").fill("2.5")
    with page.expect_response(re.compile("/api/grade/")) as saved:
        page.keyboard.press("Tab")
    assert saved.value.ok
    expect(page.locator("#q_essay_extra_credit")).to_be_focused()
    assert classroom.grades("eve")["q_essay"]["manual_score"] == 2.5
    page.goto(f"{instructors.address}/formgrader/manage_submissions/{NAME}")
    expect(_row(page, "eve").locator(".score")).to_have_text("9.5 / 10")
