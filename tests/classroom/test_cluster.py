"""Work is sent to a cluster over TLS, and to nobody else; the cluster is one on this machine."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from shutil import copytree

import pytest
import yaml

from grader.classroom import attended
from grader.classroom.cluster import cluster, refuse_in_the_clear
from grader.classroom.grading import Way, grade
from grader.cli import main
from grader.errors import ConfigError
from grader.notebook import execution
from tests.copies import run
from tests.dask_cluster import Cluster, Counting, started
from tests.pages import blocks, listed
from tests.serving import PATIENCE
from tests.tiny_course import NAME, RIGHT, TinyCourse

dask = pytest.importorskip("dask")
pytest.importorskip("distributed")


@pytest.fixture(autouse=True)
def _no_client_is_left() -> Iterator[None]:
    """A client that could not connect ends when it is collected: here, not while another starts."""
    yield
    gc.collect()


SCORES = {"ada": 7, "bob": 0, "cyd": 6, "dee": 5}


@pytest.mark.parametrize(
    "address", ["tls://10.0.0.5:8786", "tcp://127.0.0.1:1", "localhost:8786", "tcp://[::1]:8786"]
)
def test_on_this_machine_and_over_tls_work_may_be_sent(address: str):
    refuse_in_the_clear(address)


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.5:8786", "10.0.0.5:8786", "grading.example.org", "ucx://10.0.0.5:1"]
)
def test_over_a_network_nothing_is_sent_in_the_clear(address: str):
    with pytest.raises(ConfigError, match=r"on another machine.*begins with tls://"):
        refuse_in_the_clear(address)


@pytest.mark.parametrize(
    "address", ["", "tcp://[::1", "tcp://", "tls://", ":8786", "localhost:99999"]
)
def test_what_is_no_address_is_said_to_be_none(address: str):
    with pytest.raises(ConfigError, match=rf"^{re.escape(repr(address))} is no address .*; give"):
        refuse_in_the_clear(address)


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ConfigError, match=r"Dask is not installed; run: .*\[dask\]"),
        cluster("localhost"),
    ):
        pass


def test_a_certificate_that_is_missing_is_said():
    with (
        pytest.raises(ConfigError, match=r"no Dask scheduler .* at tls://127"),
        cluster("tls://127.0.0.1:1"),
    ):
        pass


@pytest.fixture(scope="module")
def secured(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificates, and the file that tells Dask of them, as the page on deploying says."""
    folder, page = tmp_path_factory.mktemp("certificates"), root / "docs" / "deploy.md"
    run("set -e\n" + "\n".join(listed(page)), folder)
    (text,) = [b.text for b in blocks(page) if b.text.startswith("distributed:")]
    (folder / "dask.yaml").write_text(text.replace("/etc/grading", str(folder)))
    return folder


@pytest.fixture
def over_tls(secured: Path, tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers, of which nobody speaks in the clear."""
    file = secured / "dask.yaml"
    told = dask.config.merge(dask.config.config, yaml.safe_load(file.read_text()))
    with (
        dask.config.set(told),
        started(tmp_path, protocol="tls", more={"DASK_CONFIG": str(file)}) as secure,
    ):
        yield secure


def handed_in(released: Path, folder: Path) -> TinyCourse:
    course = TinyCourse(copytree(released, folder))
    course.hand_in("ada", course.answered(RIGHT))
    course.hand_in("bob", b"{ not JSON")
    course.hand_in("cyd", course.answered({**RIGHT, "q_colour_answer": "colour = 'A'"}))
    slow = f"import time\ntime.sleep(2)\n{RIGHT['q_jacobian_answer']}"
    wrong = "def double(v):\n    return 3 * v"
    course.hand_in(
        "dee", course.answered({**RIGHT, "q_jacobian_answer": slow, "q_double_answer": wrong})
    )
    return course


@pytest.mark.slow
def test_a_cluster_gives_the_scores_of_one_machine_also_when_a_worker_is_killed(
    released_course: Path,
    tmp_path: Path,
    over_tls: Cluster,
    monkeypatch: pytest.MonkeyPatch,
):
    course = handed_in(released_course, tmp_path / "course")
    monkeypatch.chdir(course.root)
    monkeypatch.setattr(execution, "carry_out", lambda _: pytest.fail("it ran on this machine"))
    address, victim = over_tls.address, over_tls.workers[0]
    assert address.startswith("tls://127.0.0.1:")
    with cluster(address) as executor:
        with pytest.raises(TimeoutError):  # Dask would have unpickled it
            executor.submit(complex, 1, 2).exception(timeout=3)
        result = grade(course.root, NAME, Way(executor=Counting(executor, 1, victim.kill)))
    assert {each.student: each.notebooks[0].score for each in result.submissions} == SCORES
    assert not any(each.fault for each in result.submissions)
    assert victim.wait(PATIENCE) == -9
    refuse_everybody_else(address, monkeypatch)


def refuse_everybody_else(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither without a certificate nor in the clear is anybody let in."""
    monkeypatch.setattr("grader.classroom.cluster.SECONDS", 1)
    without = {"distributed.comm.tls.client.cert": None, "distributed.comm.tls.client.key": None}
    for way, more in ((address, without), (address.replace("tls:", "tcp:"), {})):
        with (
            dask.config.set({"distributed.comm.require-encryption": False, **more}),
            pytest.raises(ConfigError, match="no Dask scheduler can be reached at"),
            cluster(way),
        ):
            pass


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers that speak in the clear, as they may on one machine."""
    with started(tmp_path) as cluster:
        yield cluster


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["workers", "scheduler"])
def test_a_cluster_that_is_lost_for_good_is_given_up_and_the_rest_runs_here(
    lost: str,
    there: Cluster,
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    course = handed_in(released_course, tmp_path / "course")
    monkeypatch.chdir(course.root)
    monkeypatch.setattr(attended, "ABSENCE", 1.0)
    lose = there.lose_workers if lost == "workers" else there.scheduler.kill
    said: SimpleQueue[str] = SimpleQueue()
    with cluster(there.address, said.put) as executor:
        result = grade(course.root, NAME, Way(executor=Counting(executor, 1, lose)))
        line = said.get(timeout=PATIENCE)
        with pytest.raises(RuntimeError, match="given up"):
            executor.submit(abs, 1)
    assert {each.student: each.notebooks[0].score for each in result.submissions} == SCORES
    assert line == (
        f"the Dask cluster at {there.address} has lost all its workers; the rest runs here"
    )


@pytest.mark.slow
def test_a_scheduler_without_workers_is_said_with_what_to_start(
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(released_course)
    monkeypatch.setattr("grader.classroom.cluster.ABSENCE", 0.5)
    with started(tmp_path, workers=0) as empty:
        address = empty.address
        assert main(["grade", NAME, "--isolation", "best", "--dask", address]) == 2
    assert capsys.readouterr().err == (
        f"grader: the Dask scheduler at {address} has no worker, and none came within 0.5 s; "
        f"start one with: dask worker {address} --nthreads 1\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("tcp://127.0.0.1:1", "no Dask scheduler can be reached at tcp://127.0.0.1:1"),
        ("tcp://[::1", "'tcp://[::1' is no address of a Dask scheduler"),
        ("", "'' is no address of a Dask scheduler"),
    ],
)
def test_the_command_says_in_a_line_what_is_wrong_with_an_address(
    address: str,
    message: str,
    released_course: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(released_course)
    monkeypatch.setattr("grader.classroom.cluster.SECONDS", 1)
    assert main(["grade", NAME, "--isolation", "best", "--dask", address]) == 2
    assert capsys.readouterr().err.startswith(f"grader: {message}")
