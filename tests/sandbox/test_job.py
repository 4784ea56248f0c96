from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox.job import Job
from grader.sandbox.limits import Limits


@given(
    cells=st.lists(st.text(), max_size=3),
    files=st.dictionaries(st.text(min_size=1), st.binary(), max_size=3),
    user=st.none() | st.integers(1, 70_000),
    tasks=st.integers(0, 10_000),
    calls=st.binary(),
)
def test_a_job_reads_back_as_it_was_written(
    cells: list[str], files: dict[str, bytes], user: int | None, tasks: int, calls: bytes
):
    job = Job(
        tuple(cells),
        files,
        Limits(cpu_seconds=2.5),
        "/folder",
        user,
        tasks,
        {"A": "b"},
        confined=True,
        system_calls=calls,
    )
    assert Job.from_json(job.to_json()) == job
