from __future__ import annotations

import stat
from pathlib import Path

import pytest

from grader import store
from grader.store import Store, key

KEY = key("sum", b"1")


def test_a_result_is_found_again_by_whoever_opens_the_folder(tmp_path: Path):
    Store(tmp_path / "store")[KEY] = b"2" * 1000
    assert Store(tmp_path / "store").get(KEY) == b"2" * 1000
    assert Store(tmp_path / "store").get(key("sum", b"2")) is None


def test_results_are_for_their_owner_and_no_drafts_stay(tmp_path: Path):
    Store(tmp_path / "store")[KEY] = b"2"
    (folder,) = (tmp_path / "store").iterdir()
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("damaged", [b"", b"x", b"x\x9c"])
def test_a_damaged_result_counts_as_none_and_is_replaced(tmp_path: Path, damaged: bytes):
    kept = Store(tmp_path)
    kept[KEY] = b"2"
    (tmp_path / KEY[:2] / KEY).write_bytes(damaged)
    assert kept.get(KEY) is None
    kept[KEY] = b"2"
    assert kept.get(KEY) == b"2"


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path):
    (tmp_path / "store").write_text("a file is in the way")
    kept = Store(tmp_path / "store")
    kept[KEY] = b"2"
    assert kept.get(KEY) is None


def test_a_key_tells_kinds_parts_and_code_apart(monkeypatch: pytest.MonkeyPatch):
    keys = {KEY, key("sum", b"1", b""), key("sum"), key("product", b"1")}
    monkeypatch.setattr(store, "code", lambda: "another procedure")
    assert len(keys | {key("sum", b"1")}) == 5


def test_the_code_is_that_of_the_package_and_of_what_it_computes_with(
    monkeypatch: pytest.MonkeyPatch,
):
    before = store.code()
    store.code.cache_clear()
    assert store.code() == before
    store.code.cache_clear()
    monkeypatch.setattr(store, "PACKAGES", ("numpy", "not-installed"))
    assert store.code() != before
    store.code.cache_clear()
