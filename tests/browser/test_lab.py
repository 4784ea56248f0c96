"""JupyterLab as `make lab` opens it: an exercise as a student meets it, and a feedback page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.classroom import RAN
from tests.browser.conftest import Visit
from tests.browser.lab import cell, open_file, open_notebook, run, run_all
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

EXERCISE = "exercises/jacobians/1_compute.ipynb"
NOTIFICATIONS = "@jupyterlab/apputils-extension:notification"
CHECKS = 6
RIGHT = "J = [[2*x, z, y], [y*cos(x*y), x*cos(x*y), 0], [exp(x + z), 0, exp(x + z)]]"
WRONG = RIGHT.replace("[2*x, z, y]", "[2*x, y, z]")


def _open_exercise(page: Page, server: Server) -> None:
    """Open the exercise and run everything in it."""
    open_notebook(page, server, EXERCISE)
    run_all(page)
    expect(cell(page, "check(q.ex1_singular").locator(".jp-OutputArea-output")).to_be_visible()


def test_the_untouched_exercise_opens_without_questions_and_runs(visit: Visit, students: Server):
    page = visit(students)
    _open_exercise(page, students)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    outputs = page.locator(".jp-Notebook .jp-OutputArea-output")
    expect(outputs).to_have_count(CHECKS)
    for number in range(CHECKS):
        expect(outputs.nth(number)).to_contain_text("Not attempted")


def test_nobody_is_asked_about_news(visit: Visit, students: Server):
    page = visit(students)
    open_notebook(page, students, EXERCISE)
    expect(page.locator(".Toastify__toast")).to_have_text([])
    settings = page.request.get(f"{students.address}/lab/api/settings/{NOTIFICATIONS}").json()
    offered = settings["schema"]["properties"]
    assert offered["fetchNews"]["default"] == "false"
    assert offered["checkForUpdates"]["default"] is False


def test_a_right_matrix_is_called_right_and_a_wrong_one_gets_a_witness(
    visit: Visit, students: Server
):
    page = visit(students)
    _open_exercise(page, students)
    run(page, "J = ...", typed=WRONG)
    wrong = run(page, "check(q.ex1_jacobian, J)")
    expect(wrong).to_contain_text("look again at (1, 2), (1, 3)")
    expect(wrong).to_contain_text(re.compile(r"at y = .*; a finite difference of F says"))
    expect(wrong.locator("td svg")).to_have_count(9)
    run(page, WRONG, typed=RIGHT)
    right = run(page, "check(q.ex1_jacobian, J)")
    expect(right).to_contain_text("✓ Right, 9 of 9 points")


def test_feedback_opens_in_the_viewer_with_formulas_and_without_scripts(
    visit: Visit, students: Server
):
    page = visit(students)
    title = page.title()
    open_file(page, students, "feedback.html")
    viewer = page.locator(".jp-HTMLViewer iframe")
    expect(viewer).to_have_attribute("sandbox", re.compile("^(?!.*allow-scripts)"))
    feedback = viewer.content_frame
    formulas = feedback.locator("section", has_text="4 of 4 points").locator("td svg")
    expect(formulas).to_have_count(4)
    for box in (formulas.nth(number).bounding_box() for number in range(4)):
        assert box is not None
        assert 4 < box["height"] < 40
    expect(feedback.locator("h1 svg title")).to_have_text("x^2")
    assert page.title() not in (title, RAN)


def test_a_link_within_feedback_stays_on_the_page(visit: Visit, students: Server):
    page = visit(students)
    open_file(page, students, "feedback.html")
    feedback = page.locator(".jp-HTMLViewer iframe").content_frame
    essay = feedback.locator("#q_essay")
    expect(essay).not_to_be_in_viewport()
    feedback.locator("#toc a[href='#q_essay']").click()
    expect(essay).to_be_in_viewport()
    shown = [frame.url for frame in page.frames if frame != page.main_frame]
    assert [address.partition(":")[0] for address in shown] == ["blob"]
