from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grader.errors import ConfigError
from grader.sandbox import checkup, probe
from grader.sandbox.checkup import LIMITS, Layer, layers

LIMITED = {"memory", "files", "output", "processes", "processor time", "elapsed time"}


@pytest.fixture
def no_bubblewrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A path of programs without bubblewrap."""
    probe.obstacle.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    yield
    probe.obstacle.cache_clear()


@pytest.mark.slow
@pytest.mark.usefixtures("walled")
def test_every_layer_holds_where_bubblewrap_starts(tmp_path: Path):
    found = layers([tmp_path, tmp_path / "missing"])
    assert [layer.name for layer in found if layer.expected and not layer.holds] == []
    assert {layer.name for layer in found} >= {f"limit on {name}" for name in LIMITED}
    assert not any(layer.remedy for layer in found if layer.holds)


@pytest.mark.slow
@pytest.mark.usefixtures("no_bubblewrap")
def test_without_bubblewrap_the_walls_are_missing_and_the_limits_hold():
    found = {layer.name: layer for layer in layers()}
    assert found["bubblewrap"].found == "bubblewrap is missing"
    assert "apt install bubblewrap" in found["no network"].remedy
    lost = {name for name, layer in found.items() if not layer.holds}
    assert lost >= {"bubblewrap", *checkup.UNTRIED, "no privileges"}
    assert {name for name in lost if name.startswith("limit")} == set()


def report(**more: object) -> dict[str, object]:
    """What a job reports behind walls that stand."""
    status = {"Uid": "65534\t65534", "CapEff": "0", "NoNewPrivs": "1", "Seccomp": "0"}
    seen = dict.fromkeys(checkup.inside.NAMESPACES, "its own")
    nothing: dict[str, object] = {"there": [], "written": [], "reached": [], "interfaces": ["lo"]}
    return {"namespaces": seen, "status": status, "variables": {}, **nothing, **more}


def lost(**more: object) -> dict[str, Layer]:
    judged = checkup.walls_of(report(**more), ["/etc/passwd"])
    return {layer.name: layer for layer in judged if not layer.holds}


def test_walls_that_stand_hold():
    assert lost() == {}


@pytest.mark.parametrize(
    ("hole", "name", "said"),
    [
        ({"namespaces": {}}, "own namespaces", "shared: net"),
        ({"reached": ["a port"]}, "no network", "reached: a port"),
        ({"interfaces": ["lo", "eth0"]}, "no network", "interface: eth0"),
        ({"written": ["/etc"]}, "read-only files", "written: /etc"),
        ({"there": ["/etc/passwd"]}, "the machine's files unseen", "seen: /etc/passwd"),
        ({"status": {"Uid": "0", "NoNewPrivs": "1"}}, "no privileges", "user 0"),
        ({"status": {"Uid": "9", "CapEff": "f", "NoNewPrivs": "1"}}, "no privileges", "CapEff f"),
        ({"status": {"Uid": "9"}}, "no privileges", "programs may gain privileges"),
        ({"variables": {"GRADER_TOKEN": "s3cret"}}, "allowed variables alone", "GRADER_TOKEN"),
    ],
)
def test_a_hole_is_named_with_its_layer(
    hole: dict[str, object], name: str, said: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GRADER_TOKEN", "s3cret")
    found = lost(**hole)
    assert set(found) == {name}
    assert said in found[name].found
    assert "do not grade" in found[name].remedy


def test_a_variable_that_only_shares_its_name_was_not_passed_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRADER_TOKEN", "s3cret")
    assert lost(variables={"GRADER_TOKEN": "another"}) == {}


def test_a_limit_that_is_not_kept_is_named():
    printed = ["", "", "True\n", "True\n", "x" * 2 * LIMITS.cell_output_bytes, "48\n"]
    seen = new_notebook(
        cells=[new_code_cell(outputs=[new_output("stream", text=text)]) for text in printed]
    )
    assert [layer.holds for layer in checkup.limits_of(seen)] == [False] * 4


def test_a_job_that_reports_nothing_is_an_error():
    cells = [new_code_cell(), new_code_cell(outputs=[new_output("error", evalue="no module")])]
    with pytest.raises(ConfigError, match="said no report: no module"):
        checkup.reported(new_notebook(cells=cells))
    said = [new_code_cell(), new_code_cell(outputs=[new_output("stream", text=json.dumps({}))])]
    assert checkup.reported(new_notebook(cells=said)) == {}


@pytest.mark.parametrize(("late", "holds"), [(100.0, True), (0.0, False)])
def test_a_start_that_takes_all_the_time_was_stopped_by_it(
    late: float,
    holds: bool,  # noqa: FBT001 - a parameter of the test
    monkeypatch: pytest.MonkeyPatch,
):
    times = iter([0.0, late])

    def fail(*_: object) -> None:
        message = "it did not start"
        raise ConfigError(message)

    monkeypatch.setattr(checkup, "run", fail)
    monkeypatch.setattr(checkup.time, "monotonic", lambda: next(times))
    assert checkup.elapsed_time("none").holds is holds


def test_what_stands_behind_the_walls_is_named_with_what_to_install():
    standing = list(checkup.filters_of({"status": {"Seccomp": "2"}, "renamed": False}))
    missing = list(checkup.filters_of({"status": {}, "renamed": True}))
    assert [layer.name for layer in missing] == ["filter of system calls", "Landlock"]
    assert [(layer.holds, layer.remedy) for layer in standing] == [(True, "")] * 2
    assert not any(layer.holds or layer.expected for layer in missing)
    assert "apt install libseccomp2" in missing[0].remedy
    assert "Linux 5.13" in missing[1].remedy


def test_without_a_warm_parent_it_is_said_what_happens_instead():
    assert checkup.parent_of("").holds
    without = checkup.parent_of("namespaces can't be nested")
    assert not without.holds
    assert "takes longer" in without.found


def test_root_has_no_namespace_of_users_to_be_in(monkeypatch: pytest.MonkeyPatch):
    same = {**dict.fromkeys(checkup.inside.NAMESPACES, "its own"), "user": "the same"}
    monkeypatch.setattr(checkup.inside, "namespaces", lambda: {"user": "the same"})
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert lost(namespaces=same) == {}
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert lost(namespaces=same)["own namespaces"].found == "shared: user"
