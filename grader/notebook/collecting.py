"""What is taken from nbgrader's exchange? Files, and never what a link there points to.

Students write to the exchange; nbgrader collects with the instructor's rights and copies the
content of links, so that a link named like an exercise would hand in its worked solution.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from grader.notebook.exchange_files import without_nonsense
from grader.notebook.intake import admit


class CollectPlainFiles(ExchangeCollect):  # type: ignore[misc] # nbgrader has no types
    """Collects ordinary files with plain names; what is left out is logged, and stops nobody."""

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
