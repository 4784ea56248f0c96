"""Which variables student code sees: a list of allowed ones, never the instructor's.

>>> "JUPYTERHUB_API_TOKEN" in surroundings("/w", "/t", {"JUPYTERHUB_API_TOKEN": "s3cret"})
False
"""

import sys
from collections.abc import Mapping
from pathlib import Path


def surroundings(folder: str, scratch: str, ours: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a notebook.

    Args:
        folder: its working folder, which is its home.
        scratch: its folder for temporary files.
        ours: our own environment, of which only the language and the time zone pass.
    """
    passing = {name: ours[name] for name in sorted(ours) if _passes(name)}
    return {
        "LANG": "C.UTF-8",
        **passing,
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": folder,
        "TMPDIR": scratch,
        "XDG_CACHE_HOME": f"{scratch}/cache",
        "MPLCONFIGDIR": f"{scratch}/matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
        "TERM": "xterm-color",  # this and the following as in a kernel
        "PAGER": "cat",
        "GIT_PAGER": "cat",
        **dict.fromkeys(("CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"), "1"),
        "JACOBIAN_GRADED": "1",
    }


def _passes(name: str) -> bool:
    return name in {"LANG", "LANGUAGE", "TZ"} or name.startswith("LC_")
