"""An exercise's way from the instructor to a student and back, each in a browser."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.classroom import EXERCISE, HANDED_OUT, Classroom
from tests.browser.conftest import Keep, Visit
from tests.browser.lab import (
    choose,
    drag,
    grip,
    handle,
    open_file,
    run,
    run_all,
    save,
    wait_for_kernel,
)
from tests.browser.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]

MEANING = "Small squares are turned by the angle and stretched by $2r$; areas grow by $4r^2$."
RIGHT = "J = Matrix([[2 * x, -2 * y], [2 * y, 2 * x]])"
SIGN_LOST = "J = Matrix([[2 * x, 2 * y], [2 * y, 2 * x]])"
UNDECIDED = 'det_J = "4*(x**2 + y**2) + Abs(exp(x) - 1 - x) - exp(x) + 1 + x"'
COMMENT = "Equal, since exp(x) is at least 1 + x. And the origin?"


@dataclass(frozen=True)
class Person:
    """Somebody at a browser, and the server that it shows."""

    page: Page
    server: Server


def test_an_exercise_goes_out_and_comes_back_with_feedback(
    visit: Visit, instructors: Server, students: Server, classroom: Classroom, keep: Keep
):
    instructor = Person(visit(instructors), instructors)
    _hand_out(instructor)
    rows = instructor.page.locator("thead, tbody tr")
    keep("release.png", rows.nth(0), rows.nth(1))
    student = Person(visit(students), students)
    _fetch(student)
    _answer(student)
    _validate(student.page)
    _submit(student)
    lists = student.page.locator("#assignments .panel")
    keep("submit.png", lists.first, lists.last)
    _collect_and_grade(instructor)
    keep("collect.png", rows.nth(0), rows.nth(1))
    _see_what_waits(instructor.page, classroom)
    _decide(instructor)
    _give_back(instructor)
    _read_feedback(student)
    _see_how_the_class_did(instructor.page, classroom)


def _hand_out(instructor: Person) -> None:
    page, row = instructor.page, _assignment(instructor)
    created = f"Successfully created the student version of '{EXERCISE}'"
    _click(page, row.locator(".assign a"), created)
    _click(page, row.locator(".release a"), f"Successfully released '{EXERCISE}'")


def _fetch(student: Person) -> None:
    open_file(student.page, student.server)
    _show_assignments(student.page)
    student.page.locator("#released_assignments_list").get_by_role("button", name="Fetch").click()
    expect(_fetched(student.page)).to_contain_text(EXERCISE)
    assert (student.server.folder / "course" / EXERCISE).is_dir()


def _answer(student: Person) -> None:
    """A slip and its feedback, the right matrix, an answer by dragging, and one in words."""
    page = student.page
    page.locator('[data-command="filebrowser:refresh"]').click()
    _open(page, EXERCISE)
    _open(page, f"{HANDED_OUT}.ipynb")
    wait_for_kernel(page)
    run_all(page)
    explorer = page.locator(".map-explorer")
    expect(explorer).to_be_visible()
    run(page, "J = ...", typed=SIGN_LOST)
    wrong = run(page, "check(q.ex2_jacobian, J)")
    expect(wrong).to_contain_text(re.compile("look again at .*; a finite difference of F says"))
    run(page, SIGN_LOST, typed=RIGHT)
    expect(run(page, "check(q.ex2_jacobian, J)")).to_contain_text("✓ Right, 4 of 4 points")
    run(page, "det_J = ...", typed=UNDECIDED)
    asked = run(page, "check(q.ex2_determinant, det_J)")
    expect(asked).to_contain_text("A person will look at this")
    drag(page, grip(explorer), -150, 0)
    expect(handle(explorer, "x")).to_have_attribute("aria-valuetext", re.compile("^−.*is kept$"))
    run(page, "orientation = ...", typed='orientation = "C"')
    page.locator(".jp-RenderedMarkdown", has_text="YOUR ANSWER HERE").dblclick()
    page.locator(".jp-MarkdownCell .cm-content", has_text="YOUR ANSWER HERE").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(MEANING)
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".jp-RenderedMarkdown", has_text="Small squares")).to_be_visible()
    save(page)


def _validate(page: Page) -> None:
    """What is right is not named; what is not attempted is, as such."""
    page.get_by_role("button", name="Validate").click()
    said = page.locator("#validation-message")
    expect(said).to_contain_text("ex2_scale: ○ Not attempted, 0 of 1.5 points")
    expect(said).not_to_contain_text("ex2_jacobian")
    page.get_by_role("button", name="Ok", exact=True).click()


def _submit(student: Person) -> None:
    _show_assignments(student.page)
    _fetched(student.page).get_by_role("button", name="Submit").click()
    expect(_submitted(student.page)).to_contain_text(EXERCISE)
    student.page.get_by_text("Downloaded assignments", exact=True).hover()  # not its button


def _collect_and_grade(instructor: Person) -> None:
    page, row = instructor.page, _assignment(instructor)
    _click(page, row.locator(".collect a"), f"Successfully collected submissions of '{EXERCISE}'")
    submission = _submission(instructor)
    expect(submission.locator(".status")).to_have_text("needs autograding")
    _click(page, submission.locator(".autograde a"), "Successfully autograded")
    expect(submission.locator(".status")).to_have_text("needs manual grading")
    expect(submission.locator(".score")).to_have_text("6 / 25")


def _see_what_waits(page: Page, classroom: Classroom) -> None:
    """Staff see the undecided answer beside its reference, and the words beside their rubric."""
    page.goto(_written("review", classroom.root).as_uri())
    undecided = page.locator("#ex2_determinant")
    expect(undecided.locator(".box").first).to_contain_text("abs(exp(x) - 1 - x)")
    expect(undecided.locator(".box").last).to_contain_text("4*(x**2 + y**2)")
    manual = page.locator("#ex2_meaning")
    expect(manual.locator(".answer")).to_contain_text("Small squares are turned")
    expect(manual.locator("aside")).to_contain_text("Local similarity")


def _decide(instructor: Person) -> None:
    """Points for the undecided answer, and by the rubric for the words, with a comment."""
    page = instructor.page
    _submission(instructor).locator(".student-name a").click()
    page.get_by_role("link", name=HANDED_OUT).click()
    page.wait_for_function("window.formgrader && formgrader.loaded && formgrader.grades.loaded")
    _enter(page, page.locator("#ex2_determinant"), "3")
    _enter(page, page.locator("#ex2_meaning"), "2")
    cell = page.locator(".nbgrader_cell", has=page.locator("#ex2_meaning"))
    _enter(page, cell.locator("textarea.comment"), COMMENT)
    expect(_submission(instructor).locator(".score")).to_have_text("11 / 25")
    expect(_submission(instructor).locator(".status")).to_have_text("graded")


def _give_back(instructor: Person) -> None:
    page, submission = instructor.page, _submission(instructor)
    _click(page, submission.locator(".generate-feedback a"), "Successfully generated feedback")
    _click(page, submission.locator(".release-feedback a"), "Successfully released feedback")


def _read_feedback(student: Person) -> None:
    page = student.page
    page.locator("#refresh_assignments_list").click()
    _submitted(page).get_by_role("button", name="Fetch Feedback").click()
    _submitted(page).get_by_text("(view feedback)").click()
    _open(page, f"{HANDED_OUT}.html")
    shown = page.locator(".jp-HTMLViewer iframe").content_frame
    expect(shown.locator(".total")).to_have_text("11 of 25 points")
    expect(shown.locator("#ex2_determinant")).to_contain_text("3 of 3 points, given by a person")
    expect(shown.locator("#ex2_meaning")).to_contain_text(COMMENT)


def _see_how_the_class_did(page: Page, classroom: Classroom) -> None:
    page.goto(_written("report", classroom.root).as_uri())
    expect(page.locator("h1")).to_have_text(f"{EXERCISE}: how the class did")
    expect(page.locator(".facts")).to_contain_text("11.0points on average")


def _assignment(instructor: Person) -> Locator:
    instructor.page.goto(f"{instructor.server.address}/formgrader")
    return instructor.page.locator("tbody tr", has_text=EXERCISE)


def _submission(instructor: Person) -> Locator:
    instructor.page.goto(f"{instructor.server.address}/formgrader/manage_submissions/{EXERCISE}")
    return instructor.page.locator("tbody tr", has=instructor.page.locator(".student-name"))


def _click(page: Page, link: Locator, said: str) -> None:
    """Click what works for a while, and close the window that says how it went."""
    link.click()
    expect(page.locator(".modal.in")).to_contain_text(said)
    page.get_by_role("button", name="OK").click()
    expect(page.locator(".modal.in, .modal-backdrop")).to_have_count(0)


def _enter(page: Page, field: Locator, text: str) -> None:
    """Type into a field of formgrader, which keeps it when the field is left."""
    field.fill(text)
    with page.expect_response(re.compile("/api/(grade|comment)/")) as saved:
        page.keyboard.press("Tab")
    assert saved.value.ok


def _show_assignments(page: Page) -> None:
    choose(page, "Nbgrader", "nbgrader:open-assignment-list")


def _open(page: Page, name: str) -> None:
    """Open a file or a folder that the file browser lists."""
    page.locator(".jp-DirListing-item", has_text=name).dblclick()


def _fetched(page: Page) -> Locator:
    return page.locator("#fetched_assignments_list > .list_item")


def _submitted(page: Page) -> Locator:
    return page.locator("#submitted_assignments_list > .list_item")


def _written(command: str, root: Path) -> Path:
    """The page that a command of ours writes for this class."""
    grader = Path(sys.executable).with_name("grader")
    ran = subprocess.run(
        [grader, command, EXERCISE, "--root", root], capture_output=True, text=True, check=False
    )
    found = re.search(r"^(?:page|report): +(.*)$", ran.stdout, re.MULTILINE)
    assert found, ran.stderr
    return Path(found[1])
