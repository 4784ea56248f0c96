"""How is a gradebook opened for the second time? With the engine that the first time made.

nbgrader opens it a dozen times for each submission and makes a new engine each time. An engine
remembers what it compiled; a new one compiles every statement again, which takes longer than to
ask the database.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import nbgrader.api
from sqlalchemy import create_engine

if TYPE_CHECKING:
    from sqlalchemy import Engine


def share_engines() -> None:
    """Let gradebooks of this process that have one address share an engine.

    Sessions and connections stay each one's own, so that closing a gradebook ends its own alone.
    """
    nbgrader.api.create_engine = _engine


@lru_cache(maxsize=8)
def _engine(address: str, **options: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's
    return create_engine(address, **options)
