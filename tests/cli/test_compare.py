from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from grader.cli import main

ROW = b'{"id": "r", "student": "x+x", "reference": "2*x"}\n'
COMMAND = [sys.executable, "-c", "import sys; from grader.cli import main; sys.exit(main())"]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit status of `grader compare`, and what it wrote to its two outputs."""
    status = main(["compare", *arguments])
    streams = capsys.readouterr()
    return status, streams.out, streams.err


def test_equal_formulas_are_proved(capsys: pytest.CaptureFixture[str]):
    status, out, err = said(capsys, "(x**2 - 1)/(x - 1)", "x + 1")
    assert (status, err) == (0, "")
    assert out == ("PROVED, where both are defined, excluding x - 1 = 0\n  by normal form\n")


def test_different_formulas_are_refuted_at_a_point(capsys: pytest.CaptureFixture[str]):
    status, out, err = said(capsys, "2*x", "x**2", "--domain", "x=(0, 1)")
    assert (status, err) == (1, "")
    first, values, bits = out.splitlines()
    assert first == "REFUTED at x = 1/2"
    assert values.startswith("  A is 1, B is 0.25; they differ by at least 0.7")
    assert bits == "  (64-bit interval arithmetic)"


def test_what_is_undecided_has_a_status_of_its_own(capsys: pytest.CaptureFixture[str]):
    status, out, err = said(capsys, "9**9**9**9", "1")
    assert (status, err) == (3, "")
    assert out == "UNDECIDED\n  an exponent is too large\n"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--var", "x"], 1),
        (["--positive", "x"], 0),
        (["--nonnegative", "x"], 0),
        (["--negative", "x"], 1),
        (["--integer", "x"], 1),
        (["--domain", "x=(0, 1]"], 0),
        (["--domain", "x != 0"], 1),
        (["--domain", "x=positive"], 0),
        (["--var", "x", "--positive", "x"], 0),
        (["--var", "y", "--positive", "x", "--domain", "t = [0, oo)"], 0),
        ([], 1),
    ],
)
def test_options_say_where_a_variable_ranges(
    options: list[str], status: int, capsys: pytest.CaptureFixture[str]
):
    assert said(capsys, "abs(x)", "x", *options)[0] == status


def test_a_number_can_be_taken_out_of_the_line(capsys: pytest.CaptureFixture[str]):
    assert said(capsys, "x/x", "1")[1].startswith("PROVED, where both are defined, excluding x = 0")
    assert said(capsys, "x/x", "1", "--domain", "x != 0")[1].startswith("PROVED, everywhere")


def test_a_name_that_is_not_declared_is_refused(capsys: pytest.CaptureFixture[str]):
    status, out, err = said(capsys, "x + xy", "x", "--var", "x", "--var", "y")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "grader: the student's formula: the name xy is unknown here; write x*y, or use x and y",
        "  x + xy",
        "      ^",
    ]


def test_a_formula_may_begin_with_a_minus(capsys: pytest.CaptureFixture[str]):
    assert said(capsys, "--var", "x", "--", "-x", "x - 2*x")[0] == 0
    assert said(capsys, "-2 * x", "-x - x")[0] == 0
    with pytest.raises(SystemExit, match="2"):
        main(["compare", "-x", "x - 2*x"])
    assert "write -- before a formula that begins with a minus" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x"], "compare takes two formulas"),
        ([], "compare takes two formulas"),
        (["x", "x", "--jsonl"], "with --jsonl formulas and variables stand in the rows"),
        (["--jsonl", "--var", "x"], "with --jsonl formulas and variables stand in the rows"),
        (["--jsonl", "--json"], "with --jsonl formulas and variables stand in the rows"),
        (["x", "x", "--positive", "x", "--negative", "x"], "x is declared twice"),
        (["x", "x", "--domain", "x"], "--domain x says no range"),
        (["x", "x", "--domain", "x=complex"], "the domain of x: 'complex' is not a domain"),
        (["x", "x", "--domain", "x=(1, 0)"], "the domain of x: the interval from 1 to 0"),
        (["x", "2x"], "the reference: no sign stands between 2 and x"),
    ],
)
def test_what_cannot_be_compared_is_said_on_stderr(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
):
    status, out, err = said(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("grader: ")
    assert message in err


def test_a_verdict_can_be_printed_as_json(capsys: pytest.CaptureFixture[str]):
    status, out, _ = said(capsys, "x", "y", "--json")
    found = json.loads(out)
    assert (status, found["status"]) == (1, "REFUTED")
    assert found["witness"]["point"].keys() == {"x", "y"}
    assert "id" not in found


def test_what_is_invalid_can_be_printed_as_json(capsys: pytest.CaptureFixture[str]):
    status, out, err = said(capsys, "x", "2x", "--json")
    assert (status, err) == (2, "")
    assert json.loads(out)["status"] == "INVALID"


def test_the_help_says_what_an_exit_status_means(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="0"):
        main(["compare", "--help"])
    printed = capsys.readouterr().out
    for status, meaning in ((0, "PROVED"), (1, "REFUTED"), (3, "UNDECIDED")):
        assert f"\n  {status}  {meaning}" in printed


def test_rows_are_answered_row_by_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ROW + b"{\n" + ROW)))
    status, out, err = said(capsys, "--jsonl")
    assert (status, err) == (0, "")
    statuses = [json.loads(line)["status"] for line in out.splitlines()]
    assert statuses == ["PROVED", "INVALID", "PROVED"]


def test_a_stream_that_cannot_be_read_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    folder = os.open(tmp_path, os.O_RDONLY)
    with os.fdopen(os.dup(0), "r") as stdin:
        os.dup2(folder, stdin.fileno())
        os.close(folder)
        monkeypatch.setattr(sys, "stdin", stdin)
        status, out, err = said(capsys, "--jsonl")
    assert (status, out) == (2, "")
    assert err == "grader: standard input cannot be read: Is a directory\n"


def test_a_command_can_be_interrupted_from_the_keyboard(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    class Terminal(io.BytesIO):
        def readline(self, _: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Terminal()))
    assert said(capsys, "--jsonl") == (130, "", "")


def test_a_reader_that_leaves_early_ends_the_stream_without_an_error():
    with subprocess.Popen(
        [*COMMAND, "compare", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        with pytest.raises(BrokenPipeError):  # it has ended, though there would be more to answer
            _write_rows(process.stdin)
        _, err = process.communicate()
    assert (process.returncode, err) == (0, b"")


def _write_rows(pipe: BinaryIO) -> None:
    for _ in range(10_000):
        pipe.write(ROW)
        pipe.flush()
