"""How is a gradebook opened for the second time? With what the first time made.

nbgrader opens it a dozen times for each submission. Each time it makes a new engine, which compiles
every statement again, asks for each of its tables, and connects. All of it together takes longer
than what is then read and written.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import nbgrader.api
from nbgrader.api import Course, Gradebook
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import scoped_session, sessionmaker

if TYPE_CHECKING:
    from sqlalchemy import Engine

_COURSE = Course.__table__.c.id
_open_for_the_first_time = Gradebook.__init__
_with_tables: WeakKeyDictionary[Engine, object] = WeakKeyDictionary()
"""Engines that had all tables a moment ago, and the file in which they were."""


def share_engines() -> None:
    """Let gradebooks of this process that have one address share an engine.

    Sessions stay each one's own, so that closing a gradebook ends its own alone. A connection to a
    file is kept for the next gradebook; one to a server ends with its gradebook.
    """
    nbgrader.api.create_engine = _engine
    Gradebook.__init__ = _open
    Gradebook.close = _close


def disconnect() -> None:
    """End the connections that are kept; a file that is open keeps its disk busy."""
    for engine in list(_with_tables):
        engine.dispose()


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
    file = _file(engine)
    if _with_tables.get(engine, ()) == file and _has_course(engine, course_id):
        gradebook.engine, gradebook.course_id = engine, course_id
        gradebook.authenticator = authenticator
        gradebook.db = scoped_session(sessionmaker(autoflush=True, bind=engine, future=True))
        return
    engine.dispose()  # another file may be at its place by now
    _open_for_the_first_time(gradebook, db_url, course_id, authenticator)
    _with_tables[engine] = _file(engine)


def _has_course(engine: Engine, course_id: str) -> bool:
    """Whether it is there, as the tables then are; one without a name needs not be there itself."""
    asked = select(_COURSE).where(course_id == _COURSE)
    try:
        with engine.connect() as connection:
            return connection.execute(asked).first() is not None or not course_id
    except DatabaseError:  # it has the table no more
        return False


def _close(gradebook: Gradebook) -> None:
    """Close it as nbgrader does, but for the connection to a file."""
    gradebook.db.remove()
    if _file(gradebook.engine) is None:
        gradebook.engine.dispose()


def _file(engine: Engine) -> tuple[int, int] | None:
    """Which file the tables are in, by device and number; None if in none."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    try:
        found = Path(engine.url.database).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
