"""How is a file written so that it is there as a whole, or as it was before?

Whoever reads it meanwhile, and whatever keeps it from being written, such as a full disk: nobody
finds half of it.
"""

from __future__ import annotations

import os
from pathlib import Path

ITS_OWNERS_ALONE = 0o600


def write_whole(path: Path, text: str, draft: Path | None = None, mode: int = 0o666) -> None:
    """Put a file in place of an earlier one.

    Args:
        path: the file.
        text: what it holds.
        draft: where it is written first, on the same disk; beside the file if not said.
        mode: who may do what with it, as far as the process's umask allows.

    Raises:
        OSError: it can't be written; the earlier file is as it was.
    """
    draft = draft or path.with_name(f".{path.name}.draft")
    try:
        descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
