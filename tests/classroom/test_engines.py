from pathlib import Path

import nbgrader.api
import pytest
from nbgrader.api import Gradebook

from grader.classroom.engines import share_engines


def test_a_gradebook_that_is_opened_again_compiles_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(nbgrader.api, "create_engine", nbgrader.api.create_engine)
    share_engines()
    one, other = (f"sqlite:///{tmp_path / name}.db" for name in ("one", "other"))
    with Gradebook(one) as first:
        first.add_student("amara")
        known = len(first.engine._compiled_cache)  # noqa: SLF001 - nothing public counts it
    with Gradebook(one) as again, Gradebook(other) as elsewhere:
        assert again.engine is first.engine is not elsewhere.engine
        assert len(again.engine._compiled_cache) >= known > 0  # noqa: SLF001


def test_closing_a_gradebook_leaves_another_one_of_the_same_address_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(nbgrader.api, "create_engine", nbgrader.api.create_engine)
    share_engines()
    address = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Gradebook(address) as outer:
        outer.add_student("amara")
        with Gradebook(address) as inner:
            inner.add_student("bao")
        outer.add_student("chen")
        assert {student.id for student in outer.students} == {"amara", "bao", "chen"}
