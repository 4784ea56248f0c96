from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = "import sys; sys.exit('lark' in sys.modules)"


@pytest.mark.parametrize(
    "start",
    [
        "import grader.classroom.grading",
        "import grader.cli; grader.cli.main(['lint', '.']); import nbformat",
    ],
)
def test_no_grammar_is_compiled_for_a_command(start: str, tmp_path: object):
    ran = subprocess.run(
        [sys.executable, "-c", f"{start}; {LOADED}"], check=False, cwd=str(tmp_path)
    )
    assert ran.returncode == 0


def test_jsonschema_alone_would_compile_them():
    ran = subprocess.run([sys.executable, "-c", f"import nbformat; {LOADED}"], check=False)
    assert ran.returncode == 1
