from __future__ import annotations

import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from grader.classroom.collecting import archive as module
from grader.classroom.collecting.archive import read_archive, read_inner
from grader.classroom.collecting.entries import Entry
from grader.classroom.collecting.people import is_notebook
from grader.errors import ConfigError
from tests.special_files import KINDS

VERSION_IN_DIRECTORY = 6
FLAGS_IN_DIRECTORY = 8
FLAGS_IN_HEADER = 6
PLACE_IN_DIRECTORY = 42


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "all.zip"


def write(path: Path | BytesIO, *members: tuple[str | zipfile.ZipInfo, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members:
            opened.writestr(name, data)


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = BytesIO()
    write(buffer, *members)
    return buffer.getvalue()


def read(path: Path) -> list[Entry]:
    return list(read_archive(path, is_notebook))


def refusals(path: Path) -> dict[str, str]:
    return {"/".join(entry.path): entry.refused for entry in read(path) if entry.refused}


def test_files_are_read_with_their_paths_and_times(path: Path):
    info = zipfile.ZipInfo("ada/a.ipynb", (2026, 3, 1, 12, 0, 2))
    write(path, (info, b"one"), ("b.ipynb", b"two"))
    first, second = read(path)
    assert first == Entry(("ada", "a.ipynb"), b"one", modified=(2026, 3, 1, 12, 0, 2))
    assert (second.path, second.data) == (("b.ipynb",), b"two")


def test_two_files_of_one_name_are_both_read(path: Path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        write(path, ("a.ipynb", b"one"), ("a.ipynb", b"two"))
    assert [entry.data for entry in read(path)] == [b"one", b"two"]


@pytest.mark.parametrize(
    "name",
    [
        "../a.ipynb",
        "/etc/a.ipynb",
        "ada/../../a.ipynb",
        "..\\..\\a.ipynb",
        "C:\\a.ipynb",
        "./a.ipynb",
        "a//b.ipynb",
    ],
)
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str, path: Path):
    write(path, (name, b"x"))
    (refused,) = refusals(path).values()
    assert refused == "its name leads out of the archive"


def test_a_name_with_a_hidden_end_is_refused(path: Path):
    write(path, ("a.ipynb?.txt", b"x"))
    path.write_bytes(path.read_bytes().replace(b"a.ipynb?.txt", b"a.ipynb\0.txt"))
    assert refusals(path) == {"a.ipynb": "its name leads out of the archive"}


@pytest.mark.parametrize("name", ["d/" * 10 + "a.ipynb", "x" * 300 + ".ipynb"])
def test_a_name_that_is_too_long_or_too_deep_is_refused(name: str, path: Path):
    write(path, (name, b"x"))
    (refused,) = refusals(path).values()
    assert refused == "it lies too deep, or its name is too long"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (stat.S_IFLNK, "it is a link, not a file"),
        (stat.S_IFDIR, "it is a folder, not a file"),
        *((kind, "it is not an ordinary file") for kind in KINDS.values()),
    ],
)
def test_links_and_devices_are_refused(kind: int, reason: str, path: Path):
    info = zipfile.ZipInfo("a.ipynb")
    info.external_attr = (kind | 0o777) << 16
    write(path, (info, b"/etc/passwd"))
    assert refusals(path) == {"a.ipynb": reason}


def test_folders_and_what_tools_leave_are_passed_over(path: Path):
    write(
        path,
        ("ada/", b""),
        ("__MACOSX/._a.ipynb", b"x"),
        ("ada/.ipynb_checkpoints/a-checkpoint.ipynb", b"x"),
    )
    assert read(path) == []


def test_a_folder_that_holds_bytes_is_not_passed_over(path: Path):
    write(path, ("a.ipynb?", b"x"))
    path.write_bytes(path.read_bytes().replace(b"a.ipynb?", b"a.ipynb/"))
    assert refusals(path) == {"a.ipynb/": "its name leads out of the archive"}


def test_what_is_no_notebook_is_not_read(path: Path):
    write(path, ("a.pdf", b"x"))
    assert refusals(path) == {"a.pdf": "it is no notebook"}


def test_a_file_over_the_limit_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LARGEST_FILE", 10)
    write(path, ("a.ipynb", b"x" * 11), ("b.ipynb", b"x" * 10))
    assert list(refusals(path)) == ["a.ipynb"]


def test_an_archive_that_grows_beyond_measure_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "LARGEST_FOLDER", 2**20)
    write(path, *((f"{n}.ipynb", bytes(2**20)) for n in range(2)))
    assert path.stat().st_size * module.MOST_TIMES < 2 * 2**20
    with pytest.raises(ConfigError, match="unpacked, it is larger than 1 MiB"):
        read(path)


def test_a_file_that_is_larger_than_it_says_is_damaged(path: Path):
    write(path, ("a.ipynb", bytes(2**20)), ("b.ipynb", b"fine"))
    data = path.read_bytes()
    assert data.count(struct.pack("<L", 2**20)) == 2
    path.write_bytes(data.replace(struct.pack("<L", 2**20), struct.pack("<L", 9)))
    assert refusals(path) == {"a.ipynb": "it is damaged in the archive"}


def test_damage_in_one_file_harms_no_other_one(path: Path):
    write(path, ("a.ipynb", b"0123456789" * 50), ("b.ipynb", b"fine"))
    data = bytearray(path.read_bytes())
    data[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    assert refusals(path) == {"a.ipynb": "it is damaged in the archive"}
    assert [entry.data for entry in read(path) if not entry.refused] == [b"fine"]


@pytest.mark.parametrize(
    "data",
    [b"", b"no archive", zipped(("a.ipynb", b"x" * 100))[:60]],
    ids=["nothing", "something else", "a part of one"],
)
def test_what_is_no_archive_is_said(data: bytes, path: Path):
    path.write_bytes(data)
    with pytest.raises(ConfigError, match="can't be read as a zip archive"):
        read(path)


def test_an_archive_that_is_not_there_is_said(path: Path):
    with pytest.raises(ConfigError, match="No such file"):
        read(path)


def encrypted(data: bytes) -> bytes:
    """The same archive with the flags of its first file saying that it is encrypted."""
    changed = bytearray(data)
    changed[FLAGS_IN_HEADER] |= 1
    changed[data.index(b"PK\x01\x02") + FLAGS_IN_DIRECTORY] |= 1
    return bytes(changed)


def test_an_encrypted_archive_is_said(path: Path):
    path.write_bytes(encrypted(zipped(("a.ipynb", b"x"))))
    with pytest.raises(ConfigError, match="is encrypted; unpack it, and use --folder"):
        read(path)


def test_an_unusual_compression_is_refused(path: Path):
    info = zipfile.ZipInfo("a.ipynb")
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(info, bytes(1000), compress_type=zipfile.ZIP_BZIP2)
    assert refusals(path) == {"a.ipynb": "it is compressed in a way that is not read here"}


def inner(data: bytes) -> list[Entry]:
    return list(read_inner(Entry(("ada", "all.zip"), data), is_notebook))


def test_an_archive_of_a_student_is_read_in_its_place():
    (entry,) = inner(zipped(("work/a.ipynb", b"x")))
    assert (entry.path, entry.data) == (("ada", "all.zip", "work", "a.ipynb"), b"x")


def test_a_students_archive_that_is_none_is_refused_as_a_whole():
    assert [entry.refused for entry in inner(b"no")] == ["it is no zip archive, or it is damaged"]


def test_an_encrypted_file_of_a_student_is_refused():
    assert [entry.refused for entry in inner(encrypted(zipped(("a.ipynb", b"x"))))] == [
        "it is encrypted"
    ]


def changed_in_directory(data: bytes, place: int, value: int) -> bytes:
    """The same archive with another byte where its directory describes its first file."""
    changed = bytearray(data)
    changed[data.index(b"PK\x01\x02") + place] = value
    return bytes(changed)


def test_a_students_archive_of_a_version_to_come_is_refused():
    (entry,) = inner(changed_in_directory(zipped(("a.ipynb", b"x")), VERSION_IN_DIRECTORY, 99))
    assert entry.refused == "it is no zip archive, or it is damaged"


@pytest.mark.parametrize("flag", [0x20, 0x40], ids=["patched", "strongly encrypted"])
def test_a_file_that_python_does_not_unpack_harms_no_other_one(flag: int):
    data = zipped(("a.ipynb", b"x"), ("b.ipynb", b"fine"))
    refused, fine = inner(changed_in_directory(data, FLAGS_IN_DIRECTORY, flag))
    assert refused.refused == "it is damaged in the archive"
    assert fine.data == b"fine"


@pytest.mark.parametrize("place", [2**62, 2**63, 2**64 - 1])
def test_a_file_that_would_lie_beyond_all_places_harms_no_other_one(place: int):
    far = zipfile.ZipInfo("a.ipynb")
    far.extra = struct.pack("<HHQ", 1, 8, place)  # of an archive larger than 4 GiB
    data = bytearray(zipped((far, b"x"), ("b.ipynb", b"fine")))
    start = data.index(b"PK\x01\x02") + PLACE_IN_DIRECTORY
    data[start : start + 4] = b"\xff" * 4
    refused, fine = inner(bytes(data))
    assert refused.refused == "it is damaged in the archive"
    assert fine.data == b"fine"


def test_a_file_without_a_name_harms_no_other_one():
    data = zipped(("?a.ipynb", b"x"), ("b.ipynb", b"fine")).replace(b"?a", b"\0a")
    nameless, fine = inner(data)
    assert nameless.refused == "its name leads out of the archive"
    assert fine.data == b"fine"


def test_a_students_archive_that_grows_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LARGEST_FOLDER", 2**20)
    (entry,) = inner(zipped(*((f"{n}.ipynb", bytes(2**20)) for n in range(2))))
    assert entry.refused == "unpacked, it is larger than 1 MiB"


def test_a_students_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_FILES", 3)
    (entry,) = inner(zipped(*((f"{n}.ipynb", b"") for n in range(4))))
    assert entry.refused == "it holds more than 3 files"
