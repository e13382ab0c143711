"""The fixed tables around the records: catalogues received, periods, figures, packages, decisions."""

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from .tables import METADATA, id_key, reference, text_column, words_column

catalog: Final = Table(
    "catalog",
    METADATA,
    Column("id", Text, primary_key=True),
    text_column("version"),
    words_column("source"),
    text_column("received_at"),
)

catalog_item: Final = Table(
    "catalog_item",
    METADATA,
    id_key(),
    Column("catalog", Text, ForeignKey("catalog.id"), nullable=False),
    text_column("code"),
    text_column("label"),
    words_column("label_en"),
    words_column("aliases"),
    words_column("valid_from"),
    words_column("valid_to"),
    words_column("legal_basis"),
    words_column("certainty"),
    Column("extra", Text, nullable=False, server_default="{}"),
    UniqueConstraint("catalog", "code"),
)

period: Final = Table(
    "period",
    METADATA,
    id_key(),
    text_column("uid", unique=True),
    text_column("name"),
    text_column("kind"),
    words_column("form"),
    text_column("as_of"),
    words_column("deadline"),
    text_column("state"),
    words_column("content"),
    reference("change.n", "opened", null=True),
    reference("change.n", "closed", null=True),
    CheckConstraint("state IN ('open', 'closed')", "state_is_known"),
)

figure: Final = Table(
    "figure",
    METADATA,
    id_key(),
    text_column("unit"),
    text_column("as_of"),
    reference("period.id", "period", null=True),
    text_column("sheet"),
    text_column("line"),
    text_column("item"),
    Column("value", Float),
    reference("change.n", "change"),
    Index("ix_figure_sheet", "sheet", "period", "unit"),
    Index("ix_figure_unit_as_of", "unit", "as_of"),
)

acceptance: Final = Table(
    "acceptance",
    METADATA,
    id_key(),
    reference("record.n", "record"),
    text_column("place"),
    text_column("code"),
    text_column("reason_code"),
    words_column("text"),
    text_column("by"),
    text_column("at"),
    UniqueConstraint("record", "place", "code"),
)

package: Final = Table(
    "package",
    METADATA,
    id_key(),
    text_column("package_id", unique=True),
    text_column("direction"),
    text_column("unit"),
    text_column("stream"),
    Column("seq", Integer, nullable=False),
    words_column("prev"),
    text_column("sha256"),
    reference("period.id", "period", null=True),
    text_column("kind"),
    text_column("state"),
    words_column("reason"),
    text_column("name"),
    text_column("at"),
    text_column("by"),
    reference("change.n", "change", null=True),
    Column("counts", Text, nullable=False, server_default="{}"),
    CheckConstraint("direction IN ('out', 'in')", "direction_is_known"),
    CheckConstraint("seq > 0", "seq_counts_from_one"),
    Index("ix_package_stream_seq", "direction", "unit", "stream", "seq"),
    # Signing a number again would be a fork.
    Index(
        "uq_package_outgoing", "stream", "seq", unique=True, sqlite_where=text("direction = 'out'"),
        postgresql_where=text("direction = 'out'"),
    ),
)  # fmt: skip

receipt: Final = Table(
    "receipt",
    METADATA,
    id_key(),
    text_column("receipt_id", unique=True),
    reference("package.id", "package", null=True),
    text_column("direction"),
    text_column("result"),
    text_column("sha256"),
    text_column("at"),
    Column("content", Text, nullable=False, server_default="{}"),
)

proposal: Final = Table(
    "proposal",
    METADATA,
    id_key(),
    text_column("uid", unique=True),
    text_column("record_id"),
    text_column("form"),
    text_column("unit"),
    text_column("content"),
    reference("package.id", "package", null=True),
    text_column("state"),
    words_column("decided_by"),
    words_column("decided_at"),
    words_column("reason"),
    CheckConstraint("state IN ('waiting', 'accepted', 'refused')", "state_is_known"),
    Index("ix_proposal_state", "state"),
)

printout: Final = Table(
    "printout",
    METADATA,
    id_key(),
    text_column("code", unique=True),
    text_column("template"),
    Column("records", Text, nullable=False, server_default="[]"),
    words_column("sha256"),
    reference("change.n", "change", null=True),
    text_column("at"),
    text_column("by"),
)

import_layout: Final = Table(
    "import_layout",
    METADATA,
    id_key(),
    text_column("form"),
    text_column("headings"),
    words_column("name"),
    text_column("mapping"),
    text_column("used_at"),
    UniqueConstraint("form", "headings"),
)

decision: Final = Table(
    "decision",
    METADATA,
    id_key(),
    text_column("kind"),
    text_column("one"),
    text_column("other"),
    text_column("verdict"),
    words_column("text"),
    text_column("by"),
    text_column("at"),
    UniqueConstraint("kind", "one", "other"),
)

trust: Final = Table(
    "trust",
    METADATA,
    id_key(),
    text_column("unit"),
    text_column("role"),
    text_column("fingerprint", unique=True),
    Column("certificate", LargeBinary, nullable=False),
    words_column("valid_from"),
    words_column("withdrawn"),
    text_column("state"),
    text_column("at"),
    text_column("by"),
    Index("ix_trust_unit", "unit"),
)
