"""The page of misconceptions is what the declarations say."""

from __future__ import annotations

from pathlib import Path

from grader.diagnosis.page import page


def test_the_page_in_the_docs_is_current(root: Path):
    written = (root / "docs" / "misconceptions.md").read_text(encoding="utf-8")
    assert written == page(), "write it with: python -m grader.diagnosis.page"
