"""Who grades as root has other walls than an ordinary user: attacks are tried on both."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests import ordinary_user

HERE = Path(__file__).parent
ATTACKS = (
    "test_reach.py",
    "test_overuse.py::test_forking_is_refused_beyond_the_limit",
    "test_survival.py::test_the_first_process_behind_walls_cannot_be_killed_from_inside",
)
"""Those that run here; `make soak` tries all."""


pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user takes this way in every test"),
    pytest.mark.usefixtures("walled"),
    pytest.mark.skipif(not shutil.which("setpriv"), reason="root becomes nobody else"),
]
LOOK = "import os; print(os.getresuid(), os.getgroups(), open('/proc/self/status').read())"


def test_root_becomes_a_user_without_privileges():
    told = ordinary_user.run(["-c", LOOK]).stdout
    assert told.startswith(f"({', '.join([str(ordinary_user.USER)] * 3)}) []")
    assert f"CapEff:\t{0:016x}" in told


@pytest.mark.slow
def test_attacks_fail_where_an_ordinary_user_grades_too():
    quiet = ["-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider"]
    ended = ordinary_user.run([*quiet, *(str(HERE / name) for name in ATTACKS)])
    assert ended.returncode == 0, ended.stdout
    if "SKIPPED" in ended.stdout:
        pytest.skip(ended.stdout[-1000:])
    assert " passed" in ended.stdout
