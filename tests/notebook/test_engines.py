import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile

import nbgrader.api
import pytest
from nbgrader.api import Base, Course, Gradebook
from sqlalchemy import Engine, event

from grader.notebook.engines import disconnect, share_engines


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook without students; making one takes seconds."""
    path = tmp_path_factory.mktemp("gradebook") / "empty.db"
    Gradebook(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def address(empty: Path, tmp_path: Path) -> str:
    return f"sqlite:///{copyfile(empty, tmp_path / 'gradebook.db')}"


@pytest.fixture(autouse=True)
def _shared(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - made before
    monkeypatch.setattr(nbgrader.api, "create_engine", nbgrader.api.create_engine)
    monkeypatch.setattr(Gradebook, "__init__", Gradebook.__init__)
    monkeypatch.setattr(Gradebook, "close", Gradebook.close)
    share_engines()


@contextmanager
def _statements(engine: Engine) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def test_a_gradebook_that_is_opened_again_compiles_nothing_again(address: str, empty: Path):
    with Gradebook(address) as first:
        first.add_student("amara")
        known = len(first.engine._compiled_cache)  # noqa: SLF001 - nothing public counts it
    with Gradebook(address) as again, Gradebook(f"sqlite:///{empty}") as elsewhere:
        assert again.engine is first.engine is not elsewhere.engine
        assert len(again.engine._compiled_cache) >= known > 0  # noqa: SLF001


@pytest.mark.parametrize("course", ["default_course", ""])
def test_a_gradebook_that_is_opened_again_asks_for_its_course_alone(address: str, course: str):
    with Gradebook(address) as first:
        engine = first.engine
    with _statements(engine) as asked, Gradebook(address, course):
        pass
    assert [" ".join(statement.split()) for statement in asked] == [
        "SELECT course.id FROM course WHERE course.id = ?"
    ]


def test_a_gradebook_that_is_opened_again_for_another_course_gets_that_too(address: str):
    with Gradebook(address):
        pass
    for _ in range(2):
        with Gradebook(address, "calculus") as again:
            assert again.course_id == "calculus"
            assert {course.id for course in again.db.query(Course)} == {
                "default_course",
                "calculus",
            }


def test_a_gradebook_whose_tables_are_gone_gets_new_ones(address: str):
    with Gradebook(address) as first:
        Base.metadata.drop_all(first.engine)
    with Gradebook(address) as again:
        again.add_student("amara")
        assert [student.id for student in again.students] == ["amara"]


def test_closing_a_gradebook_leaves_another_one_of_the_same_address_open(address: str):
    with Gradebook(address) as outer:
        outer.add_student("amara")
        with Gradebook(address) as inner:
            inner.add_student("bao")
        outer.add_student("chen")
        assert {student.id for student in outer.students} == {"amara", "bao", "chen"}


def test_a_gradebook_that_was_put_in_the_place_of_another_one_is_opened(
    address: str, empty: Path, tmp_path: Path
):
    with Gradebook(address) as first:
        first.add_student("amara")
    copyfile(empty, tmp_path / "restored.db")
    (tmp_path / "restored.db").replace(tmp_path / "gradebook.db")
    with Gradebook(address) as again:
        assert again.students == []
        again.add_student("bao")
    with closing(sqlite3.connect(tmp_path / "gradebook.db")) as other:
        assert other.execute("SELECT id FROM student").fetchall() == [("bao",)]


def test_a_gradebook_that_is_closed_keeps_its_connection_and_locks_nothing(
    address: str, tmp_path: Path
):
    with Gradebook(address) as first:
        first.add_student("amara")
        engine = first.engine
    connected: list[object] = []
    event.listen(engine, "connect", lambda *_: connected.append(1))
    with Gradebook(address) as again:
        assert [student.id for student in again.students] == ["amara"]
    assert connected == []
    with closing(sqlite3.connect(tmp_path / "gradebook.db", timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM student")
        other.commit()
    with Gradebook(address) as again:
        assert again.students == []


def test_a_connection_that_was_kept_can_be_ended(address: str):
    with Gradebook(address) as first:
        engine = first.engine
    assert engine.pool.checkedin() == 1
    disconnect()
    assert engine.pool.checkedin() == 0
    with Gradebook(address) as again:
        assert again.students == []


def test_what_is_in_no_file_is_disconnected_when_it_is_closed():
    with Gradebook("sqlite://") as gradebook:
        pool = gradebook.engine.pool
    assert gradebook.engine.pool is not pool
