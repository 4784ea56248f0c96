"""What the process inside the walls is asked to do, as one JSON document on its standard input.

>>> job = Job(cells=("1 + 1",), files={"data.csv": b"1,2"}, limits=Limits(), folder="/tmp")
>>> Job.from_json(job.to_json()) == job
True
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Self

from grader.sandbox.limits import Limits


@dataclass(frozen=True)
class Job:
    """The sources to run, in order, and the surroundings to run them in.

    Args:
        cells: the sources of the code cells.
        files: what the working folder holds, by plain name.
        limits: what the notebook may use.
        folder: the working folder, which exists and is empty.
        user: the user to become before anything of the student runs; None to stay who we are.
        tasks_elsewhere: processes and threads of the same user that the kernel counts against
            the limit although they are not the notebook's.
        environment: variables to set.
        confined: whether files and processes outside are forbidden once more, inside the walls.
        system_calls: the filter of system calls, as the kernel takes it; empty for none.
    """

    cells: tuple[str, ...]
    files: Mapping[str, bytes]
    limits: Limits
    folder: str
    user: int | None = None
    tasks_elsewhere: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)
    confined: bool = False
    system_calls: bytes = b""

    def to_json(self) -> bytes:
        """Write the document."""
        files = {name: base64.b64encode(data).decode() for name, data in self.files.items()}
        calls = base64.b64encode(self.system_calls).decode()
        others = {"files": files, "limits": asdict(self.limits), "system_calls": calls}
        document = {**vars(self), **others}
        return json.dumps(document).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Read what `to_json` wrote; the sender is trusted."""
        document = json.loads(data)
        document["cells"] = tuple(document["cells"])
        document["limits"] = Limits(**document["limits"])
        document["system_calls"] = base64.b64decode(document["system_calls"])
        document["files"] = {
            name: base64.b64decode(text) for name, text in document["files"].items()
        }
        return cls(**document)
