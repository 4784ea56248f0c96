"""What is taken from nbgrader's exchange? Files, and never what a link there points to.

Students write to the exchange; nbgrader collects with the instructor's rights and copies the
content of links, so that a link named like an exercise would hand in its worked solution.
"""

from __future__ import annotations

import os
import pwd
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from grader.notebook.exchange_files import without_nonsense
from grader.notebook.intake import admit

NEVER = datetime.min  # noqa: DTZ901 - nbgrader's times have no zone


class CollectPlainFiles(ExchangeCollect):  # type: ignore[misc] # nbgrader has no types
    """Collects ordinary files with plain names; what is left out is logged, and stops nobody."""

    src_records: list[dict[str, Any]]

    def init_src(self) -> None:
        """Find the submissions; a folder whose name is none of nbgrader's is none."""
        super().init_src()
        self.src_records = [record for record in self.src_records if record["username"]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """What the name of a folder says, which a student may have given it."""
        try:
            found: dict[str, Any] = super()._path_to_record(path)
        except (ValueError, OverflowError, TypeError):  # whatever reading a time ends with
            return self._left_out(path, "its name holds no time")
        if self.check_owner and _is_anothers(path, found["username"]):
            advice = "if the exchange does not keep owners, set ExchangeCollect.check_owner = False"
            return self._left_out(path, f"it does not belong to {found['username']}; {advice}")
        return found

    def _left_out(self, path: str, why: str) -> dict[str, Any]:
        self.log.warning("%s was not collected: %s", path, why)
        return {"username": "", "filename": "", "timestamp": NEVER}

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:  # noqa: ANN401, ARG002 - nbgrader's
        """Copy one submission."""
        intake = without_nonsense(admit(Path(src)))
        for away in intake.turned_away:
            self.log.warning("%s: %s was not collected: %s", src, away.name, away.reason)
        folder = Path(dest)
        folder.mkdir(parents=True)
        for name, data in intake.files.items():
            (folder / name).write_bytes(data)
        if self.coursedir.groupshared:
            for path in (folder, *folder.iterdir()):
                path.chmod(path.stat().st_mode | (0o2770 if path.is_dir() else 0o660))


def _is_anothers(path: str, username: str) -> bool:
    """Whether a folder belongs to somebody else than the user of this machine with that name."""
    try:
        user = pwd.getpwnam(username)
    except KeyError:  # those who use a hub need not be users of its machines
        return False
    return os.lstat(path).st_uid != user.pw_uid
