"""The fixed tables: no form shapes them. What forms define lies in `record.payload` and in `typed`."""

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text_column(name: str, *, null: bool = False, unique: bool = False) -> Column[Any]:
    """Text that is always there, unless `null`."""
    return Column(name, Text, nullable=null, unique=unique or None)


def words_column(name: str) -> Column[Any]:
    """Text that may be empty, never unknown."""
    return Column(name, Text, nullable=False, server_default="")


def reference(target: str, name: str, *, null: bool = False) -> Column[Any]:
    """A foreign key; nothing cascades."""
    return Column(name, Integer, ForeignKey(target), nullable=null)


def number_key() -> Column[Any]:
    """A number that the program gives, without gaps."""
    return Column("n", Integer, primary_key=True, autoincrement=False)


def id_key() -> Column[Any]:
    """A number that the database gives."""
    return Column("id", Integer, primary_key=True)


change: Final = Table(
    "change",
    METADATA,
    number_key(),
    text_column("at"),
    text_column("by"),
    words_column("device"),
    text_column("kind"),
    words_column("label"),
    reference("change.n", "undoes", null=True),
    # Follows from `undoes`, kept so that the latest change to undo is found at once; no part of the hash.
    reference("change.n", "undone_by", null=True),
    text_column("previous"),
    text_column("hash"),
    CheckConstraint("n > 0", "counts_from_one"),
    CheckConstraint("undoes < n", "undoes_what_was"),
    Index(
        "ix_change_undoes",
        "undoes",
        sqlite_where=text("undoes IS NOT NULL"),
        postgresql_where=text("undoes IS NOT NULL"),
    ),
)

record: Final = Table(
    "record",
    METADATA,
    number_key(),
    text_column("id", unique=True),
    text_column("unit"),
    text_column("form"),
    Column("form_version", Integer, nullable=False),
    Column("state", Text, nullable=False, server_default=""),
    Column("revision", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False, server_default=false()),
    reference("change.n", "created"),
    reference("change.n", "changed"),
    text_column("updated_at"),
    text_column("updated_by"),
    # Last: the columns before it are read without fetching the pages of a long payload.
    text_column("payload"),
    CheckConstraint("revision > 0", "revision_counts_from_one"),
    CheckConstraint("json_type(payload) = 'object'", "payload_is_object").ddl_if(dialect="sqlite"),
    Index("ix_record_form", "form", "deleted", "n"),
    Index("ix_record_unit_changed", "unit", "changed"),
)

revision: Final = Table(
    "revision",
    METADATA,
    Column("change", Integer, ForeignKey("change.n"), primary_key=True, autoincrement=False),
    Column("record", Integer, ForeignKey("record.n"), primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    text_column("delta"),
    UniqueConstraint("record", "number"),
    sqlite_with_rowid=False,
)

link: Final = Table(
    "link",
    METADATA,
    id_key(),
    reference("record.n", "source"),
    text_column("place"),
    text_column("target_id"),
    # Unknown while the target has not been received.
    Column("target", Integer, ForeignKey("record.n", deferrable=True, initially="DEFERRED")),
    UniqueConstraint("source", "place"),
    Index("ix_link_target", "target"),
)

setting: Final = Table(
    "setting",
    METADATA,
    Column("key", Text, primary_key=True),
    text_column("value"),
)

user: Final = Table(
    "user",
    METADATA,
    id_key(),
    text_column("name", unique=True),
    Column("rights", Text, nullable=False, server_default="[]"),
    Column("active", Boolean, nullable=False, server_default=text("1")),
    text_column("at"),
)
