from __future__ import annotations

import threading
from pathlib import Path

import pytest

from grader.notebook.layout import Layout
from grader.notebook.seeds import secret_of, seed


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout.of_course(tmp_path)
    layout.build.mkdir()
    return layout


def test_the_secret_is_made_once_and_is_its_owners_alone(layout: Layout):
    secret = secret_of(layout)
    assert len(secret) == 32
    assert secret_of(layout) == secret
    assert (layout.build / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in layout.build.iterdir()] == ["secret"]


def test_two_courses_have_different_secrets(tmp_path: Path):
    layouts = [Layout.of_course(tmp_path / name) for name in "ab"]
    for layout in layouts:
        layout.build.mkdir(parents=True)
    assert len({secret_of(layout) for layout in layouts}) == 2


def test_commands_that_start_at_once_agree_on_the_secret(layout: Layout):
    found: set[bytes] = set()
    threads = [threading.Thread(target=lambda: found.add(secret_of(layout))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1


def test_a_command_that_comes_second_takes_the_secret_of_the_first(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
):
    secret = secret_of(layout)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert secret_of(layout) == secret


def test_a_seed_depends_on_secret_student_question_and_attempt():
    base = (b"secret", "ada", "q", "1")
    others = [
        (b"other", "ada", "q", "1"),
        (b"secret", "bea", "q", "1"),
        (b"secret", "ada", "r", "1"),
        (b"secret", "ada", "q", "2"),
    ]
    assert seed(*base) == seed(*base)
    assert len({seed(*each) for each in [base, *others]}) == 5


def test_names_that_run_together_do_not_collide():
    assert seed(b"s", "ab", "c", "1") != seed(b"s", "a", "bc", "1")
