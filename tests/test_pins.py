"""The bounds of pyproject.toml, the pins of constraints.txt and environment.yml agree."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

WINDOWS = {"os_name": "nt", "platform_system": "Windows", "sys_platform": "win32"}
PYTHONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def direct(project: dict[str, Any]) -> list[Requirement]:
    """Every direct dependency, those of the extras too."""
    extras = chain.from_iterable(project["optional-dependencies"].values())
    return [Requirement(text) for text in (*project["dependencies"], *extras)]


@pytest.fixture(scope="module")
def pins(root: Path) -> dict[str, str]:
    lines = (root / "constraints.txt").read_text().splitlines()
    return dict(line.split("==") for line in lines)


@pytest.fixture(scope="module")
def environment(root: Path) -> list[Any]:
    return yaml.safe_load((root / "environment.yml").read_text())["dependencies"]


def needed(requirements: list[Requirement], system: dict[str, str]) -> set[str]:
    """Name all that these requirements bring along on a system.

    What is not installed here, as what only Windows needs, is taken to need nothing more.
    """
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) not in found:
            found.add((name, extras))
            waiting += _needs(name, extras, system)
    return {name for name, _ in found}


def _needs(name: str, extras: frozenset[str], system: dict[str, str]) -> Iterator[Requirement]:
    try:
        texts = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, texts):
        marker = requirement.marker
        if not marker or any(marker.evaluate({**system, "extra": e}) for e in ("", *extras)):
            yield requirement


def test_constraints_are_names_and_versions_in_order_and_nothing_else(root: Path):
    lines = (root / "constraints.txt").read_text().splitlines()
    names = [line.split("==")[0] for line in lines]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9a-z.]*", line) for line in lines)
    assert names == sorted(set(names))


def test_every_direct_dependency_is_pinned_within_its_bounds(
    direct: list[Requirement], pins: dict[str, str]
):
    outside = [r for r in direct if not r.specifier.contains(pins[canonicalize_name(r.name)])]
    assert not outside


def test_every_dependency_has_a_lower_and_an_upper_bound(direct: list[Requirement]):
    for requirement in direct:
        assert sorted(s.operator for s in requirement.specifier) == ["<", ">="], requirement


def test_every_bound_has_its_reason(root: Path, direct: list[Requirement]):
    lines = (root / "pyproject.toml").read_text().splitlines()
    bounds = [line for line in lines if re.match(r'  "[\w-]+>=', line)]
    assert len(bounds) == len(direct)
    assert all(re.search(r'", +# \w', line) for line in bounds)


def test_students_need_neither_nbgrader_nor_dask(project: dict[str, Any]):
    names = needed([Requirement(text) for text in project["dependencies"]], {})
    assert "jupyterlab" in names
    assert not names & {"nbgrader", "dask", "distributed"}


@pytest.mark.parametrize("system", [{}, WINDOWS], ids=["here", "Windows"])
def test_every_indirect_dependency_is_pinned(
    system: dict[str, str], direct: list[Requirement], pins: dict[str, str]
):
    assert not needed(direct, system) - set(pins)


def test_what_only_windows_needs_is_pinned(pins: dict[str, str]):
    assert {"colorama", "pywinpty"} <= set(pins)


def test_what_is_installed_here_is_what_is_pinned(project: dict[str, Any], pins: dict[str, str]):
    extras = project["optional-dependencies"]
    made = [*project["dependencies"], *extras["docs"], *extras["grading"], *extras["test"]]
    for name in needed([Requirement(text) for text in made], {}):
        assert distribution(name).version == pins[name], name


def test_what_is_installed_here_runs_on_the_first_release_of_every_python(
    direct: list[Requirement],
):
    """Debian's Python 3.11 is 3.11.2: a pin that needs 3.11.5 would not install there."""
    for name in needed(direct, {}):
        try:
            admitted = SpecifierSet(distribution(name).metadata.get("Requires-Python") or "")
        except PackageNotFoundError:
            continue  # an extra that the environment goes without
        assert all(admitted.contains(f"{python}.0") for python in PYTHONS), name


def test_the_conda_environment_has_the_same_python(environment: list[Any], project: dict[str, Any]):
    assert f"python{project['requires-python']}" in environment


def test_the_conda_environment_has_the_same_pins(
    environment: list[Any], project: dict[str, Any], pins: dict[str, str]
):
    names = [canonicalize_name(Requirement(text).name) for text in project["dependencies"]]
    pip = next(part["pip"] for part in environment if isinstance(part, dict))
    assert [line for line in pip if "==" in line] == [f"{n}=={pins[n]}" for n in sorted(names)]
    assert [line for line in pip if "==" not in line] == [
        "--constraint constraints.txt",
        "--editable .",
    ]


def _pip_resolves(requirements: list[str], target: Path, *options: str) -> str:
    """Return pip's last complaint, empty where it could install all of these."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    where = ["--no-deps", "--only-binary=:all:", f"--target={target}", *options]
    ran = subprocess.run(
        [*command, *where, *requirements], check=False, capture_output=True, text=True
    )
    return (ran.stderr.strip() or "pip failed").splitlines()[-1] if ran.returncode else ""


@pytest.mark.network
@pytest.mark.slow
@pytest.mark.parametrize("python", [PYTHONS[0], PYTHONS[-1]])
def test_all_that_a_student_needs_has_wheels_for_windows(
    python: str, project: dict[str, Any], pins: dict[str, str], tmp_path: Path
):
    complaint = _pip_resolves([f"packaging=={pins['packaging']}"], tmp_path)
    if complaint:
        pytest.skip(f"no package index is reached: {complaint}")
    version = {"python_version": python, "python_full_version": f"{python}.0"}
    requirements = [Requirement(text) for text in project["dependencies"]]
    names = sorted(needed(requirements, WINDOWS | version))
    wheels = [f"{name}=={pins[name]}" for name in names]
    assert "pywinpty" in names
    assert not _pip_resolves(wheels, tmp_path, "--platform=win_amd64", f"--python-version={python}")
