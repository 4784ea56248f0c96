"""Runs Python as an ordinary user where root runs the tests, who is walled in in another way.

    python -m tests.ordinary_user -m pytest tests/sandbox

Folders that are closed to others, such as root's home, may hold the interpreter or the repository.
In a mount namespace of the command's own these are shown where they are, and nothing else of that.
"""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

USER = 60_999
"""Nobody's number, below those that student code gets: the kernel counts processes by user."""
PLACES = tuple(map(Path, (Path(__file__).parents[1], sys.prefix, sys.base_prefix)))


def run(arguments: Sequence[str], *, captured: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the interpreter with these arguments; root becomes an ordinary user for it."""
    if os.geteuid() != 0:
        return _ended([sys.executable, *arguments], captured=captured)
    with TemporaryDirectory(ignore_cleanup_errors=True) as made:
        folder = Path(made)
        folder.chmod(0o755)
        home = folder / "home"
        home.mkdir()
        os.chown(home, USER, USER)
        user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
        words = [*user, "--inh-caps=-all", sys.executable, *arguments]
        script = "\n".join(["set -e", *_shown(folder), f"exec {shlex.join(words)}"])
        private = ["unshare", "--mount", "--propagation", "private"]
        own = {"HOME": str(home), "TMPDIR": str(home)}
        return _ended([*private, "sh", "-c", script], captured=captured, **own)


def _shown(folder: Path) -> list[str]:
    """Commands that show the places to others, and nothing else of what is closed to them."""
    closed = {each: place for place in PLACES for each in place.parents if _is_closed(each)}
    hidden = [each for each in closed if not any(other in closed for other in each.parents)]
    asides = {place: folder / str(n) for n, place in enumerate(PLACES)}
    lines = []
    for place, aside in asides.items():
        aside.mkdir()
        lines.append(shlex.join(["mount", "--rbind", str(place), str(aside)]))
    lines += [
        shlex.join(["mount", "-t", "tmpfs", "-o", "mode=755", "none", f"{h}"]) for h in hidden
    ]
    for place, aside in asides.items():
        if any(each in hidden for each in place.parents):
            lines.append(shlex.join(["mkdir", "-p", str(place)]))
            lines.append(shlex.join(["mount", "--rbind", str(aside), str(place)]))
    return lines


def _is_closed(folder: Path) -> bool:
    return not folder.stat().st_mode & stat.S_IXOTH


def _ended(
    command: Sequence[str], *, captured: bool, **more: str
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environment = {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}
    return subprocess.run(command, env=environment, capture_output=captured, text=True, check=False)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], captured=False).returncode)
