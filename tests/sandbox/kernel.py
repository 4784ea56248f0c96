"""Running a notebook in a real kernel, and what of its outputs the sandbox has to show as well."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from nbformat import NotebookNode, read

from grader.sandbox.environment import surroundings

# In a process of its own, since a kernel repeats what processes write on its own standard output.
KERNEL = """
import sys, nbclient, nbformat
path, folder = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
resources = {"metadata": {"path": folder}}
nbclient.NotebookClient(notebook, allow_errors=True, resources=resources).execute()
nbformat.write(notebook, path)
"""


def run_in_kernel(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run a notebook in a kernel, in a folder of its own with the variables of the sandbox."""
    path = folder / "notebook.ipynb"
    path.write_text(json.dumps(notebook))
    ours = {"PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(
        [sys.executable, "-c", KERNEL, str(path), str(folder)],
        capture_output=True,
        check=True,
        env={**surroundings(str(folder), str(folder), os.environ), **ours},
    )
    return read(path, as_version=4)


def essence(cell: NotebookNode) -> list[object]:
    """A cell's outputs without what may differ.

    A kernel sends a stream in pieces. Its tracebacks are shortened (see grader/sandbox/shell.py):
    what counts is which lines of which cells they point at. Its cells have other file names.
    """
    kept: list[dict[str, object]] = []
    for output in json.loads(json.dumps(cell.outputs)):
        if "name" in output and kept and kept[-1].get("name") == output["name"]:
            kept[-1]["text"] += output["text"]
            continue
        if "traceback" in output:
            lines = "\n".join(re.sub(r"\x1b\[[0-9;]*m", "", line) for line in output["traceback"])
            pointing = r"^-+> .*|^Cell In.*|^\w+(?:Error|Exit).*"
            found = re.findall(pointing, lines, re.MULTILINE)
            output["traceback"] = [" ".join(line.split()) for line in found]
            output["evalue"] = re.sub(r"\(\S+, line", "(cell, line", output["evalue"])
        kept.append(output)
    return [cell.execution_count, *kept]
