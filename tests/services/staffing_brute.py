"""The figures about staff worked out a second time, in SQL over the typed tables; nothing of `desktop`."""

import calendar
import csv
import json
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
CATALOGS = HERE.parent.parent / "forms" / "catalogs"
STAGES = (HERE / "staffing_brute.sql").read_text("utf-8").split(";\n")
LISTS = ("person_categories", "person_status", "retirement_age")
QUOTA = ("quota", "on_books", "quota_ahead", "on_books_ahead")
NEED = ("need", "filled", "gap", "gap_fitting", "need_ahead", "filled_ahead", "gap_ahead")


def table_of(name):
    with (CATALOGS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def begins(told):
    return f"{told}-01-01"[:10] if told else "0000"


def ends(told):
    if not told:
        return "9999"
    if len(told) == 10:
        return told
    year, month = int(told[:4]), int(told[5:] or 12)
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"


def fold(text):
    plain = unicodedata.normalize("NFD", (text or "").lower().replace("đ", "d"))
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in kept).split()).replace("y", "i")


RANKS = {row["code"]: int(row["rank"]) for row in table_of("education_levels")}
GROUPS = defaultdict(set)
for group in table_of("major_groups"):
    for one_major in group["majors"].split(";"):
        GROUPS[fold(one_major)].add(group["code"])


def verdict(held_level, held_majors, level, majors, near):
    """The worse of what level and major say: not, unknown, near, fits."""
    return min(by_level(held_level, level), by_major(held_majors, majors, near), key=WORST.index)


WORST = ("not", "unknown", "near", "fits")


def by_level(held, asked):
    if not asked:
        return "fits"
    if asked not in RANKS or held not in RANKS:
        return "unknown"
    return "fits" if RANKS[held] >= RANKS[asked] else "not"


def by_major(held, majors, near):
    mine, wanted, akin = (
        [fold(one) for one in (text or "").split(";") if fold(one)] for text in (held, majors, near)
    )
    if not wanted or not mine:
        return "unknown" if wanted else "fits"
    if any(one in wanted for one in mine):
        return "fits"
    if any(one in akin for one in mine):
        return "near"
    if any(f"{one} ".startswith(f"{other} ") for one in mine for other in wanted):
        return "fits"
    return "near" if set().union(*map(groups, mine)) & set().union(*map(groups, wanted)) else "not"


def groups(major):
    known = [one for one in GROUPS if f"{major} ".startswith(f"{one} ")]
    return GROUPS[max(known, key=len)] if known else set()


def later(day, months):
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Brute:
    """A raw connection to a store: the stages run for a day, then figures are read from them."""

    def __init__(self, connection):
        self.connection = connection
        for name, arguments, function in (
            *(("begins", 1, begins), ("ends", 1, ends)),
            *(("fold", 1, fold), ("verdict", 5, verdict)),
        ):
            connection.create_function(name, arguments, function)
        for name in LISTS:
            rows = table_of(name)
            columns = ", ".join(f'"{column}"' for column in rows[0])
            self.ask(f"CREATE TEMP TABLE {name} ({columns})")
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(
                f"INSERT INTO {name} VALUES ({marks})",  # noqa: S608 - names of our own code lists
                [list(row.values()) for row in rows],
            )
        self.ask("CREATE TEMP TABLE day (ahead, at, expects)")

    def ask(self, statement, *values):
        return self.connection.execute(statement, values).fetchall()

    def run(self, days, until="leading"):
        """Every stage anew, up to the one that makes the table `until`."""
        self.ask("DELETE FROM day")
        self.connection.executemany("INSERT INTO day VALUES (?, ?, ?)", days)
        made = [one[0] for one in self.ask("SELECT name FROM temp.sqlite_master WHERE type = 'table'")]
        for name in {*made} - {*LISTS, "day"}:
            self.ask(f"DROP TABLE temp.{name}")
        for stage in STAGES:
            if stage.strip():
                self.ask(stage)
            if f"TEMP TABLE {until} " in stage:
                break

    def figures(self, day):
        """{(level, key, name): figure}; what is counted in posts in hundredths, who is behind it by id."""
        self.run([(0, day.isoformat(), 0), (1, later(day, 12).isoformat(), 1)])
        found = {}
        lines = self.ask("SELECT level, key FROM line")
        for level, key, name, ids in self.ask(
            "SELECT level, key, name, json_group_array(id) FROM listed GROUP BY level, key, name"
        ):
            found[level, key, name] = sorted(json.loads(ids))
        for level, key, *numbers in self.ask(f"SELECT level, key, {', '.join(NEED)} FROM number"):  # noqa: S608
            found |= {(level, key, f"need.{name}"): n for name, n in zip(NEED, numbers, strict=True)}
        for level, key, *numbers in self.ask(f"SELECT level, key, {', '.join(QUOTA)} FROM quota_line"):  # noqa: S608
            found |= {(level, key, f"quota.{name}"): n for name, n in zip(QUOTA, numbers, strict=True)}
        for level, key, side, name, cause, amount in self.ask("SELECT * FROM caused"):
            found[level, key, f"{side}.{name}.{cause}"] = (
                amount,
                self._behind("person", "behind", (level, key, cause), side),
                self._behind("position", "post_behind", (level, key, cause)) if side == "need" else [],
            )
        return {one[:2] for one in lines}, {place: one for place, one in found.items() if one not in (0, [])}

    def _behind(self, column, table, at, side=None):
        asked = f"SELECT DISTINCT {column} FROM {table} WHERE level = ? AND key = ? AND cause = ?"  # noqa: S608
        rows = self.ask(f"{asked} AND side = ?", *at, side) if side else self.ask(asked, *at)
        return sorted(one for (one,) in rows)

    def besides(self):
        """Leadership, fields without anybody and verdicts of the day that the stages were run for."""
        ((required, filled),) = self.ask(
            "SELECT coalesce(sum(need), 0), coalesce(sum(min(need, there)), 0) FROM leading"
        )
        return {
            "leadership": (required, filled, required - filled),
            "vacant_in": [
                one for (one,) in self.ask("SELECT position FROM leading WHERE there < need ORDER BY 1")
            ],
            "fields": [one for (one,) in self.ask("SELECT field FROM without_anybody ORDER BY 1")],
            "fit": {one[0]: one[1:] for one in self.ask("SELECT id, verdict, computed FROM fitting")},
        }

    def moves(self, days, column):
        """(opening, [(day, person, whether arrived)], closing): consecutive days looked at one by one."""
        self.run([(n, day.isoformat(), 0) for n, day in enumerate(days)], until="standing")
        by_day = defaultdict(set)
        for n, person in self.ask(f"SELECT ahead, person FROM standing WHERE {column}"):  # noqa: S608
            by_day[n].add(person)
        moves = [
            (days[n], person, person in by_day[n])
            for n in range(1, len(days))
            for person in sorted(by_day[n] ^ by_day[n - 1])
        ]
        return sorted(by_day[0]), moves, sorted(by_day[len(days) - 1])
