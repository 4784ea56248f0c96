import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.errors import ConfigError
from grader.sandbox import Limits, describe, execute, isolation, probe
from tests.sandbox.runs import Run, text


@pytest.fixture
def fresh() -> Iterator[None]:
    """A process that has not tried the walls yet."""
    probe.obstacle.cache_clear()
    yield
    probe.obstacle.cache_clear()


def replace_bubblewrap(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str | None) -> None:
    if script is not None:
        (folder / "bwrap").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.usefixtures("fresh")
def test_a_missing_bubblewrap_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    replace_bubblewrap(monkeypatch, tmp_path, None)
    assert isolation() == "none"
    first, *others = describe()
    assert first.startswith("NOT ISOLATED: bubblewrap is missing; install bubblewrap")
    assert "apt install bubblewrap" in first
    assert any("use the network" in line for line in others)


@pytest.mark.usefixtures("fresh")
def test_a_bubblewrap_that_does_not_work_is_found_out_by_trying(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    replace_bubblewrap(monkeypatch, tmp_path, "echo no namespaces for you >&2; exit 1")
    assert isolation() == "none"
    assert "no namespaces for you" in describe()[0]
    with pytest.raises(
        ConfigError, match=r"installed but does not start: (?s:.*) no namespaces for you"
    ):
        execute(new_notebook(), Limits(), isolation="bubblewrap")


@pytest.mark.usefixtures("fresh")
def test_without_walls_a_notebook_still_runs_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    replace_bubblewrap(monkeypatch, tmp_path, None)
    executed = execute(new_notebook(cells=[new_code_cell("1 + 1")]), Limits(), isolation="best")
    assert text(executed.cells[0]) == "2"
    assert executed.metadata.jacobian.execution.isolation == "none"


@pytest.mark.usefixtures("fresh")
def test_the_walls_are_given_up_once_for_all_after_several_tries(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    replace_bubblewrap(monkeypatch, tmp_path, f"echo tried >> {tmp_path}/log; exit 1")
    assert [isolation(), isolation(), probe.choose("best")] == ["none"] * 3
    assert (tmp_path / "log").read_text().split() == ["tried"] * probe.TRIES


def test_standing_walls_are_described(walled: Run):
    assert isolation() == "bubblewrap"
    assert probe.choose("bubblewrap") == "bubblewrap"
    assert probe.choose("none") == "none"
    assert "no network" in " ".join(describe())
    assert not any("NOT ISOLATED" in line for line in describe())
    assert text(walled("1").cells[0]) == "1"


@pytest.mark.usefixtures("fresh")
def test_walls_that_fail_once_are_not_given_up(
    walled: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    assert text(walled("1 + 1").cells[0]) == "2"
    probe.obstacle.cache_clear()
    once = tmp_path / "once"
    script = f'if [ ! -e {once} ]; then : > {once}; exit 1; fi; exec {shutil.which("bwrap")} "$@"'
    replace_bubblewrap(monkeypatch, tmp_path, script)
    assert isolation() == "bubblewrap"
    assert once.exists()


@pytest.mark.usefixtures("walled")
def test_an_interpreter_may_be_named_by_a_path_with_turns(root: Path):
    python = Path(sys.prefix, "lib", "..", "bin", "python")
    look = "from grader.sandbox.probe import obstacle; print(obstacle() or 'they stand')"
    shown = subprocess.run(
        [python, "-c", look], cwd=root, capture_output=True, text=True, check=True, timeout=120
    )
    assert shown.stdout == "they stand\n"
