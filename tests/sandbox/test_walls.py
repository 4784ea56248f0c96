import os
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import grader
from grader.sandbox import walls
from grader.sandbox.limits import Limits
from tests.sandbox.runs import Run, text


def command(monkeypatch: pytest.MonkeyPatch, user: int) -> tuple[str, ...]:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    return walls.bubblewrapped(Limits(), info=9).command


def bound(command: tuple[str, ...]) -> list[Path]:
    return [Path(path) for option, path in pairwise(command) if option == "--ro-bind"]


@pytest.mark.parametrize("user", [0, 1000])
def test_only_the_interpreter_and_the_grader_are_shown(
    monkeypatch: pytest.MonkeyPatch, user: int, root: Path
):
    shown = bound(command(monkeypatch, user))
    for needed in (Path(sys.executable), Path(os.__file__), Path(grader.__file__)):
        assert any(path == needed or path in needed.parents for path in shown), needed
    hidden = (root, Path.home(), root / "solutions", root / "course", root / "tests", Path("/etc"))
    assert not set(hidden) & set(shown)
    assert not any(path in place.parents for path in shown for place in hidden)


@pytest.mark.parametrize("user", [0, 1000])
def test_nothing_is_bound_for_writing_and_every_network_is_left(
    monkeypatch: pytest.MonkeyPatch, user: int
):
    options = [word for word in command(monkeypatch, user) if word.startswith("--")]
    assert not {"--bind", "--dev-bind", "--share-net", "--bind-try"} & set(options)
    apart = {"--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"}
    assert apart | {"--die-with-parent", "--new-session"} <= set(options)


def test_an_ordinary_user_becomes_nobody_and_root_a_transient_user(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    ordinary = walls.bubblewrapped(Limits(), info=9)
    assert ordinary.user is None
    assert ordinary.command[ordinary.command.index("--uid") + 1] == "65534"
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    privileged = walls.bubblewrapped(Limits(), info=9)
    assert privileged.user in walls.TRANSIENT_USERS
    assert "--unshare-user" not in privileged.command


def test_what_is_written_has_a_size_and_comes_before_what_is_shown(
    monkeypatch: pytest.MonkeyPatch,
):
    words = command(monkeypatch, 1000)
    places = [index for index, word in enumerate(words) if word == "--tmpfs"]
    assert [words[index + 1] for index in places] == [walls.SCRATCH, "/dev/shm", walls.FOLDER]  # noqa: S108
    assert all(words[index - 4 : index - 2] == ("--size", str(64 << 20)) for index in places)
    assert max(places) < words.index("--ro-bind")


@pytest.mark.parametrize(
    ("release", "counted"),
    [("5.13.19-generic", "by user"), ("5.14.0", "by namespace"), ("6.1.0-amd64", "by namespace")],
)
def test_older_kernels_count_processes_outside_too(
    monkeypatch: pytest.MonkeyPatch, release: str, counted: str
):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr("platform.release", lambda: release)
    elsewhere = walls.bubblewrapped(Limits(), info=9).tasks_elsewhere
    assert (elsewhere == 0) == (counted == "by namespace")


def test_without_walls_there_are_two_empty_folders_and_no_command(tmp_path: Path):
    place = walls.unwalled(tmp_path)
    assert place.command == ()
    assert {Path(place.folder).parent, Path(place.scratch).parent} == {tmp_path}
    assert list(Path(place.folder).iterdir()) == []
    assert place.tasks_elsewhere >= 1


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "python3.11").touch()
    (tmp_path / "real" / "python3").symlink_to("python3.11")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to("../real/python3")
    return tmp_path


def test_every_link_on_the_way_to_the_interpreter_is_shown(
    linked: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "executable", str(linked / "bin" / "python"))
    shown = bound(command(monkeypatch, 1000))
    for name in ("bin/python", "real/python3", "real/python3.11"):
        assert linked / name in shown


def test_folders_above_the_interpreter_are_open_whatever_their_source_is(
    monkeypatch: pytest.MonkeyPatch,
):
    words = command(monkeypatch, 0)
    folders = [index for index, word in enumerate(words) if word == "--dir"]
    made = {words[i + 1] for i in folders if words[i - 2 : i] == ("--perms", "0755")}
    above = {str(parent) for path in bound(words) for parent in path.parents} - {"/"}
    assert above <= made


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user takes this way in every test")
def test_the_way_of_an_ordinary_user_stands_too(walled: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    executed = walled("import os; os.getuid()", "open('/etc/passwd')", "open('x', 'w').write('x')")
    assert [text(cell)[:9] for cell in executed.cells] == ["65534", "[Errno 2]", "1"]
