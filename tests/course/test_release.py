from __future__ import annotations

from pathlib import Path

import pytest

from grader.notebook.release import differences


@pytest.mark.slow
def test_the_committed_student_version_is_what_release_writes(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(root)
    assert differences(root, "jacobians") == []
