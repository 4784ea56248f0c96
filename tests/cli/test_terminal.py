from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from grader.cli.terminal import say
for _ in range(100):
    say("x" * 10_000)
raise SystemExit(7)
"""


def test_a_command_goes_on_when_nobody_reads_any_more():
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=120) == 7
