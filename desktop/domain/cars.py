"""Cars for shared work beside the norm of the commune (Decree 153/2025/NĐ-CP, art. 11a and 15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from .catalog import Catalogs, in_force
from .norm_rows import Row, weakest

SHARED: Final = "shared"


@dataclass(frozen=True)
class Car:
    """One vehicle as at a day; `usable` is False when it is broken, None when its state is not known."""

    id: str
    label: str
    seats: int | None
    is_two_axle: bool
    purpose: str | None
    price_vnd: int | None
    bought: bool
    bought_on: date | None
    usable: bool | None
    worn_vnd: int | None
    remaining_vnd: int | None


@dataclass(frozen=True)
class CarFigure:
    """How many cars for shared work there may be, are, and can drive; which were bought above the ceiling."""

    most: int | None
    have: int
    usable: int
    shortage: int | None
    surplus: int | None
    certainty: str
    cars: tuple[str, ...]
    others: tuple[str, ...]
    above_ceiling: tuple[str, ...]
    notes: tuple[str, ...]


def car_figure(cars: Sequence[Car], at: date, catalogs: Catalogs) -> CarFigure:
    """Passenger cars whose purpose is shared work or not told, against the norm in force on a day."""
    table = catalogs.table("vehicle_norms")
    rows = [row for row in in_force(table, at) if row["measure"] == "shared_cars"]
    counted = [one for one in cars if one.purpose in {SHARED, None} and any(_seats(one, row) for row in rows)]
    ids = tuple(one.id for one in counted)
    usable = sum(1 for one in counted if one.usable is not False)
    most = max((int(row["value"]) for row in rows), default=None)
    return CarFigure(
        most=most,
        have=len(counted),
        usable=usable,
        shortage=None if most is None else max(most - usable, 0),
        surplus=None if most is None else max(len(counted) - most, 0),
        certainty=weakest(row["certainty"] for row in rows) if rows else "low",
        cars=ids,
        others=tuple(one.id for one in cars if one.id not in ids),
        above_ceiling=tuple(one.id for one in cars if _is_above(one, table)),
        notes=tuple(row["note"] for row in rows if row["note"]),
    )


def _is_above(car: Car, table: Sequence[Row]) -> bool:
    """Whether it was bought dearer than the ceiling of its day; a gift or hand-over has no ceiling."""
    if not car.bought or car.bought_on is None or car.price_vnd is None:
        return False
    rows = [row for row in in_force(table, car.bought_on) if row["measure"] == "price_ceiling"]
    fitting = [int(row["value"]) for row in rows if _seats(car, row)]
    return bool(fitting) and car.price_vnd > max(fitting)


def _seats(car: Car, row: Row) -> bool:
    """Whether a row is for such a car: by seats and by axles, where the row tells them."""
    if row["two_axle"] and not car.is_two_axle:
        return False
    if not row["seats_from"]:
        return True
    return car.seats is not None and int(row["seats_from"]) <= car.seats <= int(row["seats_to"])
