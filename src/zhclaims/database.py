"""The SQLite file behind the store: found or made, known as ours by its header, and its errors explained."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from time import monotonic, sleep

from zhclaims.errors import StoreError

APPLICATION_ID = 0x7A68636C
"""`zhcl` in the header of the file: how a database of ours is known from another."""
PATIENCE = 60
"""Seconds to wait for another program that writes."""
SCHEMA_VERSION = 2
MIGRATIONS = {1: "CREATE INDEX claims_by_city ON claims (city);\n"}
"""What makes the next version of each older one; a reader takes them as they are, as only indexes were added."""
DAMAGED = "the file is damaged; move it away and run again"
_SCHEMA = Path(__file__).with_name("schema.sql")


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a database file, checked; with `create` to write, and made when there is none.

    A database of an older schema is brought up to date before it is written to; a copy of it as it was stays beside it.
    Raises StoreError.
    """
    _check_file(path, create)
    with explained(path):
        connection = _connect(path, create)
        try:
            if create and _is_blank(connection):
                _initialise(connection)
            _check_header(connection, path)
            if create and _version(connection) < SCHEMA_VERSION:
                _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name a database file, such as {path / 'claims.db'}")
    if path.exists() and path.stat().st_size:
        return
    if not create:
        raise _missing(path)
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it or choose another --db")


def _missing(path: Path) -> StoreError:
    return StoreError(f"{path}: no database there; make it with: zhclaims run FOLDER --db {path}")


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    """A connection in autocommit mode; one to read works on read-only media too."""
    uri = path.absolute().as_uri()
    mode = "rwc" if create else "ro"
    connection = sqlite3.connect(f"{uri}?mode={mode}", uri=True, isolation_level=None, timeout=PATIENCE)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if create:
            connection.execute("PRAGMA synchronous = NORMAL")  # what is committed survives the end of the process
            connection.execute("PRAGMA wal_autocheckpoint = 8000")  # 32 MB: fewer waits for the disk
    except sqlite3.OperationalError:
        # A database in WAL mode needs its -shm file, which cannot be made in a folder that is read-only.
        connection.close()
        if create:
            raise
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise StoreError(
                f"{path}: a run over it was cut off; copy it, with {log.name}, to a writable folder"
            ) from None
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_blank(connection: sqlite3.Connection) -> bool:
    """Whether nothing is in the file yet, as where a run was killed in its first moment."""
    return not _application(connection) and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _begin_log(connection: sqlite3.Connection) -> None:
    """Switch to WAL mode; while another run that has just begun does so, SQLite would not wait by itself."""
    end = monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(0.02)
        else:
            return


def _initialise(connection: sqlite3.Connection) -> None:
    _begin_log(connection)
    with transaction(connection):
        if _is_blank(connection):  # and no other run was quicker
            _execute_all(connection, _SCHEMA.read_text("utf-8"))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an older database up to date, in one transaction, with a copy of it as it was beside it."""
    name = f"{path.name}.schema-{_version(connection)}"
    backup = next(p for n in count(1) if not (p := path.with_name(f"{name}-{n}.bak")).exists())
    with closing(sqlite3.connect(backup)) as copy:
        connection.backup(copy)
    with transaction(connection):
        for version in range(_version(connection), SCHEMA_VERSION):
            _execute_all(connection, MIGRATIONS[version])
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _execute_all(connection: sqlite3.Connection, script: str) -> None:
    """Each statement of a script, within the transaction that is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is done inside is done whole or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has ended it by itself where the disk is full
            connection.execute("ROLLBACK")
        raise


def _check_header(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if _application(connection) != APPLICATION_ID:
        raise (
            _missing(path)
            if _is_blank(connection)
            else StoreError(f"{path}: a database of another program; choose another --db")
        )
    if not min(MIGRATIONS) <= version <= SCHEMA_VERSION:
        what = "newer: upgrade zhclaims" if version > SCHEMA_VERSION else "unknown: run again into a new file"
        raise StoreError(f"{path}: schema {version}, and this zhclaims knows {SCHEMA_VERSION}. It is {what} (--db)")


def _application(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a database that cannot be used into a StoreError with the remedy."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes the damaged bytes in its message
        raise StoreError(f"{path}: {DAMAGED}") from error
    except sqlite3.DatabaseError as error:
        found = str(error)
        remedy = next((text for sign, text in _REMEDIES if sign in found), "check the file or choose another --db")
        raise StoreError(f"{path}: {found}; {remedy}") from error


_REMEDIES = (
    ("not a database", "this is no SQLite file; choose another --db"),
    ("malformed", DAMAGED),
    ("readonly", "make the file and its folder writable or choose another --db"),
    ("unable to open", "check that the file and its folder can be read and written, or choose another --db"),
    ("locked", "another program is writing to it; wait until it has ended"),
    ("I/O error", "check the disk and its free space, and start again: what is done is kept"),
    ("full", "free some space and start again: what is done is kept"),
    ("no such", "the file is incomplete; move it away and run again"),
)
