"""A small class with a submission that tries everything on its reader's browser."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.tiny_course import RIGHT, TinyCourse, write_course

Classroom = TinyCourse

COURSE, STUDENT = "plane-maps", "noor"
EXERCISE, HANDED_OUT = "determinants", "2_determinant"
EXCHANGE = """
c = get_config()
c.CourseDirectory.course_id = {course!r}
c.Exchange.root = {root!r}
"""
QUESTIONS = """
for _name in [name for name in globals() if name.startswith(("ex1_", "ex3_", "ex4_"))]:
    del globals()[_name]
"""
REFERENCES = """
references = {name: each for name, each in references.items() if name.startswith("ex2_")}
"""
RAN = "/eve-was-here/"
_RUN = f"top.document.title={RAN}"  # needs no quotes, so that it fits everywhere
EVIL = f"""
from IPython.display import HTML, SVG, Javascript, display
display(HTML("<script>{_RUN}</script><img src=x onerror='{_RUN}'>"))
display(HTML("<a href='javascript:{_RUN}'>a link</a><iframe srcdoc='<script>{_RUN}</script>'>"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='{_RUN}'><text>x</text></svg>"))
display(Javascript("{_RUN}"))
width = {{"width": "1 onerror={_RUN}"}}
display({{"image/png": "iVBOR"}}, raw=True, metadata={{"image/png": width}})
display(HTML("<img src='https://pictures.example/p.png'>"))
print("<script>{_RUN}</script>")
colour = 'B'
"""
MARKDOWN = f"""
The slope is $\\frac{{1}}{{2}}$. <script>{_RUN}</script> <img src=x onerror="{_RUN}">
[a link](javascript:{_RUN}) <b onmouseover="{_RUN}">bold</b>
![](/formgrader?path=build/submitted/eve/tiny) ![](https://pictures.example/p.png)
"""


def exchange_of(root: Path) -> str:
    """What nbgrader has to be told so that work goes through the exchange of a class."""
    return EXCHANGE.format(course=COURSE, root=str(root.with_name("exchange")))


def open_classroom(root: Path, solutions: Path) -> Classroom:
    """A released assignment with two submissions, of which the hostile one has been graded.

    One exercise of `solutions` lies there too, and has not been handed out.
    """
    course = write_course(root)
    root.with_name("exchange").mkdir(mode=0o777)
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(exchange_of(root))
    _lay_out(solutions, root / "solutions")
    course.generate()
    course.hand_in("eve", course.answered({**RIGHT, "q_colour_answer": EVIL, "q_essay": MARKDOWN}))
    (course.folder("eve") / "nbgrader_config.py").write_text(f"open({str(mark_of(root))!r}, 'w')")
    course.autograde()
    course.give_feedback()
    wrong = {"q_jacobian_answer": "J = [['2*x*y', 'x**2'], [1, 0]]"}
    course.hand_in("ada", course.answered({**RIGHT, **wrong, "q_essay": "Because $x^2$ grows."}))
    with course.gradebook as gradebook:
        gradebook.update_or_create_student(STUDENT, first_name="Noor", last_name="Haddad")
    return course


def mark_of(root: Path) -> Path:
    """The file that is there once the configuration that eve handed in has been run."""
    return root.with_name("eve-was-here")


def _lay_out(solutions: Path, folder: Path) -> None:
    """Copy one of the course's exercises, with its own questions and references alone."""
    (folder / EXERCISE).mkdir()
    original, copy = solutions / "jacobians", folder / EXERCISE
    shutil.copy(original / f"{HANDED_OUT}.ipynb", copy)
    questions = (original / "questions.py").read_text()
    (copy / "questions.py").write_text(questions + QUESTIONS)
    references = original.with_name("jacobians_references.py").read_text()
    copy.with_name(f"{EXERCISE}_references.py").write_text(references + REFERENCES)
