from __future__ import annotations

import pytest
from nbgrader.utils import parse_utc

from grader.notebook import exchange_files
from grader.notebook.exchange_files import is_time


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01 12:00:00.250000 UTC",  # nbgrader's submit
        "2026-03-01 12:00:00.250000 CEST",  # with a time zone of the course
        "2026-03-01 12:00:00.250000 +0545",
        "2026-03-01 12:00:00",  # zip_collect
        "2026-03-01 12:00:00.25+00:00",
        " 2026-03-01 12:00:00 UTC\n",
    ],
)
def test_what_nbgrader_writes_is_a_time(text: str):
    assert is_time(text.encode())
    assert parse_utc(text.strip()).year == 2026


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-13-01 12:00:00",
        "2026-03-01 25:00:00 UTC",
        "2026-03-01 12:00:00+99:99",
        "2026-03-01 12:00:00 5",
        "9999-12-31 23:59:59 -9999",
        "0001-01-01 00:00:00 +9999",
        "٢٠٢٦-03-01 12:00:00 UTC",
    ],
)
def test_other_texts_are_no_times(text: str):
    assert not is_time(text.encode())


@pytest.mark.parametrize(
    "zone", ["/proc/self/mem", "../../etc/shadow", ":UTC", "Europe/Berlin", "\0"]
)
def test_no_file_is_opened_for_the_name_of_a_time_zone(zone: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exchange_files, "parse_utc", lambda text: pytest.fail(f"{text} was parsed"))
    assert not is_time(f"2026-03-01 12:00:00 {zone}".encode())


@pytest.mark.parametrize("data", [b"1" * 2**22, b" " * 2**22, b"\xff" * 50])
def test_what_is_long_or_no_text_is_not_parsed(data: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exchange_files, "parse_utc", lambda text: pytest.fail(f"{text} was parsed"))
    assert not is_time(data)
