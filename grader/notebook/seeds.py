"""Which inputs is this student's function tried on? A seed that nobody can guess or choose.

The seed follows from a secret of the instructor's, the student, the question and the bytes that
were handed in: the judge computes it again, and every attempt meets other inputs.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from hashlib import sha256
from pathlib import Path

from grader.notebook.layout import Layout

BYTES = 32


def secret_of(layout: Layout) -> bytes:
    """The course's secret, made when it is first needed; only its owner can read it."""
    path = layout.build / "secret"
    if not path.exists():
        _make(path)
    return bytes.fromhex(path.read_text(encoding="ascii"))


def seed(secret: bytes, student: str, question: str, attempt: str) -> bytes:
    """The seed of the challenges of one question for one attempt of one student.

    >>> seed(b"secret", "ada", "q", "1") == seed(b"secret", "ada", "q", "2")
    False
    """
    return hmac.digest(secret, json.dumps([student, question, attempt]).encode(), sha256)


def _make(path: Path) -> None:
    # Linked into place when complete, so that of two commands at once both get the same one.
    draft = path.with_name(f"secret.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode=0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(BYTES))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
