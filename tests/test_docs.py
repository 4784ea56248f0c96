"""What the pages name exists: other pages, pictures, commands, tests, kinds of question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nbgrader.apps.nbgraderapp import NbGraderApp

from grader import questions
from grader.cli import main
from grader.notebook.configuration import load
from grader.notebook.layout import CONFIG
from grader.questions import Question
from tests.pages import blocks, pages, prose

LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#\s]+)(?:#[\w-]+)?\)")
COMMAND = re.compile(r"`(make|grader|nbgrader) ([a-z][\w-]*)")
TEST = re.compile(r"`(test_\w+)`")
PICTURE = 250_000


def _all(root: Path) -> list[Path]:
    return [*pages(root), root / "CHANGELOG.md", *sorted((root / "docs/decisions").glob("*.md"))]


def test_every_link_leads_to_a_file(root: Path):
    broken = [
        (page.name, target)
        for page in _all(root)
        for _, _, target in LINK.findall(prose(page))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not broken


def test_every_page_is_listed(root: Path):
    listed = {target for _, _, target in LINK.findall((root / "docs/README.md").read_text())}
    assert {path.name for path in (root / "docs").glob("*.md")} - listed == {"README.md"}


def test_pictures_are_small_and_described(root: Path):
    pictures = [
        (page.parent / target, text)
        for page in _all(root)
        for mark, text, target in LINK.findall(prose(page))
        if mark
    ]
    assert pictures
    for path, text in pictures:
        assert path.stat().st_size <= PICTURE
        assert len(text.split()) > 10, path


def test_every_command_named_in_running_text_exists(root: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--help"])
    known = {
        "make": re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(), re.MULTILINE),
        "grader": re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE),
        "nbgrader": list(NbGraderApp.subcommands),
    }
    named = {found for page in pages(root) for found in COMMAND.findall(prose(page))}
    assert ("grader", "lint") in named
    assert {(program, command) for program, command in named if command not in known[program]} == (
        set()
    )


def test_every_test_that_a_page_cites_exists(root: Path):
    code = "\n".join(path.read_text() for path in (root / "tests").rglob("test_*.py"))
    existing = set(re.findall(r"^def (test_\w+)\(", code, re.MULTILINE))
    cited = {name for page in pages(root) for name in TEST.findall(prose(page))}
    assert len(cited) > 20
    assert cited <= existing


def test_every_kind_of_question_is_in_the_table_of_credit(root: Path):
    page = (root / "docs" / "question-writer.md").read_text()
    kinds = {
        name
        for name in questions.__all__
        if isinstance(kind := getattr(questions, name), type) and issubclass(kind, Question)
    }
    asked = kinds - {"Question", "SymbolicQuestion"}
    assert len(asked) == 8
    assert {name for name in asked if f"| `{name}` |" not in page} == set()


def test_every_derivation_is_in_its_table(root: Path):
    page = (root / "docs" / "question-writer.md").read_text()
    for rule in questions.Derivation.__args__:
        fields = ", ".join(rule.__dataclass_fields__)
        assert f"| `{rule.__name__}({fields})` |" in page


def test_the_instructors_configuration_for_a_hub_finds_the_course(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    texts = [block.text for block in blocks(root / "docs" / "deploy.md")]
    everybody, instructor = (text for text in texts if "nbgrader_config.py" in text)
    (tmp_path / CONFIG).write_text(instructor)
    assert load(tmp_path).CourseDirectory.root == str(tmp_path / "course")
    (tmp_path / CONFIG).write_text(everybody)
    assert load(tmp_path).CourseDirectory.course_id == "jacobian"
