"""A small course of which two notebooks were released, and archives as students fill them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copy

import pytest

from grader.classroom.collecting.recognising import Assignment
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse, write_course

SECOND = "2_second"
Zip = Callable[[Mapping[str, bytes]], Path]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    course = write_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    folder = course.layout.released(NAME)
    folder.mkdir(parents=True)
    source = course.layout.source(NAME) / f"{NOTEBOOK}.ipynb"
    copy(source, folder)
    other = source.read_text().replace("q_", "r_").replace("cell-", "other-")
    (folder / f"{SECOND}.ipynb").write_text(other.replace('"title"', '"second_title"'))
    return course


@pytest.fixture
def assignment(course: TinyCourse) -> Assignment:
    return Assignment.released(course.layout, NAME)


@pytest.fixture
def work(course: TinyCourse) -> Callable[..., bytes]:
    """The bytes of a notebook as a student hands it in, with one answer in it."""

    def work(answer: str = "J = 1", name: str = NOTEBOOK) -> bytes:
        notebook = json.loads((course.layout.released(NAME) / f"{name}.ipynb").read_text())
        notebook["cells"][2]["source"] = answer
        return json.dumps(notebook).encode()

    return work


@pytest.fixture
def archive(tmp_path: Path) -> Zip:
    def archive(files: Mapping[str, bytes]) -> Path:
        path = tmp_path / "download.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            for name, data in files.items():
                opened.writestr(name, data)
        return path

    return archive
