from __future__ import annotations

import stat
from pathlib import Path

import pytest

from grader.notebook.drafts import ITS_OWNERS_ALONE, write_whole


def test_a_file_is_replaced_as_a_whole(tmp_path: Path):
    path = tmp_path / "page.html"
    write_whole(path, "first")
    write_whole(path, "sec\u00f6nd\n", mode=ITS_OWNERS_ALONE)
    assert path.read_bytes() == "sec\u00f6nd\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == ITS_OWNERS_ALONE
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_file_as_it_was_and_no_draft(tmp_path: Path):
    path, draft = tmp_path / "page.html", tmp_path / "elsewhere"
    write_whole(path, "first")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half of it \ud800", draft)
    assert path.read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]
