"""The tables of figures that prints name, as rows of Vietnamese text: norms, wear, results of a count."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from desktop import messages
from desktop.domain import dates, stocktaking, wear
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.stocktaking import FEWER, Line
from desktop.domain.values import clean_value

if TYPE_CHECKING:
    from desktop.domain.norms import ItemFigure
    from desktop.printing.names import Results

    from .norms import NormReport, Norms

_PAPER: Final = "vi"
_SURE: Final = "high"  # any other certainty is said below the table
OF_OCCASION: Final = ("norm_items", "norm_machines", "norm_cars")
OF_RECORD: Final = ("wear", "count_rooms", "count_missing", "count_surplus", "count_other", "count_disposal")


class PrintFigures:
    """Works out the tables that a print asks for, and no others."""

    def __init__(self, catalogs: Catalogs, forms: Mapping[str, Form], norms: "Callable[[], Norms]") -> None:
        self._catalogs = catalogs
        self._forms = forms
        self._norms = norms

    def of_occasion(self, names: Iterable[str], at: date) -> "dict[str, Results]":
        """Tables of the whole commune on a day."""
        asked = tuple(names)
        if not asked:
            return {}
        report = self._norms().report(at)
        makers = {"norm_items": self._items, "norm_machines": self._machines, "norm_cars": self._cars}
        return {name: makers[name](report) for name in asked}

    def of_record(self, names: Iterable[str], payload: Mapping[str, Any]) -> "dict[str, Results]":
        """Tables of one record."""
        return {name: getattr(self, f"_{name}")(payload) for name in names}

    def _items(self, report: "NormReport") -> "Results":
        from desktop.printing.names import Results

        rows = tuple(self._item(number, one) for number, one in enumerate(report.items, 1))
        unsure = [self._code("norm_items", one.item) for one in report.items if one.certainty != _SURE]
        bases = dict.fromkeys(basis for one in report.items for basis in one.legal_bases if basis)
        notes = [_say("prints.norm_bases", bases="; ".join(bases))] if bases else []
        if unsure:
            notes.append(_say("prints.norm_unsure", items="; ".join(unsure)))
        return Results(rows, (*notes, _say("prints.norm_people", people=len(report.claimants))))

    def _item(self, number: int, one: "ItemFigure") -> tuple[str, ...]:
        numbers = (one.have, one.usable, one.broken + one.unfit, one.need, one.shortage, one.surplus)
        told = [_number(number) for number in numbers]
        sure = _say(f"norms.certainty_{one.certainty}")
        return str(number), self._code("norm_items", one.item), *told, _number(one.money_vnd), sure

    def _machines(self, report: "NormReport") -> "Results":
        from desktop.printing.names import Results

        machines = report.machines
        rows = [
            (_say("prints.machines"), _number(machines.have), _number(machines.per_person)),
            (_say("prints.machines_past_life"), _number(machines.past_life), ""),
            (_say("prints.machines_cannot_run"), _number(machines.cannot_run), ""),
        ]
        for up in report.systems:
            speed = _say("prints.speed", mbps=_number(up.system.measured_mbps or up.system.promised_mbps))
            told = speed if up.system.measured_mbps or up.system.promised_mbps else ""
            share = _say("prints.up", pct=_number(up.up_pct)) if up.up_pct is not None else ""
            rows.append((up.system.label, "1", " · ".join(filter(None, (told, share)))))
        return Results(tuple(rows))

    def _cars(self, report: "NormReport") -> "Results":
        from desktop.printing.names import Results

        cars = report.cars
        most = _number(cars.most)
        rows = ((most, _number(cars.have), _number(cars.usable), _number(len(cars.above_ceiling))),)
        return Results(
            rows, (*cars.notes, _say("prints.cars_note", certainty=_say(f"norms.certainty_{cars.certainty}")))
        )

    def _wear(self, payload: Mapping[str, Any]) -> "Results":
        """A row a year from the year put to use; nothing for a tool, or where price, year or group lack."""
        from desktop.printing.names import Results

        told = {name: clean_value(payload.get(name)) for name in _OF_WEAR}
        group = wear.group_of_asset(
            told["depreciation_group"], told["norm_item"], told["category"], self._catalogs
        )
        quantity = told["quantity"] if isinstance(told["quantity"], int) else 1
        price = wear.unit_price(told["price_vnd"], quantity, is_of_lot=told["price_is_of_lot"] is True)
        in_use = told["year_in_use"]
        kind = wear.kind_of_asset(price, group, in_use, self._catalogs)
        if kind != wear.FIXED or price is None or group is None or not dates.is_partial_date(in_use):
            return Results(())
        rows, before = [], 0
        last = min(_this_year() - 1, int(str(in_use)[:4]) + group.life_years - 1)
        for year in range(int(str(in_use)[:4]), last + 1):
            worn = wear.wear_of(price, group, str(in_use), date(year, 12, 31))
            numbers = (worn.worn_vnd - before, worn.worn_vnd, worn.remaining_vnd)
            rows.append((str(year), *(_number(one * quantity) for one in numbers)))
            before = worn.worn_vnd
        note = _say("prints.wear_note", years=group.life_years, rate=_number(group.rate_pct))
        return Results(tuple(rows), (note,))

    def _count_rooms(self, payload: Mapping[str, Any]) -> "Results":
        from desktop.printing.names import Results

        lines, surplus = stocktaking.lines_of(payload), stocktaking.surplus_of(payload)
        rooms = stocktaking.rooms_of(lines, surplus)
        rows = [
            (
                one.name or _say("stocktake.nowhere"),
                *map(str, (one.lines, one.counted, one.differing, one.surplus)),
            )
            for one in rooms
        ]
        sums = (
            sum(one.lines for one in rooms),
            sum(one.counted for one in rooms),
            sum(one.differing for one in rooms),
            sum(one.surplus for one in rooms),
        )
        return Results((*rows, (_say("prints.total"), *map(str, sums))))

    def _count_missing(self, payload: Mapping[str, Any]) -> "Results":
        from desktop.printing.names import Results

        found = [one for one in stocktaking.lines_of(payload) if FEWER in one.kinds]
        return Results(
            tuple(
                (
                    *(str(number), one.asset, one.room, str(one.book_quantity), str(one.found_quantity)),
                    *(str(-(one.gap or 0)), _number(_value_of(one, -(one.gap or 0)))),
                    self._settled("lines", one.settlement, one.settlement_note or one.note),
                )
                for number, one in enumerate(found, 1)
            )
        )

    def _count_surplus(self, payload: Mapping[str, Any]) -> "Results":
        from desktop.printing.names import Results

        more = [one for one in stocktaking.lines_of(payload) if stocktaking.MORE in one.kinds]
        rows = [
            (
                *(
                    one.asset,
                    one.room,
                    str(one.gap),
                    self._condition(one.found_condition or one.book_condition),
                ),
                self._settled("lines", one.settlement, one.settlement_note or one.note),
            )
            for one in more
        ] + [
            (
                *(one.asset, one.room, str(one.quantity), self._condition(one.condition)),
                self._settled("surplus", one.settlement, one.settlement_note or one.note),
            )
            for one in stocktaking.surplus_of(payload)
        ]
        return Results(tuple((str(number), *row) for number, row in enumerate(rows, 1)))

    def _count_other(self, payload: Mapping[str, Any]) -> "Results":
        from desktop.printing.names import Results

        kinds = {stocktaking.OTHER_ROOM, stocktaking.OTHER_CONDITION}
        found = [one for one in stocktaking.lines_of(payload) if kinds.intersection(one.kinds)]
        return Results(
            tuple(
                (
                    *(str(number), one.asset, one.room, one.found_room or one.room),
                    self._condition(one.book_condition),
                    self._condition(one.found_condition or one.book_condition),
                    self._settled("lines", one.settlement, one.settlement_note or one.note),
                )
                for number, one in enumerate(found, 1)
            )
        )

    def _count_disposal(self, payload: Mapping[str, Any]) -> "Results":
        from desktop.printing.names import Results

        found = [one for one in stocktaking.lines_of(payload) if one.propose_disposal and one.found_quantity]
        return Results(
            tuple(
                (
                    *(str(number), one.asset, one.room, str(one.found_quantity)),
                    _number(_value_of(one, one.found_quantity or 0)),
                    *(self._condition(one.found_condition or one.book_condition), one.note),
                )
                for number, one in enumerate(found, 1)
            )
        )

    def _condition(self, code: str | None) -> str:
        return self._code("asset_conditions", code)

    def _code(self, catalog_id: str, code: str | None) -> str:
        item = self._catalogs[catalog_id].get(code)
        return item.label if item else code or ""

    def _settled(self, section: str, settlement: str | None, note: str) -> str:
        field = self._forms["stocktake"].section(section).field("settlement")
        said = field.type.show(settlement, _PAPER) if settlement else ""
        return ". ".join(filter(None, (said, note)))


_OF_WEAR: Final = (
    *("depreciation_group", "norm_item", "category", "quantity", "price_vnd", "price_is_of_lot"),
    "year_in_use",
)


def _value_of(line: Line, pieces: int) -> int | None:
    """What some pieces of a line are worth in the book, in whole dong."""
    if line.book_value_vnd is None or not line.book_quantity:
        return None
    return line.book_value_vnd * pieces // line.book_quantity


def _this_year() -> int:
    return date.today().year  # noqa: DTZ011 - the office's own year


def _say(key: str, **facts: object) -> str:
    """Paper speaks Vietnamese."""
    return messages.say_in(_PAPER, key).format(**facts)


def _number(number: Decimal | int | None) -> str:
    """With dots between thousands and a decimal comma; a dash where it is not known."""
    if number is None:
        return "–"
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
