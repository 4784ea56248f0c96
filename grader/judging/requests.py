"""What do the judge's two processes say to each other? One line of JSON a question, each way.

Both sides are ours and trusted; what a student wrote stays the text that it was, inside a string.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from grader.answer import Answer
from grader.judging.following import Earlier
from grader.questions.data import from_dict, to_dict
from grader.questions.following import sources
from grader.questions.kinds import Question
from grader.store import key
from grader.verdict import Report
from grader.wire import read, write
from grader.wire.strict import BYTES


@dataclass(frozen=True)
class Item:
    """One answer to be judged.

    Attributes:
        question: what was asked.
        payload: the JSON text that the student's process wrote; None if there is none.
        reference: the right answer.
    """

    question: Question
    payload: str | bytes | None
    reference: Answer

    @property
    def basis(self) -> tuple[str, str]:
        """Digests of the question and of the reference: what a mark rests on besides the answer."""
        data = _item_data(self)
        question = json.dumps(data["question"], sort_keys=True)
        return sha256(question.encode()).hexdigest(), sha256(data["reference"].encode()).hexdigest()


@dataclass(frozen=True)
class Request:
    """An item with the earlier items that it may follow from, and the time that it may take."""

    item: Item
    earlier: tuple[tuple[Item, Report], ...]
    seconds: float

    def to_line(self) -> bytes:
        """The request as one line, without its end."""
        return json.dumps({**self._data(), "seconds": self.seconds}).encode()

    @property
    def key(self) -> str:
        """What tells the question asked here from every other one, whatever time it may take.

        It comes of the question, the answer, the reference (of a function, what it gives for the
        inputs of this seed), the earlier answers with their reports, and the code that decides.
        """
        return key("judge", json.dumps(self._data(), sort_keys=True).encode())

    @classmethod
    def from_line(cls, line: bytes) -> Request:
        """The request that `to_line` gave."""
        data = json.loads(line)
        earlier = tuple((_item(item), Report.from_dict(report)) for item, report in data["earlier"])
        return cls(_item(data["item"]), earlier, data["seconds"])

    def _data(self) -> dict[str, Any]:
        return {
            "item": _item_data(self.item),
            "earlier": [[_item_data(item), report.to_dict()] for item, report in self.earlier],
        }

    def decoded(self) -> list[Earlier]:
        """The earlier answers, read; each was read without complaint when it was judged."""
        return [
            Earlier(item.question, read(item.payload).answer, item.reference, report)
            for item, report in self.earlier
            if item.payload is not None
        ]


def used_by(item: Item, judged: Sequence[tuple[Item, Report]]) -> tuple[tuple[Item, Report], ...]:
    """The items judged so far on which the answer to `item` builds.

    Those that were unreadable are left out; those that no one could judge are not.
    """
    rule = item.question.derivation
    names = () if rule is None else sources(rule)
    return tuple(
        (i, r) for i, r in judged if i.question.name in names and (r.answer or r.needs_human)
    )


def _item_data(item: Item) -> dict[str, Any]:
    return {
        "question": to_dict(item.question),
        "payload": _text(item.payload),
        "reference": json.dumps(write(item.question.name, item.reference)),
    }


def _item(data: dict[str, Any]) -> Item:
    reference = read(data["reference"]).answer
    return Item(from_dict(data["question"]), data["payload"], reference)


def _text(payload: str | bytes | None) -> str | None:
    """The payload as text; one too long to be read is cut, and stays too long to be read."""
    if isinstance(payload, bytes):
        payload = payload.decode("utf-8", "surrogateescape")
    return None if payload is None else payload[: BYTES + 1]
