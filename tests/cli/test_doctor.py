from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import main
from grader.sandbox import checkup
from grader.sandbox.checkup import Layer
from grader.sandbox.probe import obstacle
from tests.tiny_course import TinyCourse

COMMAND = ["-c", "import sys; from grader.cli import main; sys.exit(main())", "doctor", "--json"]
LEARNER = "learner"


def pretend(monkeypatch: pytest.MonkeyPatch, *found: Layer) -> None:
    monkeypatch.setattr(checkup, "layers", lambda _private: found)


def test_where_every_layer_holds_the_status_is_0(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    absent = Layer("filter of system calls", holds=False, found="none", expected=False)
    pretend(monkeypatch, Layer("bubblewrap", holds=True, found="it starts"), absent)
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[:3] == [
        "layer                   holds  found",
        "bubblewrap              yes    it starts",
        "filter of system calls  no     none",
    ]
    assert "\nISOLATED, as " in said
    assert ", but without: filter of system calls." in said
    assert "takes --workers " in said
    assert course.root.is_dir()


def test_what_is_missing_is_said_once_with_what_to_install(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    missing = Layer("bubblewrap", holds=False, found="missing", remedy="install it")
    pretend(monkeypatch, missing, Layer("no network", holds=False, found="-", remedy="install it"))
    course.layout.build.chmod(0o755)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "bubblewrap  NO     missing" in said
    assert "layers that do not hold: 2" in said
    assert said.count("To do: install it.") == 1
    assert "0755, OPEN TO OTHERS: chmod 700 '" in said
    assert "gradebook.db: 0600, closed" in said


def test_outside_a_course_there_is_no_class_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    pretend(monkeypatch, Layer("bubblewrap", holds=True, found="it starts"))
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 0
    assert "There is no build/ here yet" in capsys.readouterr().out


@pytest.mark.slow
def test_it_says_of_this_machine_what_is_true_as_this_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    if found := obstacle():
        pytest.skip(found)
    monkeypatch.chdir(tmp_path)
    assert main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["isolated"]
    assert told["user"] == ("root" if os.geteuid() == 0 else "an ordinary user")
    assert told["workers"] == len(os.sched_getaffinity(0))


@pytest.mark.slow
def test_it_says_the_same_as_an_ordinary_user(root: Path):
    if os.geteuid() != 0:
        pytest.skip("only root can become another user; the other tests run as an ordinary one")
    if found := obstacle():
        pytest.skip(found)
    try:
        pwd.getpwnam(LEARNER)
    except KeyError:
        pytest.skip(f"there is no user {LEARNER} on this machine")
    become = [shutil.which("runuser") or "runuser", "-u", LEARNER, "--", sys.executable]
    if subprocess.run([*become, "-c", "import numpy"], capture_output=True, check=False).returncode:
        pytest.skip(f"{LEARNER} cannot start {sys.executable}, or not read its packages")
    asked = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONPATH": str(root)}
    ran = subprocess.run(
        [*become, *COMMAND], cwd="/", env=asked, capture_output=True, text=True, check=False
    )
    assert ran.returncode in (0, 1), ran.stderr
    told = json.loads(ran.stdout)
    assert told["user"] == "an ordinary user"
    assert told["isolated"] is (ran.returncode == 0)
    assert told["isolated"] or not told["layers"][0]["holds"]
