"""The tables of the database. Version 1 of the schema.

SQLModel does not validate table models, so the database itself refuses what must not be:
every column has its CHECK, entries have triggers against UPDATE and DELETE. These guard
against our own mistakes; against an attacker the chain guards.
"""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable
from sqlmodel import Field, MetaData, SQLModel

SCHEMA_VERSION = 1
APPLICATION_ID = 0x45565331
"""``EVS1`` in the header of the file: how a file of ours is told from another program's."""

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Table(SQLModel):
    """What all tables share: the metadata with its naming convention."""

    metadata: ClassVar[MetaData] = METADATA


class Attempt(Table, table=True):
    """One attempt; ``number`` gives the order in which they came into this store."""

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("length(id) BETWEEN 1 AND 64", name="id"),
        CheckConstraint("level IN ('guided', 'practitioner', 'exam')", name="level"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint("status IN ('open', 'closed', 'handed-over')", name="status"),
        {"sqlite_autoincrement": True},
    )

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    scenario: str
    version: str
    seed: int
    level: str
    lang: str
    pack: str
    ordinal: int
    status: str
    started_wall_ms: int


class Entry(Table, table=True):
    """One entry of one attempt."""

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("seq >= 0", name="seq"),
        CheckConstraint("typeof(note) = 'blob' AND length(note) BETWEEN 1 AND 65535", name="note"),
        CheckConstraint("length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'", name="hash"),
    )

    attempt: int = Field(primary_key=True, foreign_key="attempt.number")
    seq: int = Field(primary_key=True)
    type: str
    at: int
    by: str
    note: bytes = Field(sa_type=LargeBinary)
    hash: str
    wall_ms: int


class Leaf(Table, table=True):
    """The truth leaf of an entry: what really happened, kept apart from what was written."""

    __tablename__ = "leaf"
    __table_args__ = (
        CheckConstraint("typeof(body) = 'blob'", name="body"),
        ForeignKeyConstraint(["attempt", "seq"], ["entry.attempt", "entry.seq"]),
    )

    attempt: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    body: bytes = Field(sa_type=LargeBinary)


class Counter(Table, table=True):
    """Highest ordinal ever given per scenario, so that deleting an attempt frees none."""

    __tablename__ = "counter"

    scenario: str = Field(primary_key=True)
    last: int


class Erasing(Table, table=True):
    """Attempts being deleted right now: the one way past the triggers, empty at rest."""

    __tablename__ = "erasing"

    attempt: int = Field(primary_key=True)


_KEPT = (
    "BEFORE DELETE ON {table} WHEN NOT EXISTS "
    "(SELECT 1 FROM erasing WHERE erasing.attempt = OLD.{key})"
)
TRIGGERS = {
    "entry_update": "BEFORE UPDATE ON entry",
    "leaf_update": "BEFORE UPDATE ON leaf",
    "entry_delete": _KEPT.format(table="entry", key="attempt"),
    "leaf_delete": _KEPT.format(table="leaf", key="attempt"),
    "attempt_delete": _KEPT.format(table="attempt", key="number"),
    "attempt_update": (
        "BEFORE UPDATE ON attempt WHEN OLD.status = 'closed' OR "
        + " OR ".join(
            f"OLD.{name} IS NOT NEW.{name}" for name in Attempt.model_fields if name != "status"
        )
    ),
    "entry_insert": (
        "BEFORE INSERT ON entry WHEN "
        "(SELECT status FROM attempt WHERE number = NEW.attempt) IS NOT 'open' OR NEW.seq IS NOT "
        "(SELECT coalesce(max(seq), -1) + 1 FROM entry WHERE attempt = NEW.attempt)"
    ),
    "counter_update": "BEFORE UPDATE ON counter WHEN NEW.last <= OLD.last",
    "counter_delete": "BEFORE DELETE ON counter",
}
"""Name → condition; each aborts the statement."""


def layout() -> tuple[str, ...]:
    """The statements that lay out an empty database, in order."""
    tables = tuple(
        str(CreateTable(table).compile(dialect=sqlite.dialect()))
        for table in METADATA.sorted_tables
    )
    triggers = tuple(
        f"CREATE TRIGGER {name} {condition} BEGIN SELECT RAISE(ABORT, 'kept'); END"
        for name, condition in TRIGGERS.items()
    )
    numbers = (
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {SCHEMA_VERSION}",
    )
    return tables + triggers + numbers
