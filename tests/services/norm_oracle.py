"""The figures of norms once more, in SQL over the typed tables and the tables of law; nothing of the program.

`:at` is the day. The tables of law are read into tables of text columns by the names of their files.
"""

# ruff: noqa: S608 - every query is put together of this file's own parts

import csv
from pathlib import Path

LAW = (
    *("office_area_norms", "equipment_norms", "vehicle_norms", "asset_thresholds", "facility_rules"),
    *("norm_staff", "norm_items", "depreciation_groups", "positions", "asset_conditions"),
    *("person_categories", "person_status"),
)
WORDS = ("norm_items", "positions", "asset_conditions")


def load_law(connection, folder: Path) -> None:
    """Put the tables of law beside the typed tables, and the words of some lists in tables `…_words`."""
    for name in LAW:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        columns = ", ".join(f'"{column}" TEXT' for column in header)
        connection.exec_driver_sql(f'CREATE TABLE "{name}" ({columns})')
        marks = ", ".join("?" for _ in header)
        for row in rows:
            connection.exec_driver_sql(f'INSERT INTO "{name}" VALUES ({marks})', tuple(row))
        if name in WORDS:
            connection.exec_driver_sql(f"CREATE TABLE {name}_words (word TEXT, code TEXT)")
            told = [dict(zip(header, row, strict=True)) for row in rows]
            for one in told:
                for word in {one["code"], one["label"], one["label_en"], *one["aliases"].split(";")} - {""}:
                    connection.exec_driver_sql(f"INSERT INTO {name}_words VALUES (?, ?)", (word, one["code"]))


IN_FORCE = "(valid_from = '' OR valid_from <= :at) AND (valid_to = '' OR valid_to >= :at)"

PRESENT = f"""
numbered AS (
  SELECT s.*, row_number() OVER (PARTITION BY record_id ORDER BY coalesce(since, '0000'), row_at) AS place
  FROM form_person__status_history s WHERE since IS NULL OR since <= :at),
begun AS (
  SELECT *, coalesce(until < :at, 0) AND coalesce(status, '') IN (
    SELECT code FROM person_status WHERE in_quota = 'yes' AND present <> 'yes') AS is_over FROM numbered),
decided AS (
  SELECT record_id, max(CASE WHEN is_over THEN 0 ELSE place END) AS place FROM begun GROUP BY record_id),
standing AS (
  SELECT d.record_id, b.status, b.org_unit, (
    SELECT category FROM begun o WHERE o.record_id = d.record_id AND category IS NOT NULL
    ORDER BY o.place > d.place, o.place DESC LIMIT 1) AS category
  FROM decided d LEFT JOIN begun b ON b.record_id = d.record_id AND b.place = d.place
  WHERE d.place = 0 OR b.until IS NULL OR b.until >= :at OR b.until < (
    SELECT min(coalesce(since, '0000')) FROM begun o WHERE o.record_id = d.record_id AND o.place > d.place)),
present AS (
  SELECT p.record_id AS id, coalesce(s.org_unit, p.org_unit, '') AS division, p.rank_code AS rank,
    p.field, p.position_title, p.concurrent_posts,
    NOT EXISTS (SELECT 1 FROM norm_staff WHERE {IN_FORCE} AND counts <> 'yes'
      AND ((kind = 'category' AND code = s.category) OR (kind = 'block' AND code = p.block))) AS claims
  FROM form_person p JOIN standing s USING (record_id)
  WHERE coalesce((SELECT present FROM person_categories WHERE code = s.category), 'yes') = 'yes'
    AND coalesce((SELECT present FROM person_status WHERE code = s.status), 'yes') = 'yes'),
held AS (
  SELECT a.person AS id, coalesce(p.catalog_code, p.code) AS code, coalesce(a.field, p.field) AS field
  FROM form_assignment a JOIN form_position p ON p.record_id = a.position
  WHERE (a.since IS NULL OR a.since <= :at) AND (a.until IS NULL OR a.until >= :at)),
posts AS (
  SELECT id, code FROM held WHERE code IN (SELECT code FROM positions)
  UNION SELECT id, w.code FROM present JOIN positions_words w
    ON w.word IN (position_title, concurrent_posts)
    WHERE id NOT IN (SELECT id FROM held WHERE code IN (SELECT code FROM positions))),
fields AS (
  SELECT id, field FROM held WHERE field IS NOT NULL AND id IN (SELECT id FROM present)
  UNION SELECT id, field FROM present
    WHERE field IS NOT NULL AND id NOT IN (SELECT id FROM held WHERE field IS NOT NULL)),
claimants AS (SELECT * FROM present WHERE claims)"""

# Rows of a table of norms for each claimant: those of posts, kinds of post and rank, else the fallback.
MATCHED = """
{name}_specific AS (
  SELECT c.id, n.rowid AS norm FROM claimants c JOIN {table} n ON n.fallback = '' AND {where} AND (
    EXISTS (SELECT 1 FROM posts t WHERE t.id = c.id
      AND instr(';' || n.positions || ';', ';' || t.code || ';'))
    OR EXISTS (SELECT 1 FROM posts t JOIN positions p ON p.code = t.code
      WHERE t.id = c.id AND instr(';' || n.groups || ';', ';' || p."group" || ';'))
    OR instr(';' || n.ranks || ';', ';' || c.rank || ';'))),
{name} AS (
  SELECT * FROM {name}_specific UNION
  SELECT c.id, n.rowid FROM claimants c JOIN {table} n ON n.fallback <> '' AND {where}
    WHERE c.id NOT IN (SELECT id FROM {name}_specific))"""

AREA_ROWS = MATCHED.format(
    name="area", table="office_area_norms", where=f"measure = 'm2_per_person' AND {IN_FORCE}"
)
PERSON_AREA = f"""{AREA_ROWS},
person_area AS (
  SELECT a.id, max(CAST(n.value AS REAL)) AS m2,
    CAST(CASE n.value_other WHEN '' THEN n.value ELSE n.value_other END AS REAL) AS other
  FROM area a JOIN office_area_norms n ON n.rowid = a.norm GROUP BY a.id)"""

AREA = f"""WITH {PRESENT}, {PERSON_AREA}
SELECT count(*), (SELECT count(*) FROM claimants), coalesce(sum(m2), 0), coalesce(sum(other), 0),
  (SELECT round(sum(u.m2), 2) FROM form_building__uses u JOIN form_building b USING (record_id)
    WHERE u."use" = 'working' AND b.is_headquarters AND NOT coalesce(b.is_surplus, 0)),
  (SELECT round(sum(u.m2), 2) FROM form_building__uses u JOIN form_building b USING (record_id)
    JOIN (SELECT DISTINCT record_id FROM form_building__uses
      WHERE "use" = 'working' AND m2 IS NOT NULL) known USING (record_id)
    WHERE u."use" = 'shared' AND b.is_headquarters AND NOT coalesce(b.is_surplus, 0)),
  (SELECT max(CAST(value AS REAL)) FROM office_area_norms WHERE measure = 'shared_pct' AND {IN_FORCE})
FROM person_area"""

IDS = f"WITH {PRESENT} SELECT id, claims, division FROM present ORDER BY id"

THERE = """(e.year_in_use IS NULL OR substr(e.year_in_use || '-01-01', 1, 10) <= :at)
  AND (e.disposed_on IS NULL OR e.disposed_on > :at)"""
WEAR_YEAR = "(CAST(substr(:at, 1, 4) AS INTEGER) - (substr(:at, 6) <> '12-31'))"
PRICED = f"""
found AS (
  SELECT e.*, coalesce(e.norm_item, (SELECT code FROM norm_items_words w WHERE w.word = e.category)) AS item,
    coalesce(e.quantity, 1) AS pieces,
    CASE WHEN e.price_is_of_lot THEN e.price_vnd / coalesce(e.quantity, 1) ELSE e.price_vnd END AS unit_price,
    coalesce((SELECT m.from_room FROM form_equipment__moves m WHERE m.record_id = e.record_id
      AND m."date" > :at AND m.from_room IS NOT NULL ORDER BY m."date", m.row_at LIMIT 1),
      e.room, '') AS stood
  FROM form_equipment e WHERE {THERE}),
grouped AS (
  SELECT f.*, coalesce(f.depreciation_group,
    (SELECT nullif("group", '') FROM norm_items i WHERE i.code = f.item)) AS worn_group FROM found f),
kinds AS (
  SELECT g.*, CAST(d.useful_life_years AS INTEGER) AS life, round(CAST(d.rate_pct AS REAL) * 100) AS rate,
    CASE WHEN unit_price IS NULL THEN NULL
      WHEN unit_price >= (SELECT CAST(min_unit_price_vnd AS INTEGER) FROM asset_thresholds)
        AND coalesce(CAST(d.useful_life_years AS INTEGER), 99)
          > (SELECT CAST(more_than_years AS INTEGER) FROM asset_thresholds)
      THEN 'tscd' ELSE 'ccdc' END AS what
  FROM grouped g LEFT JOIN depreciation_groups d ON d.code = g.worn_group),
years AS (
  SELECT k.*, min(max({WEAR_YEAR} - CAST(substr(year_in_use, 1, 4) AS INTEGER) + 1, 0), life) AS worn_years
  FROM kinds k),
assets AS (
  SELECT y.*, CASE WHEN what = 'tscd' AND life IS NOT NULL AND year_in_use IS NOT NULL THEN
      CASE WHEN worn_years = life THEN unit_price
        ELSE min(unit_price, (unit_price * CAST(rate AS INTEGER) * worn_years + 5000) / 10000) END
    END AS worn,
    coalesce((SELECT c.usable = 'yes' FROM asset_conditions_words w JOIN asset_conditions c ON c.code = w.code
      WHERE w.word = y.condition), 1) AS serves
  FROM years y)"""

ASSETS = f"""WITH {PRICED} SELECT record_id, item, what, pieces, unit_price, worn * pieces,
  (unit_price - worn) * pieces, stood FROM assets"""

SUMS = """WITH {priced} SELECT coalesce({key}, ''), count(*), sum(pieces),
  sum(coalesce(unit_price, 0) * pieces), sum(coalesce((unit_price - worn) * pieces, 0))
  FROM assets GROUP BY 1"""
SUM_KEYS = {"room": "stood", "state": "condition", "group": "worn_group", "kind": "what", "item": "item"}

ITEM_ROWS = MATCHED.format(
    name="claimed", table="equipment_norms", where=f"per = 'person' AND item = :item AND {IN_FORCE}"
)
ITEM = f"""WITH {PRESENT}, {ITEM_ROWS}, {PRICED},
claims AS (
  SELECT c.id, max(CAST(nullif(n.quantity, '') AS REAL)) AS quantity,
    max(CAST(nullif(n.max_price_vnd, '') AS INTEGER)) AS price
  FROM claimed c JOIN equipment_norms n ON n.rowid = c.norm GROUP BY c.id),
need AS (
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM equipment_norms WHERE item = :item AND {IN_FORCE}) THEN NULL
    WHEN EXISTS (SELECT 1 FROM claims WHERE quantity IS NULL) THEN NULL
    ELSE CAST(coalesce(sum(quantity), 0) AS INTEGER)
      + (coalesce(sum(quantity), 0) > CAST(coalesce(sum(quantity), 0) AS INTEGER)) END AS n,
    max(price) AS price FROM claims),
have AS (
  SELECT coalesce(sum(pieces), 0) AS n,
    coalesce(sum(pieces) FILTER (WHERE serves AND NOT coalesce(cannot_run_required, 0)), 0) AS usable,
    coalesce(sum(pieces) FILTER (WHERE NOT serves), 0) AS broken FROM assets WHERE item = :item)
SELECT need.n, have.n, have.usable, have.broken, max(need.n - have.usable, 0), max(have.usable - need.n, 0),
  max(need.n - have.usable, 0) * need.price, (SELECT count(*) FROM claims) FROM need, have"""

FITS = """(n.two_axle = '' OR e.two_axle_drive) AND (n.seats_from = ''
  OR e.seats BETWEEN CAST(n.seats_from AS INTEGER) AND CAST(n.seats_to AS INTEGER))"""
BOUGHT_ON = """CASE length(e.year_in_use) WHEN 4 THEN e.year_in_use || '-12-31'
  WHEN 7 THEN date(e.year_in_use || '-01', '+1 month', '-1 day') ELSE e.year_in_use END"""
CARS = f"""SELECT e.record_id,
  coalesce(e.purpose, 'shared') = 'shared' AND EXISTS (
    SELECT 1 FROM vehicle_norms n WHERE n.measure = 'shared_cars' AND {IN_FORCE} AND {FITS}),
  coalesce((SELECT c.usable = 'yes' FROM asset_conditions_words w JOIN asset_conditions c ON c.code = w.code
    WHERE w.word = e.condition), 1),
  coalesce(e.source_kind = 'purchase' AND e.price_vnd > (
    SELECT max(CAST(n.value AS INTEGER)) FROM vehicle_norms n WHERE n.measure = 'price_ceiling' AND {FITS}
      AND (n.valid_from = '' OR n.valid_from <= {BOUGHT_ON})), 0)
FROM form_vehicle e WHERE {THERE}"""
MOST_CARS = f"""SELECT max(CAST(value AS INTEGER)) FROM vehicle_norms
  WHERE measure = 'shared_cars' AND {IN_FORCE}"""

RULE = "(SELECT CAST(value AS REAL) FROM facility_rules WHERE rule = '{}')"
FACILITIES = f"""WITH {PRESENT}, {PERSON_AREA},
houses AS (
  SELECT b.*, coalesce(b.is_headquarters, 0) AND NOT coalesce(b.is_surplus, 0) AS in_use,
    CAST(substr(:at, 1, 4) AS INTEGER) - CAST(substr(year_built, 1, 4) AS INTEGER) AS age,
    (SELECT CAST(useful_life_years AS INTEGER) FROM depreciation_groups g WHERE g.code = b.grade) AS life,
    (SELECT round(sum(m2), 2) FROM form_building__uses u
      WHERE u.record_id = b.record_id AND u."use" = 'working') AS m2,
    EXISTS (SELECT 1 FROM form_building__divisions d WHERE d.record_id = b.record_id) AS has_divisions
  FROM form_building b),
sites AS (SELECT count(*) AS n FROM houses WHERE in_use),
inside AS (
  SELECT h.record_id, c.id FROM houses h, sites, claimants c WHERE h.in_use AND (
    (h.has_divisions AND c.division IN
      (SELECT division FROM form_building__divisions d WHERE d.record_id = h.record_id))
    OR (NOT h.has_divisions AND sites.n = 1))),
needs AS (SELECT i.record_id, sum(a.m2) AS need, count(*) AS people, count(a.id) AS known
  FROM inside i LEFT JOIN person_area a USING (id) GROUP BY 1)
SELECT h.record_id,
  CASE WHEN age IS NULL OR life IS NULL THEN NULL
    ELSE age * 100 >= life * {RULE.format("run_down_life_pct")} END,
  CASE WHEN NOT in_use OR m2 IS NULL OR NOT (has_divisions OR sites.n = 1)
      OR (people > 0 AND known = 0) THEN NULL
    ELSE m2 * 100 < coalesce(need, 0) * {RULE.format("cramped_pct")} END,
  CASE WHEN NOT in_use THEN 0 WHEN distance_km IS NULL THEN NULL
    ELSE sites.n >= {RULE.format("scattered_sites")} AND distance_km >= {RULE.format("scattered_km")} END,
  coalesce(people, 0),
  CASE WHEN coalesce(is_surplus, 0) AND coalesce(progress, '') <> 'done'
    AND (handed_over_on IS NULL OR handed_over_on > :at) AND due_on < :at
    THEN CAST(julianday(:at) - julianday(due_on) AS INTEGER) ELSE 0 END
FROM houses h, sites LEFT JOIN needs USING (record_id)"""

HOUSING = """SELECT sum(housing_rooms), sum(housing_used), sum(housing_need) FROM form_building
  WHERE housing_rooms IS NOT NULL OR housing_need IS NOT NULL"""

UP = """WITH RECURSIVE months(month, first, last) AS (
  SELECT substr(:at, 1, 4) || '-01', substr(:at, 1, 4) || '-01-01', date(substr(:at, 1, 4) || '-01-31')
  UNION ALL SELECT substr(date(first, '+1 month'), 1, 7), date(first, '+1 month'),
    date(first, '+2 month', '-1 day')
  FROM months WHERE date(first, '+1 month') <= :at),
used AS (
  SELECT s.record_id, m.month, max(m.first, coalesce(substr(s.since || '-01-01', 1, 10), '0000')) AS first,
    min(m.last, :at) AS last FROM form_system s, months m),
hours AS (
  SELECT u.*, CAST(julianday(last) - julianday(first) + 1 AS INTEGER) * 24 AS n FROM used u
  WHERE first <= last)
SELECT h.record_id, h.month, h.n,
  min(h.n, coalesce((SELECT round(sum(coalesce(o.hours, 0)), 2) FROM form_system__outages o
    WHERE o.record_id = h.record_id AND o."date" BETWEEN h.first AND h.last), 0)),
  (SELECT count(*) FROM form_system__outages o WHERE o.record_id = h.record_id
    AND o."date" BETWEEN h.first AND h.last)
FROM hours h"""

LOADS = f"""WITH {PRESENT},
taken AS (
  SELECT w.*, {{month}} AS m, {{field}} AS f,
    CASE WHEN resolved IS NULL THEN NULL WHEN late IS NOT NULL THEN resolved - late
      WHEN on_time IS NOT NULL THEN coalesce(early, 0) + on_time END AS timely
  FROM form_workload w WHERE substr(month, 1, 4) = substr(:at, 1, 4) AND month <= substr(:at, 1, 7) {{where}})
SELECT m, f, count(DISTINCT month), sum(received), sum(resolved),
  100.0 * sum(received_online) FILTER (WHERE received IS NOT NULL AND received_online IS NOT NULL)
    / nullif(sum(received) FILTER (WHERE received_online IS NOT NULL), 0),
  100.0 * sum(timely) / nullif(sum(resolved) FILTER (WHERE timely IS NOT NULL), 0),
  (SELECT sum(in_progress) FROM taken l WHERE l.m = taken.m AND l.f = taken.f
    AND l.month = (SELECT max(month) FROM taken x WHERE x.m = taken.m AND x.f = taken.f)),
  1.0 * sum(people) / count(DISTINCT month),
  (SELECT count(DISTINCT id) FROM {{staff}}),
  1.0 * sum(received) / count(DISTINCT month) / nullif((SELECT count(DISTINCT id) FROM {{staff}}), 0)
FROM taken GROUP BY m, f"""
LOAD_QUERIES = {
    "loads_by_month": LOADS.format(
        month="month",
        field="coalesce(field, '')",
        where="",
        staff="fields WHERE fields.field = taken.f AND taken.f <> ''",
    ),
    "loads_by_field": LOADS.format(
        month="''",
        field="coalesce(field, '')",
        where="AND length(month) = 7",
        staff="fields WHERE fields.field = taken.f AND taken.f <> ''",
    ),
    "loads_of_all": LOADS.format(
        month="''", field="''", where="AND length(month) = 7", staff="present WHERE taken.f = taken.f"
    ),
}
