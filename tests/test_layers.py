"""Imports inside grader/ point downward only, and a student's import stays light and portable."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import grader

PACKAGE = Path(grader.__file__).parent
LAYERS = (
    {"errors", "expression", "answer", "startup"},
    {"wire", "text", "domain", "verdict", "workers", "store"},
    {"equivalence", "symbolic"},
    {"questions", "matrices"},
    {"diagnosis", "comparison"},
    {"judging"},
    {"feedback"},
    {"notebook"},
    {"classroom"},
    {"cli"},
)
LAYER = {name: layer for layer, names in enumerate(LAYERS) for name in names} | {"sandbox": 1}
OUTSIDE = {"benchmarks", "course", "solutions", "tests"}
NOT_FOR_STUDENTS = {"dask", "distributed", "matplotlib", "nbgrader", "solutions"}
NOT_ON_WINDOWS = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
NOT_AT_IMPORT = {*NOT_ON_WINDOWS, "multiprocessing", "socket", "subprocess"}


def _name(path: Path) -> str:
    parts = ("grader", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
INSIDE = sorted(set(MODULES) - {"grader"})


def imported(tree: ast.AST) -> Iterator[str]:
    """Name all that the tree imports: `from a import b` gives a.b, wherever it stands."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(start)):
                yield from (f"{start}.{alias.name}" for alias in node.names)
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name


def named(module: str) -> set[str]:
    """Name all of the package that a module imports, but for its version and its place."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    names = {name for name in imported(tree) if name.split(".")[0] == "grader"}
    return names - {"grader", "grader.__version__"}


def home(name: str) -> str:
    """Say in which module an imported name lives; `grader` where it is in no other."""
    while name not in MODULES:
        name = name.rpartition(".")[0]
    return name


def targets(module: str) -> set[str]:
    """Say which modules of the package this one imports, leaving aside the public face."""
    return {home(name) for name in named(module)} - {"grader"}


def part(module: str) -> str:
    """Say which file or subpackage of the package a module belongs to."""
    return module.split(".")[1]


def test_an_import_is_seen_wherever_it_stands():
    lines = [
        "import a.b",
        "if TYPE_CHECKING:",
        "    from c import d",
        "def later():",
        "    from e.f import g",
        "    importlib.import_module('h')",
    ]
    assert set(imported(ast.parse("\n".join(lines)))) == {"a.b", "c.d", "e.f.g", "h"}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_name_the_whole_path(module: str):
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]


def test_every_module_has_a_layer():
    assert {part(module) for module in INSIDE} <= set(LAYER)


def test_the_guide_for_contributors_shows_these_layers(root: Path):
    table = re.findall(
        r"^\| (\d) \| (.*?) \|", (root / "CONTRIBUTING.md").read_text(), re.MULTILINE
    )
    shown = {name: int(layer) for layer, names in table for name in re.findall(r"`(\w+)`", names)}
    assert shown | {"sandbox": 1} == LAYER


@pytest.mark.parametrize("module", INSIDE)
def test_imports_point_downward(module: str):
    upward = {target for target in targets(module) if LAYER[part(target)] > LAYER[part(module)]}
    assert not upward


@pytest.mark.parametrize("module", INSIDE)
def test_no_module_imports_the_public_face(module: str):
    assert not {name for name in named(module) if home(name) == "grader"}


def test_the_sandbox_imports_only_errors():
    sandbox = [module for module in INSIDE if part(module) == "sandbox"]
    reached = {part(target) for module in sandbox for target in targets(module)}
    assert reached <= {"errors", "sandbox"}


def test_no_modules_import_each_other_in_a_circle():
    graph = {module: targets(module) - {module} for module in INSIDE}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_the_package_imports_nothing_of_the_course(module: str):
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    assert not {name.split(".")[0] for name in imported(tree)} & OUTSIDE


def _after(statement: str) -> set[str]:
    """Run a statement in a new Python, and name the modules that are then loaded."""
    code = f"{statement}\nimport sys; print(*(n for n, m in sys.modules.items() if m))"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True
    )
    return set(ran.stdout.split())


def test_a_students_import_loads_nothing_of_the_instructors():
    loaded = _after("from grader import check, hint")
    assert not {name.split(".")[0] for name in loaded} & NOT_FOR_STUDENTS


def test_a_students_import_needs_nothing_that_windows_lacks():
    """What a kernel has loaded before is not ours; after it, POSIX modules are taken away."""
    kernel = "import sys, IPython, flint, numpy, sympy"
    blocked = f"sys.modules.update(dict.fromkeys({sorted(NOT_ON_WINDOWS)}))"
    assert "grader.notebook.check" in _after(f"{kernel}\n{blocked}\nfrom grader import check, hint")


def test_student_side_modules_start_no_processes_and_open_no_sockets_at_import():
    student_side = set(MODULES) & _after("from grader import check, hint")
    for module in student_side:
        tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
        names = {name.split(".")[0] for name in imported(_without_functions(tree))}
        assert not names & NOT_AT_IMPORT, module


def _without_functions(tree: ast.Module) -> ast.Module:
    """Leave only what runs when the module is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [ast.Pass()]
    return tree
