r"""One line of JSON per finished cell: the only thing that comes out of the walls.

The shell writes them and the grader reads them strictly, because by then a student may have
written them. What a record says is believed only about the student's own page.

>>> hello = {"output_type": "stream", "name": "stdout", "text": "hello"}
>>> read(write(Record(cell=0, count=1, outputs=[hello]))).outputs[0]["text"]
'hello'
>>> plain({"text/plain": "a lone surrogate \ud800"})
{'text/plain': 'a lone surrogate �'}
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

DEPTH = 40
MOST_RUNS = 2**31 - 1
"""The highest execution count; no notebook may have one below zero."""
READY = b'{"ready": true}\n'


@dataclass(frozen=True)
class Record:
    """What one finished cell put out.

    Args:
        cell: the position of the cell in the job.
        count: its execution count; None for an empty cell, which isn't run.
        outputs: outputs as in nbformat, a display's id under "display_id".
        updates: new contents of displays that exist already: display_id, data, metadata.
    """

    cell: int
    count: int | None
    outputs: Sequence[Mapping[str, Any]] = ()
    updates: Sequence[Mapping[str, Any]] = ()


def write(record: Record) -> bytes:
    """Write one line."""
    return json.dumps(vars(record), allow_nan=False, ensure_ascii=False).encode() + b"\n"


def read(line: bytes) -> Record:
    """Read one line; raise ValueError for anything that `write` wouldn't write."""
    try:
        document = json.loads(line, parse_constant=_refuse, object_pairs_hook=_unique)
    except RecursionError:
        message = "a record is nested too deeply"
        raise ValueError(message) from None
    if not isinstance(document, dict) or set(document) != {"cell", "count", "outputs", "updates"}:
        message = "a record has other keys than cell, count, outputs, updates"
        raise ValueError(message)
    count = document["count"]
    if not (_is_count(document["cell"]) and (count is None or _is_count(count))):
        message = "a record's numbers are no integers, or out of range"
        raise ValueError(message)
    return Record(
        cell=document["cell"],
        count=count,
        outputs=_list_of(document["outputs"], _OUTPUTS),
        updates=_list_of(document["updates"], {None: _UPDATE}),
    )


def plain(value: Any, depth: int = DEPTH) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value as plain JSON: keys are text, bytes are base64, no lone surrogates.

    Raises ValueError for what JSON can't say and for what is nested too deeply.
    """
    if depth == 0:
        message = "a value is nested too deeply"
        raise ValueError(message)
    if isinstance(value, str):
        return _encodable(str(value))
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float) and value - value == 0:
        return float(value)
    if isinstance(value, Mapping):
        return {_encodable(str(key)): plain(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, depth - 1) for item in value]
    message = f"JSON can't say {type(value).__name__}"
    raise ValueError(message)


def bundle(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a MIME bundle whose values are JSON for JSON types and text for all others."""
    return {
        mime: value if is_json(mime) or isinstance(value, str) else str(value)
        for mime, value in plain(data).items()
    }


def is_json(mime: str) -> bool:
    """Whether contents of this MIME type are JSON values rather than text."""
    return mime == "application/json" or mime.endswith("+json")


def _encodable(text: str) -> str:
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _list_of(value: Any, kinds: Mapping[str | None, Mapping[str, Any]]) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, list):
        message = "a record's outputs are no list"
        raise ValueError(message)  # noqa: TRY004 - whatever is wrong with a line is one error
    return tuple(_checked(item, kinds) for item in value)


def _checked(value: Any, kinds: Mapping[str | None, Mapping[str, Any]]) -> Any:  # noqa: ANN401
    item = plain(value)
    kind = item.get("output_type") if isinstance(item, dict) else None
    keys = kinds.get(kind) if kind is None or isinstance(kind, str) else None
    if keys is None or set(item) - {"output_type"} != set(keys):
        message = f"an output of type {kind!r} is unknown or has other keys than it should"
        raise ValueError(message)
    wrong = [key for key, accepts in keys.items() if not accepts(item[key])]
    if wrong:
        message = f"the {wrong[0]} of an output of type {kind!r} has the wrong type"
        raise ValueError(message)
    return item


def _refuse(literal: str) -> NoReturn:
    message = f"{literal} is not JSON"
    raise ValueError(message)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        message = "a record names a key twice"
        raise ValueError(message)
    return dict(pairs)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_RUNS


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_bundle(value: object) -> bool:
    return isinstance(value, dict) and all(_is_text(v) or is_json(k) for k, v in value.items())


_UPDATE = {
    "display_id": _is_text,
    "data": _is_bundle,
    "metadata": lambda value: isinstance(value, dict),
}
_OUTPUTS: Mapping[str | None, Mapping[str, Any]] = {
    "stream": {"name": lambda value: value in ("stdout", "stderr"), "text": _is_text},
    "display_data": {**_UPDATE, "display_id": lambda value: value is None or _is_text(value)},
    "execute_result": {
        "data": _is_bundle,
        "metadata": lambda value: isinstance(value, dict),
        "execution_count": _is_count,
    },
    "error": {
        "ename": _is_text,
        "evalue": _is_text,
        "traceback": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    },
}
