"""Grades a class whose folder for all that is generated lies on a disk with too little room.

    python -m tests.small_disk ROOT ASSIGNMENT PART ...

`build` is a disk that holds what it held before, and a part of what grading adds to it. There
`grader grade` is run, and once more when the disk is larger. Only root may mount a disk, and this
process alone sees it. Prints one line of JSON for a disk with room for all, then one for each part.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from grader.cli import main
from grader.notebook.engines import disconnect
from grader.sandbox.namespaces import Kind, keep_mounts, unshare
from tests.tiny_course import TinyCourse
from tests.undisturbed import results

ENOUGH = 64 << 20


def mount(folder: Path, size: int, *more: str) -> None:
    """Put a disk of a size at a folder, or give the one that is there another size."""
    options = ",".join([*more, f"size={size}", "mode=0700"])
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)


def graded(assignment: str) -> tuple[int, str]:
    """The exit status of `grader grade`, and what it says."""
    with redirect_stdout(StringIO()) as said, redirect_stderr(said):
        status = main(["grade", assignment, "--workers", "1", "--isolation", "best"])
    return status, said.getvalue()


def used(folder: Path) -> int:
    """How many bytes a disk holds."""
    held = os.statvfs(folder)
    return (held.f_blocks - held.f_bfree) * held.f_frsize


def left(build: Path) -> dict[str, str]:
    """What grading has written, by path."""
    folders = (build / name for name in ("autograded", "feedback", "reports", "receipts"))
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(build)): path.read_text(errors="replace") for path in paths}


@contextmanager
def disk(build: Path, size: int) -> Iterator[None]:
    """A disk with the files that were there before."""
    mount(build, size)
    try:
        shutil.copytree(build.with_name("before"), build, dirs_exist_ok=True)
        yield
    finally:
        disconnect()
        subprocess.run(["/bin/umount", build], check=True)


def tried(root: Path, assignment: str, size: int) -> dict[str, object]:
    """What grading on a disk of this size gives, and grading again on a larger one."""
    build = root / "build"
    with disk(build, size):
        status, said = graded(assignment)
        found = {"status": status, "said": said, "left": left(build), "used": used(build)}
        mount(build, ENOUGH, "remount")
        again, _ = graded(assignment)
        return {**found, "again": again, "results": results(TinyCourse(root))}


def all_tried(root: Path, assignment: str, parts: Iterable[float]) -> Iterator[dict[str, object]]:
    """What was found with room for all, and with room for each part."""
    shutil.copytree(root / "build", root / "before")
    with disk(root / "build", ENOUGH):
        before = used(root / "build")
    yield (whole := tried(root, assignment, ENOUGH))
    for part in parts:
        yield tried(root, assignment, before + int(part * (whole["used"] - before)))


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    unshare(Kind.MOUNTS)
    keep_mounts()
    for each in all_tried(Path.cwd(), sys.argv[2], map(float, sys.argv[3:])):
        print(json.dumps(each), flush=True)  # noqa: T201 - for the test that started this
