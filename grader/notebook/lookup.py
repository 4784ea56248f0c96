"""What was declared for an assignment? Read once, and again when a file has changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from grader.questions import Assignment, load_assignment


def assignment_in(folder: Path) -> Assignment:
    """The assignment in `folder`, with its references.

    Raises:
        ConfigError: something is wrong with it.
    """
    files = [*sorted(folder.glob("*")), folder.with_name(f"{folder.name}_references.py")]
    stamps = tuple((path.name, path.stat().st_mtime_ns) for path in files if path.is_file())
    return _load(folder, stamps)


@lru_cache(maxsize=8)
def _load(folder: Path, _stamps: tuple[tuple[str, int], ...]) -> Assignment:
    return load_assignment(folder)
