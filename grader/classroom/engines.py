"""How is a gradebook opened for the second time? With what the first time made.

nbgrader opens it a dozen times for each submission. Each time it makes a new engine, which compiles
every statement again, and asks for each of its tables. Both together take longer than all that is
then read and written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import nbgrader.api
from nbgrader.api import Gradebook
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import scoped_session, sessionmaker

if TYPE_CHECKING:
    from sqlalchemy import Engine

_open_for_the_first_time = Gradebook.__init__
_with_tables: WeakSet[Engine] = WeakSet()


def share_engines() -> None:
    """Let gradebooks of this process that have one address share an engine.

    Sessions and connections stay each one's own, so that closing a gradebook ends its own alone.
    """
    nbgrader.api.create_engine = _engine
    Gradebook.__init__ = _open


@lru_cache(maxsize=8)
def _engine(address: str, **options: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's
    return create_engine(address, **options)


def _open(
    gradebook: Gradebook,
    db_url: str,
    course_id: str = "default_course",
    authenticator: object = None,
) -> None:
    """Open it as nbgrader does, but for the tables of a database that had them a moment ago."""
    engine = _engine(db_url, echo=False, future=True)
    if engine in _with_tables:
        gradebook.engine, gradebook.course_id = engine, course_id
        gradebook.authenticator = authenticator
        gradebook.db = scoped_session(sessionmaker(autoflush=True, bind=engine, future=True))
        try:
            gradebook.check_course(course_id)
        except DatabaseError:  # it has them no more
            gradebook.close()
        else:
            return
    _open_for_the_first_time(gradebook, db_url, course_id, authenticator)
    _with_tables.add(engine)
