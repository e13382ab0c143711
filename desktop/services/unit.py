"""Which unit a store belongs to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class UnitInfo:
    """The unit whose store this is, in the words of the official list; `place` is its bare name."""

    code: str
    name: str
    kind: str
    place: str
    province_code: str
    province_name: str
