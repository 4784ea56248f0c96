"""What of a cell's outputs may stand on a page?

Outputs are built anew from what student code produced: known kinds, known MIME types, cleaned text,
decoded pictures, capped in size. Their metadata is dropped, since it ends up in HTML attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from nbformat import from_dict

from grader.feedback import effort
from grader.notebook.allowance import Allowance
from grader.notebook.cleaning import clean_html
from grader.notebook.images import FORMATS, checked_image
from grader.notebook.pages import render
from grader.notebook.submission import clean_text

if TYPE_CHECKING:
    from nbformat import NotebookNode

LONGEST = 50_000
"""Characters of text that a cell may show; the rest is cut."""
MOST_OUTPUTS = 100
MOST_PICTURES = 8 * 2**20
"""Characters of base64 that a cell's pictures may take together."""

HARDEST = 100
"""What is spent on a formula that a cell shows (`grader.feedback.effort`).

A larger one, such as a matrix of sigmoids, is shown as Python writes it: typesetting it can take
longer than running its notebook.
"""

CUT = "… cut here: the output was too long"
_ESCAPE = "\x1b"  # colours of a traceback; nbconvert turns them into classes


def rebuilt(
    outputs: Iterable[Mapping[str, Any]], allowance: Allowance | None = None
) -> list[NotebookNode]:
    """The outputs of one cell as a page may show them.

    Args:
        outputs: what student code put out.
        allowance: of all cells' outputs; one of its own, if there are no others.
    """
    room = _Room(LONGEST, MOST_PICTURES, allowance or Allowance())
    found: list[NotebookNode] = []
    for number, output in enumerate(outputs):
        if number == MOST_OUTPUTS or room.text <= 0:
            if not (found and _tells_of_cut(found[-1])):
                found.append(_stream("stdout", CUT))
            break
        found.extend(_rebuilt(output, room))
    return found


class _Room:
    """How much the outputs that follow may still take."""

    def __init__(self, text: int, pictures: int, allowance: Allowance) -> None:
        self.text = text
        self.cut = False
        self.pictures = pictures
        self.allowance = allowance

    def shown(self, text: object) -> str:
        """As much of the text as there is room for, and a note where it was cut; then no more."""
        if self.cut:
            return ""
        given = "".join(text) if isinstance(text, list | tuple) else str(text)
        cleaned = _ESCAPE.join(clean_text(part) for part in given[: self.text + 1].split(_ESCAPE))
        if len(cleaned) > self.text:
            cleaned = f"{cleaned[: self.text]}\n{CUT}"
            self.cut = True
        self.text = max(self.text - len(cleaned), 0)
        return cleaned

    def picture(self, mime: str, text: object) -> str | None:
        image = checked_image(mime, text, self.allowance) if isinstance(text, str) else None
        if image is None or len(image) > self.pictures:
            return None
        self.pictures -= len(image)
        return image


def _rebuilt(output: Mapping[str, Any], room: _Room) -> Iterator[NotebookNode]:
    match output.get("output_type"):
        case "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            yield _stream(name, room.shown(output.get("text", "")))
        case "error":
            lines = [room.shown(line) for line in output.get("traceback", []) if not room.cut]
            ename, evalue = (room.shown(output.get(key, "")) for key in ("ename", "evalue"))
            told = {"ename": ename, "evalue": evalue, "traceback": lines}
            yield from_dict({"output_type": "error", **told})
        case "display_data" | "execute_result":
            data = dict(_data(output.get("data", {}), room))
            if data:
                yield from_dict({"output_type": "display_data", "data": data, "metadata": {}})


def _tells_of_cut(output: NotebookNode) -> bool:
    """Whether a page shows that the output was cut; text beside a picture or HTML is not shown."""
    data = output.get("data", {})
    alone = data.get("text/plain", "") if len(data) == 1 else ""
    shown = (output.get("text", ""), alone, *output.get("traceback", ()))
    return any(text.endswith(CUT) for text in shown)


def _stream(name: str, text: str) -> NotebookNode:
    node: NotebookNode = from_dict({"output_type": "stream", "name": name, "text": text})
    return node


def _data(data: Mapping[str, Any], room: _Room) -> Iterator[tuple[str, str]]:
    """The known parts of a MIME bundle; formulas and Markdown become HTML."""
    if "text/plain" in data:
        yield "text/plain", room.shown(data["text/plain"])
    for mime in FORMATS:
        if (image := room.picture(mime, data.get(mime))) is not None:
            yield mime, image
    html = _html(data, room)
    if html:
        yield "text/html", html


def _html(data: Mapping[str, Any], room: _Room) -> str:
    for mime in ("text/html", "text/markdown", "text/latex"):
        if mime not in data:
            continue
        given = data[mime]
        text = "".join(given) if isinstance(given, list | tuple) else str(given)
        limit = room.pictures if mime == "text/html" else room.text  # HTML may hold a picture
        if len(text) > limit:
            return ""
        cleaned = clean_text(text)
        if mime == "text/latex" and "text/plain" in data and effort(cleaned) > HARDEST:
            return ""
        allowance, is_html = room.allowance, mime == "text/html"
        if is_html and not allowance.mark(cleaned):
            return ""
        html = clean_html(cleaned, allowance) if is_html else render(cleaned, None, allowance)
        room.pictures -= len(html)
        return html
    return ""
