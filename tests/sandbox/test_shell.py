"""The shell in this process; what it does as a process of its own is in test_execution."""

import asyncio
import builtins
import getpass
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.sandbox import shell as shells
from grader.sandbox.limits import Limits
from grader.sandbox.records import Record, read, write

Cells = Callable[..., list[Record]]


@contextmanager
def no_running_loop() -> Iterator[None]:
    """As in a notebook's own process: the browser of other tests keeps a loop in this thread."""
    running = asyncio._get_running_loop()  # noqa: SLF001 - there is no public way
    asyncio._set_running_loop(None)  # noqa: SLF001 - likewise
    try:
        yield
    finally:
        asyncio._set_running_loop(running)  # noqa: SLF001 - likewise


@pytest.fixture
def cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cells]:
    """Run cells in a shell of this process, which gives everything back afterwards."""
    for module, names in ((sys, ("stdout", "stderr", "stdin")), (builtins, ("input",))):
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(getpass, "getpass", getpass.getpass)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.chdir(tmp_path)
    kept = os.dup(1), os.dup(2)

    def run(*sources: str) -> list[Record]:
        # Only now: pytest replaces the streams itself between this fixture and the test.
        session = shells.start(10_000, tmp_path / "scratch")
        records: list[Record] = []
        with no_running_loop():
            shells.run(session, sources, records.append, Limits())
        return [read(write(record)) for record in records]

    yield run
    shells.Shell.clear_instance()
    for number, copy in enumerate(kept, start=1):
        os.dup2(copy, number)
        os.close(copy)


def outputs(record: Record) -> list[str]:
    return [
        output.get("text") or output.get("ename") or output["data"].get("text/plain", "")
        for output in record.outputs
    ]


def test_a_record_follows_each_cell_in_order(cells: Cells):
    records = cells("1 + 1", "", "print('a')", "  \n", "_ + 1")
    assert [record.cell for record in records] == [0, 1, 2, 3, 4]
    assert [record.count for record in records] == [1, None, 2, None, 3]
    assert [outputs(record) for record in records] == [["2"], [], ["a\n"], [], ["3"]]


def test_a_cell_that_raises_stops_no_later_cell(cells: Cells):
    records = cells("print('a')\n1/0", "x = )", "raise SystemExit", "undefined", "exit()", "'on'")
    shown = [outputs(record) for record in records]
    assert shown[0] == ["a\n", "ZeroDivisionError"]
    assert [names[0] for names in shown[1:4]] == ["SyntaxError", "SystemExit", "NameError"]
    assert shown[4] == [
        "UsageError: exit ends only its cell in a graded run; the later cells run\n"
    ]
    assert shown[5] == ["'on'"]


def test_displays_keep_their_mime_bundles(cells: Cells):
    answer = {"application/vnd.jacobian.answer+json": {"format": 1, "rows": [["+", 1, 2]]}}
    (record,) = cells(f"display({answer!r}, raw=True)")
    assert record.outputs[0]["data"] == answer


def test_displays_are_updated_and_cleared(cells: Cells):
    records = cells(
        "handle = display('old', display_id='d')",
        "handle.update('new')",
        "from IPython.display import clear_output\nprint('gone'); clear_output(); print('kept')",
    )
    assert records[0].outputs[0]["display_id"] == "d"
    assert records[1].updates[0]["data"] == {"text/plain": "'new'"}
    assert outputs(records[2]) == ["kept\n"]


def test_cells_may_await_and_run_inside_a_loop(cells: Cells):
    records = cells(
        "import asyncio\nawait asyncio.sleep(0, 'awaited')",
        "async def fail():\n    raise KeyError('k')\nawait fail()",
        "async with asyncio.timeout(1):\n    print('in time')",
        "asyncio.get_running_loop().is_running()",
    )
    expected = [["'awaited'"], ["KeyError"], ["in time\n"], ["True"]]
    assert [outputs(record) for record in records] == expected


def test_asking_for_input_is_refused_and_says_what_to_do(cells: Cells):
    records = cells("input('name? ')", "import getpass; getpass.getpass()")
    for record in records:
        (error,) = record.outputs
        assert error["ename"] == "StdinNotImplementedError"
        assert "write the value into the cell" in error["evalue"]


def test_magics_work_and_help_stays_out_of_the_outputs(cells: Cells):
    records = cells(
        "%%capture kept\nprint('captured')",
        "kept.stdout",
        "x = !echo listed\nx",
        "len?",
        "%unknown_magic",
        "%matplotlib inline",
        "get_ipython().enable_gui('qt')",
        "import os; code = os.system('echo outside Python')",
    )
    shown = [outputs(record) for record in records]
    assert shown[:4] == [[], ["'captured\\n'"], ["['listed']"], []]
    assert "UsageError" in shown[4][0]
    assert shown[5] == []
    assert "figures are shown inline" in shown[6][0]
    assert shown[7] == ["outside Python\n"]


def test_an_error_without_a_message_still_has_a_record(cells: Cells):
    source = "class Silent(Exception):\n    def __str__(self): raise KeyError\nraise Silent"
    (record,) = cells(source)
    assert record.outputs[0]["ename"] == "Silent"
    assert record.outputs[0]["evalue"] == "<its message can't be shown>"


def test_a_broken_shell_fails_the_cell_and_goes_on(cells: Cells):
    broken, after = cells("get_ipython().run_cell_async = None", "1")
    assert outputs(broken) == []
    assert outputs(after) == ["TypeError"]


def test_memory_kept_back_is_given_for_a_while():
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (before[1] if before[1] > 0 else 1 << 40, before[1]))
    within = resource.getrlimit(resource.RLIMIT_AS)
    with shells.headroom():
        assert resource.getrlimit(resource.RLIMIT_AS) == (within[1], within[1])
    assert resource.getrlimit(resource.RLIMIT_AS) == within
    resource.setrlimit(resource.RLIMIT_AS, before)
