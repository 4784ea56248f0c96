"""Hand in the sample class: copy its files, and make what a repository cannot hold.

Usage: python tests/sample/place.py FOLDER

FOLDER becomes the sample's folder of submissions; what it held before is replaced. Links, an
oversized file and metadata nested 200,000 deep are made here; all else is copied from `submitted/`.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent
SOLUTIONS = SAMPLE.parents[1] / "solutions"
NESTING = 200_000
OVERSIZE = 2**30


def place(folder: Path, solutions: Path = SOLUTIONS) -> None:
    """Write every submission of the sample class below `folder`; links lead to `solutions`."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SAMPLE / "submitted", folder)
    _links_and_an_oversized_file(folder / "eve" / "jacobians", solutions)
    _nested_metadata(folder / "xavier" / "jacobians")


def _links_and_an_oversized_file(folder: Path, solutions: Path) -> None:
    (folder / "jacobians_references.py").symlink_to(solutions / "jacobians_references.py")
    (folder / "zeros.txt").symlink_to("/dev/zero")
    (folder / "2_determinant.ipynb").symlink_to(solutions / "jacobians" / "2_determinant.ipynb")
    with (folder / "figures.png").open("wb") as file:
        file.truncate(OVERSIZE)  # sparse: it takes no room on the disk


def _nested_metadata(folder: Path) -> None:
    notebook = json.loads((folder / "1_compute.ipynb").read_text())
    text = json.dumps({**notebook, "metadata": "NESTED"})
    nested = '{"a":' * NESTING + "0" + "}" * NESTING
    (folder / "2_determinant.ipynb").write_text(text.replace('"NESTED"', nested))


if __name__ == "__main__":
    place(Path(sys.argv[1]))
