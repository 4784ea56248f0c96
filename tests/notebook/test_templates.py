"""The pages as a browser gets them: feedback for students, formgrader's for instructors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
    new_raw_cell,
)
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from traitlets.config import Config

from grader.notebook.configuration import TEMPLATES, configure
from grader.notebook.waiting import NOT_GRADED
from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse

if TYPE_CHECKING:
    from nbformat import NotebookNode

STUDENT = "<img src=x onerror=stolen()>&'{{7*7}}"
EVIL = """
from IPython.display import HTML, SVG, Javascript, display
display(HTML("<script>stolen()</script><img src=x onerror=stolen()>"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg'><script>stolen()</script></svg>"))
display(Javascript("stolen()"))
display({"image/png": "iVBOR"}, metadata={"image/png": {"width": "1 onerror=stolen()"}}, raw=True)
display({"text/html": "<iframe srcdoc='stolen()'>"}, metadata={"text/html": {"isolated": True}},
        raw=True)
print("<script>stolen()</script>")
colour = 'B'
"""
MARKDOWN = """
![](/formgrader?path=build/submitted/eve/tiny) [x](javascript:stolen()) <script>stolen()</script>
![](attachment:missing.png) ![](http://evil/x.png) $\\frac{1}{2}$
<div id="q_colour" class="full-credit" onclick="stolen()">y</div>
"""

BLANK = "\n" * 1000


@pytest.fixture(scope="module")
def pages(
    released_course: object, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, BeautifulSoup]:
    """The two pages about a hostile submission."""
    from shutil import copytree  # noqa: PLC0415 - the fixture `course` lives for one test alone

    root = copytree(str(released_course), tmp_path_factory.mktemp("pages") / "course")
    course = TinyCourse(root)
    notebook = course.answered({**RIGHT, "q_colour_answer": EVIL, "q_essay": MARKDOWN})
    notebook.cells.append(new_code_cell(f"slow = 1{BLANK}slow = 2"))
    notebook.cells.append(new_raw_cell("<script>stolen()</script>"))
    notebook.cells.append(new_markdown_cell(MARKDOWN))
    notebook.cells.append(new_code_cell("raise ValueError('<script>stolen()</script>')"))
    notebook.metadata["title"] = "<script>stolen()</script>"
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"x": "stolen()"}}
    course.hand_in(STUDENT, notebook)
    course.autograde()
    course.give_feedback()
    return {
        "feedback": BeautifulSoup(course.page(STUDENT), "html.parser"),
        "formgrade": BeautifulSoup(formgrader_page(course), "html.parser"),
    }


def formgrader_page(course: TinyCourse) -> str:
    """The page of a submission as formgrader's server renders it."""
    config = FormgradeExtension().build_extra_config()
    config.merge(course.config)
    path = course.layout.step("autograded", STUDENT, NAME) / f"{NOTEBOOK}.ipynb"
    resources = {
        "base_url": "/base",
        "index": 0,
        "total": 1,
        "submission_id": "0",
        "notebook_id": NOTEBOOK,
        "assignment_id": NAME,
        "notebook_path": "",
    }
    html, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    return str(html)


def test_feedback_has_no_scripts_and_loads_nothing(pages: dict[str, BeautifulSoup]):
    page = pages["feedback"]
    assert not page.find_all(["script", "link", "iframe", "object", "embed", "form", "input"])
    assert [base.attrs for base in page.find_all("base")] == [{"target": "_self"}]
    for element in page.find_all(src=True):
        assert element["src"].startswith("data:image/")
    styles = " ".join(style.get_text() for style in page.find_all("style"))
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", styles)


def test_formgrader_loads_from_its_own_server_alone(pages: dict[str, BeautifulSoup]):
    page = pages["formgrade"]
    loaded = [script["src"] for script in page.find_all("script", src=True)]
    loaded += [link["href"] for link in page.find_all("link", href=True)]
    assert loaded
    assert all(address.startswith("/base/formgrader/static/") for address in loaded)


@pytest.mark.parametrize("name", ["feedback", "formgrade"])
def test_nothing_of_a_students_runs(pages: dict[str, BeautifulSoup], name: str):
    page = pages[name]
    assert not any("stolen" in script.get_text() for script in page.find_all("script"))
    for element in page.find_all():
        assert not any("stolen" in str(value) for value in element.attrs.values()), element
        assert "/formgrader?path" not in str(element.attrs)
    assert "<script>stolen()</script>" in page.get_text()


@pytest.mark.parametrize("name", ["feedback", "formgrade"])
def test_code_that_would_take_long_to_colour_is_plain(pages: dict[str, BeautifulSoup], name: str):
    shown = [code for code in pages[name].find_all("pre") if BLANK in code.get_text()]
    assert len(shown) == 1
    assert not shown[0].find_all("span", class_=True)
    assert pages[name].find_all("span", class_="kn")  # other code is coloured


@pytest.mark.parametrize("name", ["feedback", "formgrade"])
def test_formulas_are_drawn(pages: dict[str, BeautifulSoup], name: str):
    titles = [title.get_text() for title in pages[name].find_all("title")]
    assert "x^2" in titles
    assert r"\frac{1}{2}" in titles


def test_feedback_has_nothing_of_mathjax(pages: dict[str, BeautifulSoup]):
    assert "MathJax" not in str(pages["feedback"])


def test_formgrader_is_told_that_the_formulas_are_ready(pages: dict[str, BeautifulSoup]):
    inline = [script.get_text() for script in pages["formgrade"].find_all("script", src=False)]
    assert sum('listener("End")' in text for text in inline) == 1


@pytest.mark.parametrize("name", ["feedback", "formgrade"])
def test_no_element_of_a_students_is_taken_for_one_of_the_page(
    pages: dict[str, BeautifulSoup], name: str
):
    assert not pages[name].find_all("div", id="q_colour")
    assert not pages[name].find_all("div", class_="full-credit")


def test_feedback_tells_scores_verdicts_the_version_and_the_submission(
    pages: dict[str, BeautifulSoup],
):
    text = pages["feedback"].get_text()
    assert "7 of 10 points" in text
    assert "Right" in text
    footer = pages["feedback"].find("footer")
    assert re.fullmatch(r"Graded by grader [\d.]+; submission [0-9a-f]{64}\.", footer.text.strip())
    assert not footer.find_next(["section", "p", "pre"]).find_next(["section", "p", "pre"])


def test_the_browser_is_told_to_run_and_load_nothing(pages: dict[str, BeautifulSoup]):
    head = pages["feedback"].head
    policy = head.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.split(" ", 1) for rule in policy["content"].split("; "))
    assert rules == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert [element.name for element in head.find_all()][:3] == ["meta", "meta", "base"]


def test_the_template_and_its_style_sheet_are_small():
    sizes = [path.stat().st_size for path in (TEMPLATES / "feedback").iterdir()]
    assert 5_000 < sum(sizes) <= 25_000


def test_the_style_sheet_knows_dark_screens_and_paper(pages: dict[str, BeautifulSoup]):
    style = pages["feedback"].find("style").get_text()
    assert "@media screen and (prefers-color-scheme: dark)" in style
    assert "@media print" in style
    assert not re.search(r"url\(|@import|&(lt|gt|quot|#)", style)


def test_feedback_lists_questions_by_their_headings(pages: dict[str, BeautifulSoup]):
    links = pages["feedback"].select("#toc li a:first-child")
    assert [link["href"] for link in links] == ["#q_jacobian", "#q_double", "#q_colour", "#q_essay"]
    assert links[0].get_text().startswith("First x^2")
    assert links[0].find("svg")
    assert [link.get_text() for link in links[1:]] == ["q_double", "q_colour", "q_essay"]
    assert links[0].parent.select_one(".result").get_text() == "✓ 4 of 4 points"


def test_every_link_within_the_page_leads_to_something(pages: dict[str, BeautifulSoup]):
    page = pages["feedback"]
    targets = [link["href"] for link in page.select("a[href^='#']")]
    assert len(targets) > 5
    for target in set(targets):
        assert len(page.find_all(id=target.removeprefix("#"))) == 1


def test_what_waits_for_a_human_is_not_shown_as_a_zero_alone(pages: dict[str, BeautifulSoup]):
    page = pages["feedback"]
    assert page.select_one(".total").get_text() == "7 of 10 points, 3 points not graded yet"
    item = page.select("#toc li")[-1].get_text()
    assert item == "q_essay ? 3 points not graded yet Comment"
    assert NOT_GRADED in page.select_one("#comment-q_essay").get_text()


def rendered(root: Path, *cells: NotebookNode, **told: float) -> BeautifulSoup:
    """A feedback page about these cells, as if nothing had cleaned them before."""
    config = Config()
    configure(config, root)
    config.HTMLExporter.template_name = "feedback"
    about = {"student": STUDENT, "assignment": NAME, "notebook": NOTEBOOK, "waiting": 0}
    scores = {"score": 0.0, "max_score": 10.0, "late_penalty": 0.0}
    html, _ = HTMLExporter(config=config).from_notebook_node(
        new_notebook(cells=list(cells)), resources={"nbgrader": {**about, **scores, **told}}
    )
    return BeautifulSoup(html, "html.parser")


def test_a_students_name_is_text(pages: dict[str, BeautifulSoup]):
    assert pages["feedback"].select_one(".page p").text == f"Feedback for {STUDENT} on {NAME}"


@pytest.mark.parametrize(
    "mime",
    [
        "image/svg+xml",
        "application/javascript",
        "text/latex",
    ],
)
def test_the_template_itself_shows_no_output_that_could_run(tmp_path: Path, mime: str):
    output = new_output("display_data", data={mime: "<script>stolen()</script>"})
    page = rendered(tmp_path, new_code_cell("x", outputs=[output]))
    assert page.select_one("main .code")
    assert "stolen" not in str(page.main)


def test_the_template_itself_shows_raw_cells_and_streams_as_text(tmp_path: Path):
    evil = "<script>stolen()</script>"
    streams = [new_output("stream", name=name, text=evil) for name in ("stdout", "stderr")]
    error = new_output("error", ename="E", evalue="", traceback=[evil])
    page = rendered(tmp_path, new_raw_cell(evil), new_code_cell("", outputs=[*streams, error]))
    assert [text.text.strip() for text in page.select("pre")].count(evil) == 4
    assert not page.find("script")


def test_pictures_have_a_description(tmp_path: Path):
    data = [{"image/png": 'x"y'}, {"image/jpeg": "z"}]
    outputs = [new_output("display_data", data=each) for each in data]
    pictures = rendered(tmp_path, new_code_cell("", outputs=outputs)).select("img")
    assert [picture["src"] for picture in pictures] == [
        'data:image/png;base64,x"y',
        "data:image/jpeg;base64,z",
    ]
    assert all(picture["alt"] for picture in pictures)


@pytest.mark.parametrize(
    ("score", "told"),
    [(4.0, "✓ 4 of 4 points"), (0.125, "◐ 0.12 of 4 points"), (0.0, "○ 0 of 4 points")],
)
def test_every_score_is_a_sign_and_words(tmp_path: Path, score: float, told: str):
    marks = {"grade": True, "grade_id": "q", "score": score, "points": 4.0}
    page = rendered(tmp_path, new_code_cell("", metadata={"nbgrader": marks}))
    assert [result.text for result in page.select(".result")] == [told, told]


def test_a_late_penalty_is_listed(tmp_path: Path):
    page = rendered(tmp_path, score=7.5, late_penalty=1.5)
    assert page.select_one(".total").text == "7.5 of 10 points"
    assert page.select_one("#toc .late").text == "Handed in late: −1.5 points"


def test_a_task_has_its_place_and_its_comment(tmp_path: Path):
    marks = {"task": True, "grade_id": "t", "score": 1.0, "points": 2.0, "comment": "*Good.*"}
    page = rendered(tmp_path, new_markdown_cell("# Do it", metadata={"nbgrader": marks}))
    assert page.select_one("#toc a")["href"] == "#t"
    assert page.select_one("#t #comment-t em").text == "Good."


def test_feedback_holds_no_reference(pages: dict[str, BeautifulSoup]):
    assert "canary" not in str(pages["feedback"])
