"""What every test may rely on: Hypothesis's profiles, and the files of the repository."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path

import pytest
from hypothesis import settings

collect_ignore = ["sample/submitted"]  # what students hand in is data, never imported here

settings.register_profile(
    "deterministic", max_examples=50, derandomize=True, deadline=None, database=None
)
settings.register_profile("quick", settings.get_profile("deterministic"), max_examples=25)
settings.register_profile("soak", max_examples=5000, deadline=None, print_blob=True)
settings.load_profile("deterministic")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that no worker ends long after the others."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds the whole repository."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def repository_files(root: Path) -> list[Path]:
    """Every file that is or could be committed: all but what .gitignore names.

    The folders are walked, since git need not be there where the tests run.
    """
    ignored = [line.rstrip("/") for line in (root / ".gitignore").read_text().split()]
    kept = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - {".git"})
        for listing in (folders, names):
            listing[:] = [n for n in listing if not any(fnmatch(n, i) for i in ignored)]
        kept += [Path(folder, name) for name in sorted(names)]
    return kept


@pytest.fixture(scope="session")
def released_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course that has been released; tests work on copies of it."""
    from tests.tiny_course import write_course  # noqa: PLC0415 - few tests need all of nbgrader

    course = write_course(tmp_path_factory.mktemp("released") / "course")
    course.generate()
    return course.root
