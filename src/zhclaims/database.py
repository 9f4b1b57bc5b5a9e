"""The SQLite file behind the store: found or made, known as ours by its header, and its errors explained."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhclaims.errors import StoreError

APPLICATION_ID = 0x7A68636C
"""`zhcl` in the header of the file: how a database of ours is known from another."""
SCHEMA_VERSION = 1
_SCHEMA = Path(__file__).with_name("schema.sql")


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a database file, checked; with `create` to write, and made when there is none. Raises StoreError."""
    new = _check_file(path, create)
    with explained(path):
        connection = _connect(path, create)
        try:
            if new:
                _initialise(connection)
            _check_header(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _check_file(path: Path, create: bool) -> bool:
    """Whether the database has yet to be made."""
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name a database file, such as {path / 'claims.db'}")
    if path.exists() and path.stat().st_size:
        return False
    if not create:
        raise StoreError(f"{path}: no database there; make it with: zhclaims run FOLDER --db {path}")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it or choose another --db")
    return True


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    """A connection in autocommit mode; one to read works on read-only media too."""
    uri = path.absolute().as_uri()
    if create:
        connection = sqlite3.connect(f"{uri}?mode=rwc", uri=True, isolation_level=None, timeout=60)
        connection.execute("PRAGMA synchronous = NORMAL")  # what is committed survives the end of the process
        connection.execute("PRAGMA wal_autocheckpoint = 8000")  # 32 MB: fewer waits for the disk
        return connection
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, timeout=60)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # A database in WAL mode needs its -shm file, which cannot be made in a folder that is read-only.
        connection.close()
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise StoreError(
                f"{path}: a run over it was cut off; copy it, with {log.name}, to a writable folder"
            ) from None
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
    return connection


def _initialise(connection: sqlite3.Connection) -> None:
    header = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA.read_text('utf-8')} {header} COMMIT;")


def _check_header(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise StoreError(f"{path}: a database of another program; choose another --db")
    if version != SCHEMA_VERSION:
        what = "newer: upgrade zhclaims" if version > SCHEMA_VERSION else "older: run again into a new file"
        raise StoreError(f"{path}: schema {version}, and this zhclaims knows {SCHEMA_VERSION}. It is {what} (--db)")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a database that cannot be used into a StoreError with the remedy."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        found = str(error)
        remedy = next((text for sign, text in _REMEDIES if sign in found), "check the file or choose another --db")
        raise StoreError(f"{path}: {found}; {remedy}") from error


_REMEDIES = (
    ("not a database", "this is no SQLite file; choose another --db"),
    ("malformed", "the file is damaged; move it away and run again"),
    ("readonly", "make the file and its folder writable or choose another --db"),
    ("unable to open", "check that the file and its folder can be read and written, or choose another --db"),
    ("locked", "another program is writing to it; wait until it has ended"),
    ("full", "free some space and start again: what is done is kept"),
    ("no such", "the file is incomplete; move it away and run again"),
)
