import resource

import pytest

from grader.workers import limits


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """The limits that are asked for, which this process does not take on."""
    found: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", found.__setitem__)
    return found


def test_memory_is_limited_and_no_core_is_left(asked: dict[int, tuple[int, int]]):
    limits.limit_memory(10**9)
    assert asked == {
        resource.RLIMIT_AS: (10**9, 10**9),
        resource.RLIMIT_CORE: (0, 0),
    }


def test_an_allowance_of_processor_time_counts_from_now_and_can_be_renewed(
    asked: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
):
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    monkeypatch.setattr(limits.time, "process_time", lambda: 3.5)
    limits.limit_processor_time(2)
    assert asked[resource.RLIMIT_CPU] == (6, hard)
    monkeypatch.setattr(limits.time, "process_time", lambda: 100.0)
    limits.limit_processor_time(2)
    assert asked[resource.RLIMIT_CPU] == (102, hard)
