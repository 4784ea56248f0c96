"""The site's extensions of Sphinx, which lie in no package."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def extension(root: Path, name: str) -> ModuleType:
    """Load one of them.

    Args:
        root: the folder of the repository.
        name: as conf.py calls it.
    """
    path = root / "docs" / "site" / "extensions" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
