r"""What of a download is looked at? Its files, each with its bytes, or with the reason why not.

>>> shown(("Ada\u202e", "1_compute\n.ipynb"))
'Ada/1_compute?.ipynb'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from grader.notebook.intake import LEFT_BY_TOOLS
from grader.notebook.submission import clean_text

MOST_ENTRIES = 50_000
DEEPEST = 10
LONGEST_NAME = 255
LONGEST_SHOWN = 200

Wanted: TypeAlias = Callable[[str], bool]
"""Whether a file of this name is read at all."""

_LEFT_BY_SYSTEMS = LEFT_BY_TOOLS | {"__MACOSX", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Entry:
    """One file of a download.

    Attributes:
        path: the names of its folders and its own, as they stand in the download.
        data: its bytes.
        refused: why they were not read; '' if they were.
        modified: year, month, day, hour, minute and second, as the download has them.
    """

    path: tuple[str, ...]
    data: bytes = b""
    refused: str = ""
    modified: tuple[int, ...] = ()


def is_left_by_tools(path: Sequence[str]) -> bool:
    """Whether a file is one that nobody hands in on purpose, such as a checkpoint.

    >>> is_left_by_tools(("__MACOSX", "._1_compute.ipynb")), is_left_by_tools(("1_compute.ipynb",))
    (True, False)
    """
    return any(part in _LEFT_BY_SYSTEMS or part.startswith("._") for part in path)


def shown(path: Sequence[str]) -> str:
    """A path as it can be printed: no control characters, none that reorder what is read."""
    text = clean_text("/".join(path)).replace("\n", "?").replace("\t", "?")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
