from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.machine import ABSENT, access, versions

if TYPE_CHECKING:
    import pytest


def test_a_class_that_is_closed_to_others_is_and_one_that_is_open_is_told_what_to_type(
    tmp_path: Path,
):
    build, gradebook = tmp_path / "build", tmp_path / "build" / "gradebook.db"
    assert access(build, gradebook) == ()
    build.mkdir(mode=0o700)
    gradebook.touch()
    gradebook.chmod(0o644)
    folder, file = access(build, gradebook)
    assert (folder.found, folder.closed, folder.remedy) == ("0700", True, "")
    assert (file.found, file.closed) == ("0644", False)
    assert file.remedy == f"chmod 600 '{gradebook}'"


def test_versions_say_what_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("grader.classroom.machine.PACKAGES", ("nbgrader", "no-such-package"))
    found = versions()
    assert found["bubblewrap"] == found["no-such-package"] == ABSENT
    assert found["nbgrader"][0].isdecimal()


def test_the_version_of_bubblewrap_is_asked_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho bubblewrap 9.8.7\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert versions()["bubblewrap"] == "9.8.7"
