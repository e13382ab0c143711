"""What is said of a package: one stable reason, the facts behind it, and who signed it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, unique

from desktop.exchange.manifest import Manifest


@unique
class ReasonCode(StrEnum):
    """Why a package is accepted, refused or remarked on; its text is under `[verdict]`, in lower case."""

    VALID = "VALID"
    # the file
    TRUNCATED = "TRUNCATED"
    NOT_A_PACKAGE = "NOT_A_PACKAGE"
    TRAILING_DATA = "TRAILING_DATA"
    ZIP_STRUCTURE = "ZIP_STRUCTURE"
    NAME_FORBIDDEN = "NAME_FORBIDDEN"
    DUPLICATE_ENTRY = "DUPLICATE_ENTRY"
    ENTRY_UNEXPECTED = "ENTRY_UNEXPECTED"
    ENTRY_MISSING = "ENTRY_MISSING"
    ENTRY_DAMAGED = "ENTRY_DAMAGED"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    # the signed list and the signature
    XML_FORBIDDEN = "XML_FORBIDDEN"
    MANIFEST_INVALID = "MANIFEST_INVALID"
    DIGEST_MISMATCH = "DIGEST_MISMATCH"
    SIGNATURE_STRUCTURE = "SIGNATURE_STRUCTURE"
    SIGNATURE_INVALID = "SIGNATURE_INVALID"
    # the signer
    CERTIFICATE_INVALID = "CERTIFICATE_INVALID"
    CERTIFICATE_NOT_FOR_SIGNING = "CERTIFICATE_NOT_FOR_SIGNING"
    CERTIFICATE_NOT_YET_VALID = "CERTIFICATE_NOT_YET_VALID"
    CERTIFICATE_EXPIRED = "CERTIFICATE_EXPIRED"
    SENDER_KEY_MISMATCH = "SENDER_KEY_MISMATCH"
    SENDER_KEY_UNKNOWN = "SENDER_KEY_UNKNOWN"
    SENDER_KEY_WITHDRAWN = "SENDER_KEY_WITHDRAWN"
    # the content
    GOI_INVALID = "GOI_INVALID"
    GOI_VERSION_UNKNOWN = "GOI_VERSION_UNKNOWN"
    RECORD_INVALID = "RECORD_INVALID"
    COUNT_MISMATCH = "COUNT_MISMATCH"
    # remarks on a valid package (SENDER_KEY_UNKNOWN also serves as one)
    REVOCATION_UNCHECKED = "REVOCATION_UNCHECKED"
    SENDER_NOT_IN_CERTIFICATE = "SENDER_NOT_IN_CERTIFICATE"


class Refused(Exception):  # noqa: N818 - it ends one verification and becomes a Verdict; nobody else sees it
    """The package is refused for `code`; never leaves `verify_package` and the readers of its parts."""

    def __init__(self, code: ReasonCode, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Whose certificate signed; `fingerprint` in 8 groups of 8, `signed_at` by the signer's own clock."""

    subject: str
    fingerprint: str
    not_after: datetime
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement of one file; `sha256` is its identity, `goi` is None until the signature is proved."""

    valid: bool
    code: ReasonCode
    facts: Mapping[str, object] = field(default_factory=dict)
    sha256: str | None = None
    goi: Manifest | None = None
    signer: Signer | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[ReasonCode, ...] = ()
