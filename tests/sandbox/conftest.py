"""Each kind of isolation that this machine has."""

import os
from collections.abc import Mapping
from types import MappingProxyType

import pytest
from nbformat import NotebookNode

from grader.sandbox import warm
from grader.sandbox.probe import obstacle
from tests.sandbox.runs import Run, runner


@pytest.fixture
def walled() -> Run:
    """Run cells behind bubblewrap."""
    if found := obstacle():
        pytest.skip(found)
    return runner("bubblewrap")


@pytest.fixture
def warmed() -> Run:
    """Run cells behind bubblewrap in children of a warm parent."""
    if found := obstacle() or warm.obstacle():
        pytest.skip(found)
    return runner("bubblewrap")


@pytest.fixture
def unwalled() -> Run:
    """Run cells without walls, and measured where coverage is."""
    measured = {name: os.environ[name] for name in os.environ if name.startswith("COVERAGE_")}

    def run(
        *sources: str, environment: Mapping[str, str] = MappingProxyType({}), **options: object
    ) -> NotebookNode:
        return runner("none")(*sources, environment={**measured, **environment}, **options)

    return run


@pytest.fixture(params=["walled", "unwalled"])
def run(request: pytest.FixtureRequest) -> Run:
    """Run cells in each kind of isolation."""
    return request.getfixturevalue(request.param)
