"""A small class with a submission that tries everything on its reader's browser."""

from __future__ import annotations

from pathlib import Path

from tests.tiny_course import RIGHT, TinyCourse, write_course

Classroom = TinyCourse

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


def open_classroom(root: Path) -> Classroom:
    """A released assignment with two submissions, of which the hostile one has been graded."""
    course = write_course(root)
    course.generate()
    course.hand_in("eve", course.answered({**RIGHT, "q_colour_answer": EVIL, "q_essay": MARKDOWN}))
    course.autograde()
    course.give_feedback()
    wrong = {"q_jacobian_answer": "J = [['2*x*y', 'x**2'], [1, 0]]"}
    course.hand_in("ada", course.answered({**RIGHT, **wrong, "q_essay": "Because $x^2$ grows."}))
    return course
