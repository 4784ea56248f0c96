"""`grader doctor`: what isolates student code on this machine, and what is missing?"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.cli.terminal import Commands, say
from grader.errors import ConfigError
from grader.notebook.layout import find_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EPILOG = """\
Every layer is tried with a small job, as the user who asks; this takes some ten seconds.

exit status:
  0  the strongest layers that this package has hold
  1  one of them does not; the last column says what to do
"""


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "say what isolates student code on this machine"
    command = commands.add_parser(
        "doctor",
        help=text,
        description=f"{text.capitalize()}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--json", action="store_true", help="print what was found as JSON")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    found = examine()
    say(json.dumps(found, indent=2) if options.json else "\n".join(_written(found)))
    return 0 if found["isolated"] else 1


def examine() -> dict[str, Any]:
    """Try everything; what was found, as JSON can hold it."""
    from grader.classroom.machine import access, versions  # noqa: PLC0415 - see `grader.cli.main`
    from grader.classroom.processes import available  # noqa: PLC0415
    from grader.sandbox.checkup import layers  # noqa: PLC0415

    root = _root()
    build, gradebook = root / "build", root / "build" / "gradebook.db"
    private = (root / "nbgrader_config.py", root / "solutions", build, gradebook)
    tried = layers(private)
    return {
        "isolated": all(layer.holds for layer in tried if layer.expected),
        "user": "root" if os.geteuid() == 0 else "an ordinary user",
        "layers": [asdict(layer) for layer in tried],
        "access": [
            {"path": str(a.path), "mode": a.found, "closed": a.closed, "remedy": a.remedy}
            for a in access(build, gradebook)
        ],
        "versions": versions(),
        "processors": os.cpu_count(),
        "workers": available(),
    }


def _root() -> Path:
    """The folder of the course; where there is none, the one in which we are."""
    try:
        return find_root(Path.cwd())
    except ConfigError:
        return Path.cwd()


def _written(found: dict[str, Any]) -> Iterator[str]:
    from grader.classroom.table import aligned  # noqa: PLC0415 - see `grader.cli.main`

    yield from aligned([("layer", "holds", "found"), *map(_row, found["layers"])], left=(0, 1, 2))
    yield ""
    yield from _verdict(found)
    remedies = dict.fromkeys(layer["remedy"] for layer in found["layers"] if layer["remedy"])
    yield from (f"To do: {remedy}." for remedy in remedies)
    yield ""
    yield from _about_access(found["access"])
    yield f"processors: {found['processors']}; `grader grade` takes --workers {found['workers']}"
    yield "versions: " + ", ".join(f"{name} {v}" for name, v in found["versions"].items())


def _verdict(found: dict[str, Any]) -> Iterator[str]:
    missing = [layer for layer in found["layers"] if not layer["holds"]]
    needed = [layer for layer in missing if layer["expected"]]
    if needed:
        yield f"NOT ISOLATED, as {found['user']}: layers that do not hold: {len(needed)}."
        if not found["layers"][0]["holds"]:
            yield "`grader grade` and `nbgrader autograde` refuse unless they are told to go on."
    elif missing:
        names = ", ".join(layer["name"] for layer in missing)
        yield f"ISOLATED, as {found['user']}, but without: {names}."
    else:
        yield f"ISOLATED, as {found['user']}: the strongest layers that this package has hold."


def _row(layer: dict[str, Any]) -> tuple[str, str, str]:
    absent = "NO" if layer["expected"] else "no"
    return layer["name"], "yes" if layer["holds"] else absent, " ".join(layer["found"].split())


def _about_access(accesses: Sequence[dict[str, Any]]) -> Iterator[str]:
    for place in accesses:
        others = f"OPEN TO OTHERS: {place['remedy']}"
        yield f"{place['path']}: {place['mode']}, {'closed' if place['closed'] else others}"
    if not accesses:
        yield "There is no build/ here yet, and no gradebook."
