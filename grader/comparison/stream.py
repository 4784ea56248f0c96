"""How is a stream of rows answered? In order, each before the next is read, to its end."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import BinaryIO

from grader.comparison.answers import refused
from grader.comparison.comparer import Comparer
from grader.comparison.rows import BYTES, TOO_LONG, identity


def serve(rows: BinaryIO, say: Callable[[str], object], comparer: Comparer) -> None:
    r"""Read lines of JSON from `rows`, and `say` one line of JSON for each.

    >>> import io
    >>> with Comparer() as comparer:
    ...     serve(io.BytesIO(b'{"id": 1}'), print, comparer)
    {"id": 1, "status": "INVALID", "reason": "the row has no \"student\""}
    """
    while line := rows.readline(BYTES + 1):
        if len(line) > BYTES and not line.endswith(b"\n"):
            _skip(rows)
            say(json.dumps(refused(identity(line), TOO_LONG)))
        else:
            say(comparer.answer_line(line.removesuffix(b"\n")))


def _skip(rows: BinaryIO) -> None:
    """Read on to the end of the line, and keep nothing of it."""
    while (part := rows.readline(BYTES)) and not part.endswith(b"\n"):
        pass
