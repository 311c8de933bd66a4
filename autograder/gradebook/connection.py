"""Opens nbgrader's gradebook as a library, without its needs for a shell and with patience for other programs."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from autograder.errors import UsageError

BUSY_TIMEOUT_S = 30
# nbgrader joins on these columns and does not index them; with them an export of a large class takes seconds.
_INDEXES = (("grade", "notebook_id"), ("comment", "notebook_id"), ("submitted_notebook", "assignment_id"))


def open_gradebook(path: Path, course_id: str) -> Any:
    """Open or create the gradebook file of a course; returns an `nbgrader.api.Gradebook`.

    Raises:
        UsageError: the file is no gradebook, or cannot be written.
    """
    from autograder.gradebook.nbgrader_api import api  # half a second of imports that most commands do not need

    path.parent.mkdir(parents=True, exist_ok=True)
    with database_errors(path):
        _make_when_new(path)
    _switch_to_write_ahead(path)
    with database_errors(path):
        gradebook = api.Gradebook(f"sqlite:///{path}?timeout={BUSY_TIMEOUT_S}", course_id)
    with database_errors(path):
        _add_indexes(gradebook)
    return gradebook


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Tell errors of the database file in one line that says what to do."""
    from sqlalchemy.exc import DatabaseError  # see open_gradebook

    try:
        yield
    except DatabaseError as error:
        raise UsageError(f"{path}: {error.orig}. {_remedy(str(error.orig))}") from error


def _remedy(reason: str) -> str:
    if "no such column" in reason or "no such table" in reason:
        return "It was made by another version of nbgrader; run 'nbgrader db upgrade' in the course's folder."
    if "locked" in reason:
        return "Another program is writing to it; close it and start again."
    return "Check that it is nbgrader's gradebook and that it may be written, or move it away to start a new one."


def _switch_to_write_ahead(path: Path) -> None:
    """Let formgrader read while we write; the setting stays in the file."""
    try:
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise UsageError(f"{path}: {error}. {_remedy(str(error))}") from error


def _add_indexes(gradebook: Any) -> None:
    from sqlalchemy import text  # see open_gradebook

    for table, column in _INDEXES:
        gradebook.db.execute(text(f"CREATE INDEX IF NOT EXISTS ix_{table}_{column} ON {table} ({column})"))
    gradebook.db.commit()


def _make_when_new(path: Path) -> None:
    """Make the tables of a new gradebook, stamped with nbgrader's schema version, and put it in place whole.

    nbgrader would start the program `alembic` for the stamp, which takes seconds and fails where the environment is not
    activated.
    """
    from alembic.script import ScriptDirectory  # see open_gradebook
    from sqlalchemy import create_engine, text

    from autograder.gradebook.nbgrader_api import api

    if path.exists() and path.stat().st_size:
        return
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{unfinished}")
    version = ScriptDirectory(str(Path(api.__file__).with_name("alembic"))).get_current_head()
    with engine.begin() as connection:
        api.Base.metadata.create_all(bind=connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:version)"), {"version": version})
    engine.dispose()
    unfinished.replace(path)
