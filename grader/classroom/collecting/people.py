"""Whose is a file of a download? What its name says, as learning platforms make names.

Canvas puts all files into one folder. A name is the student's sortable name without blanks, `LATE`
if it was, the number of the user, the number of the uploaded file, and the student's own name for
it; a name that is there already gets `-1` before its ending. Source: the class ContentZipper in
https://github.com/instructure/canvas-lms/blob/master/app/models/content_zipper.rb and
`Attachment.make_unique_filename` in app/models/attachment.rb.

Moodle makes a folder a student, `Full Name_number_assignsubmission_file_/`; newer versions leave
out the last stroke. If "Download submissions in folders" is off, each file's name begins with that
instead. The number is the participant's, and is another one in each assignment. Source:
https://github.com/moodle/moodle/blob/main/mod/assign/classes/downloader.php

>>> canvas(("lovelaceada_LATE_123_456_1_compute-1.ipynb",))
Claim(name='lovelaceada', number='123', file='1_compute-1.ipynb', upload=456, late=True)
>>> moodle(("Ada Lovelace_77_assignsubmission_file_", "work", "1_compute (1).ipynb"))
Claim(name='Ada Lovelace', number='77', file='1_compute (1).ipynb', upload=0, late=False)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

LONGEST_ID = 60

_CANVAS = re.compile(
    r"(?P<name>[\w-]+?)(?P<late>[_-]late)?_(?P<number>[0-9]{1,20})_(?P<upload>[0-9]{1,20})_(?P<file>.+)",
    re.IGNORECASE | re.DOTALL,
)
_MARK = "_assignsubmission_file"
_MOODLE = re.compile(
    rf"(?P<name>.+?)_(?P<number>[0-9]{{1,20}}){_MARK}(?:_(?P<file>.*))?", re.DOTALL
)
_ENDING = re.compile(r"(?P<stem>.*?)\.ipynb(?:\.json|\.txt)?", re.IGNORECASE | re.DOTALL)
_EXTENSION = re.compile(r"(?P<stem>.+?)(?:\.\w{1,8}){1,2}", re.DOTALL)
_COPY = re.compile(r"(?P<stem>.+?)(?:-([0-9]{1,3})| ?\(([0-9]{1,3})\))", re.DOTALL)
_ARCHIVE = re.compile(r"(?<=.)\.zip\Z", re.IGNORECASE)
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._]+")


@dataclass(frozen=True)
class Claim:
    """What the name of a file says about it; none of it is trusted as a path.

    Attributes:
        name: the student's, as the platform writes it, or the name of a folder.
        number: the platform's number for the student; '' if there is none.
        file: what the student called the file.
        upload: a number that rises with each upload; 0 if the platform gives none.
        late: whether the platform marked it as late.
    """

    name: str
    number: str
    file: str
    upload: int = 0
    late: bool = False


def canvas(path: tuple[str, ...]) -> Claim | None:
    """What a name in an archive of Canvas says; None if Canvas does not make such names.

    What lies deeper was named by the student, so only the first name is asked.
    """
    found = _CANVAS.fullmatch(path[0])
    if not found:
        return None
    file = path[-1] if len(path) > 1 else found["file"]
    late = found["late"] is not None
    return Claim(found["name"], found["number"], file, int(found["upload"]), late)


def moodle(path: tuple[str, ...]) -> Claim | None:
    """What a name in an archive of Moodle says; None if Moodle does not make such names.

    Students may choose their full names: one that goes on like a name of Moodle's is nobody's.
    """
    found = _MOODLE.fullmatch(path[0])
    if not found or path[0].count(_MARK) > 1:
        return None
    return Claim(found["name"], found["number"], path[-1] if len(path) > 1 else found["file"] or "")


def folder(path: tuple[str, ...], notebooks: Collection[str]) -> Claim | None:
    """What a name in a folder says: of an unpacked archive, `ada/...`, or `ada_1_compute.ipynb`.

    A student's own archive, `ada.zip`, counts as a folder.

    >>> folder(("ada", "1_compute.ipynb"), ["1_compute"])
    Claim(name='ada', number='', file='1_compute.ipynb', upload=0, late=False)
    >>> folder(("ada_1_compute (1).ipynb",), ["1_compute"]).name
    'ada'
    """
    if claim := moodle(path) or canvas(path):
        return claim
    if len(path) > 1:
        return Claim(_ARCHIVE.sub("", path[0]), "", path[-1])
    for stem in stems(path[0]):
        for notebook in notebooks:
            before = stem.removesuffix(f"_{notebook}")
            if before not in ("", stem):
                return Claim(before, "", path[0])
    return None


def is_notebook(file: str) -> bool:
    """Whether a file is named as a notebook, also as some browsers rename it.

    >>> [is_notebook(name) for name in ("a.ipynb", "a (1).IPYNB", "a.ipynb.json", "a.pdf")]
    [True, True, True, False]
    """
    return _ENDING.fullmatch(file) is not None


def stems(file: str) -> tuple[str, ...]:
    """The file's name without ending, and again without what Canvas and browsers append.

    >>> stems("1_compute (1)-2.ipynb")
    ('1_compute (1)-2', '1_compute (1)', '1_compute')
    """
    ending = _ENDING.fullmatch(file) or _EXTENSION.fullmatch(file)
    found = [ending["stem"] if ending else file]
    while copy := _COPY.fullmatch(found[-1]):
        found.append(copy["stem"])
    return tuple(found)


def is_copy_of(file: str, name: str) -> bool:
    """Whether a file is called `name`, or would be but for what Canvas and browsers append.

    >>> is_copy_of("questions-1.py", "questions.py"), is_copy_of("questions.py", "data.csv")
    (True, False)
    """
    stem, dot, extension = name.rpartition(".")
    return file.endswith(dot + extension) and stem in stems(file)


def copies(file: str) -> tuple[int, ...]:
    """Which copy a file is, the last mark first; a later copy compares as larger.

    >>> copies("a.ipynb") < copies("a (1).ipynb") < copies("a-2.ipynb")
    True
    """
    numbers = (_COPY.fullmatch(stem) for stem in stems(file))
    return tuple(int(found[2] or found[3]) for found in numbers if found)


def derived_id(claim: Claim) -> str:
    """A student id made from a name; '' if nothing of the name can be part of one.

    The platform's number is part of it: two students may have the same name.

    >>> derived_id(Claim("Zoë O'Hara", "77", ""))
    'Zoe-O-Hara_77'
    >>> derived_id(Claim("../../etc", "", "")), derived_id(Claim("李雷", "5", ""))
    ('etc', 'student_5')
    """
    letters = unicodedata.normalize("NFKD", claim.name)
    ascii_only = "".join(letter for letter in letters if not unicodedata.combining(letter))
    name = _NOT_PLAIN.sub("-", ascii_only).strip("-._")[:LONGEST_ID]
    if not claim.number:
        return name
    return f"{name or 'student'}_{claim.number}"
