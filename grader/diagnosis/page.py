"""What does the page of misconceptions say? It is written from the declarations.

`python -m grader.diagnosis.page` prints it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from inspect import cleandoc

from grader.diagnosis.catalogue import ALL
from grader.diagnosis.misconception import Misconception, Topic, WrongDerivative, WrongLayout
from grader.diagnosis.misconceptions.consequences import WrongConsequence

HEAD = """# Misconceptions

A wrong Jacobian matrix is compared with what typical misconceptions give. One is named only if it
is proved to produce the wrong entries. It may come alone, with a second one in the same entry, or
with others in other entries. Where two give the same, both are named, and the hint says only what
they share; of more than two, a student is told the hint alone. A generic one is named only if
nothing more specific fits. Determinants, values at a point, estimates and chains are compared in
the same way with what is made of the right matrices.

The page is written from the classes in `grader/diagnosis/misconceptions`, which hold no exercise's
answer.
In the examples x, y and z are the variables."""


def page() -> str:
    """The page as Markdown."""
    return "\n".join((HEAD, *(line for topic in Topic for line in _section(topic)))) + "\n"


def _section(topic: Topic) -> Iterator[str]:
    yield from ("", f"## {topic.title.capitalize()}", "")
    yield f"What helps with all of them: {topic.hint}"
    for kind in ALL:
        if kind.topic is topic:
            yield from ("", f"### {kind.code}: {kind.name}", "", *_declared(kind))


def _declared(kind: type[Misconception]) -> Iterator[str]:
    yield cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")
    if issubclass(kind, WrongDerivative):
        shown = kind.example
        yield f"`{shown.component}`, differentiated by {shown.variable}, becomes `{shown.wrong}`."
    if issubclass(kind, WrongLayout | WrongConsequence):
        yield f"Example: {kind.example}."
    if kind.generic:
        yield "Generic."
    yield ""
    yield f"> {kind.hint}"


if __name__ == "__main__":
    sys.stdout.write(page())
