-- The figures of a day once more, from the typed tables alone. Given: `day` (ahead 0 or 1, at, expects: whether
-- whoever has reached the age is gone), the code lists as tables, and the functions begins, ends, fold, verdict.

CREATE TEMP TABLE dated AS
SELECT record_id AS person, category, status, org_unit, begins(since) AS since, ends(until) AS until,
    row_number() OVER (PARTITION BY record_id ORDER BY begins(since), row_at) AS place
FROM form_person__status_history;

-- Rows begun by the day; `is_over`: an absence from a post that was kept, which has ended.
CREATE TEMP TABLE begun AS
SELECT day.ahead, day.at, day.expects, dated.*,
    coalesce(status, '') IN (SELECT code FROM person_status WHERE in_quota = 'yes' AND present <> 'yes')
        AND until < at AS is_over
FROM dated JOIN day ON since <= at;

CREATE TEMP TABLE decided AS
SELECT ahead, at, expects, person, max(CASE WHEN is_over THEN 0 ELSE place END) AS place
FROM begun GROUP BY ahead, person;

CREATE TEMP TABLE retiring AS
SELECT record_id AS person, min(date(substr(ends(birth_date), 1, 7) || '-01',
    '+' || (years * 12 + months + 1) || ' months')) AS retires_on
FROM form_person JOIN retirement_age ON retirement_age.sex = form_person.sex
    AND born_from <= substr(ends(birth_date), 1, 7)
    AND (born_to = '' OR substr(ends(birth_date), 1, 7) <= born_to)
WHERE birth_date IS NOT NULL GROUP BY record_id;

CREATE TEMP TABLE said AS
SELECT decided.ahead, decided.person, begun.status, begun.org_unit,
    coalesce(
        (SELECT category FROM begun AS one WHERE one.ahead = decided.ahead AND one.person = decided.person
            AND one.place <= decided.place AND category IS NOT NULL ORDER BY place DESC LIMIT 1),
        (SELECT category FROM begun AS one WHERE one.ahead = decided.ahead AND one.person = decided.person
            AND category IS NOT NULL ORDER BY place DESC LIMIT 1)) AS category
FROM decided LEFT JOIN begun USING (ahead, person, place) LEFT JOIN retiring USING (person)
WHERE (decided.place = 0 OR until >= decided.at OR until <
    (SELECT min(since) FROM begun AS one WHERE one.ahead = decided.ahead AND one.person = decided.person
        AND one.place > decided.place))
    AND NOT (decided.expects AND coalesce(retires_on <= decided.at, 0));

CREATE TEMP TABLE standing AS
SELECT *, coalesce(category, '') NOT IN (SELECT code FROM person_categories WHERE in_quota <> 'yes')
        AND coalesce(status, '') NOT IN (SELECT code FROM person_status WHERE in_quota <> 'yes') AS in_quota,
    coalesce(category, '') NOT IN (SELECT code FROM person_categories WHERE present <> 'yes')
        AND coalesce(status, '') NOT IN (SELECT code FROM person_status WHERE present <> 'yes') AS present
FROM said;

DELETE FROM standing WHERE NOT in_quota AND NOT present;

CREATE TEMP TABLE seat AS
SELECT day.ahead, a.record_id AS id, a.person, a.position, coalesce(a.share, 100) AS share, a.field,
    standing.present, day.at,
    row_number() OVER (PARTITION BY day.ahead, a.person ORDER BY coalesce(a.kind, '') = 'concurrent',
        coalesce(a.share, 100) DESC, begins(a.since), a.record_id) = 1 AS is_main,
    count(*) OVER (PARTITION BY day.ahead, a.person) AS posts
FROM form_assignment AS a JOIN day ON begins(a.since) <= at AND at <= ends(a.until)
JOIN form_position AS p ON p.record_id = a.position
JOIN standing ON standing.person = a.person AND standing.ahead = day.ahead;

CREATE TEMP TABLE fitting AS
SELECT seat.id, seat.person, seat.position, verdict(p.education_level, p.major, post.level, post.majors, post.near_majors) AS computed,
    coalesce(
        (SELECT fit_override FROM form_assessment AS a WHERE a.person = seat.person AND fit_override <> ''
            AND coalesce(approval_state, '') <> 'returned'
            AND assessed_on <= seat.at AND (a.position = seat.position OR a.position IS NULL AND seat.is_main)
            ORDER BY assessed_on DESC, record_id DESC LIMIT 1),
        verdict(p.education_level, p.major, post.level, post.majors, post.near_majors)) AS verdict
FROM seat JOIN form_person AS p ON p.record_id = seat.person
JOIN form_position AS post ON post.record_id = seat.position WHERE ahead = 0;

CREATE TEMP TABLE wanted AS
SELECT day.ahead, p.record_id AS position, CASE WHEN begins(closed_on) <= at AND closed_on <> '' THEN 0
    ELSE coalesce((SELECT h.need FROM form_position__need_history AS h WHERE h.record_id = p.record_id
        AND begins(h.since) <= at AND h.need IS NOT NULL
        ORDER BY begins(h.since) DESC, h.row_at DESC LIMIT 1), p.need, 0) END AS need
FROM form_position AS p JOIN day;

CREATE TEMP TABLE spelled AS
SELECT * FROM (
    SELECT *, fold(name) AS folded,
        row_number() OVER (PARTITION BY fold(name) ORDER BY source, sort_key, n, row_at) AS place
    FROM (SELECT 0 AS source, sort_key, n, 0 AS row_at, name, block FROM form_subunit
        UNION ALL SELECT 1, sort_key, n, 0, division, NULL FROM form_position
        UNION ALL SELECT 2, sort_key, n, 0, org_unit, NULL FROM form_person
        UNION ALL SELECT 3, p.sort_key, p.n, h.row_at, h.org_unit, NULL
            FROM form_person__status_history AS h JOIN form_person AS p ON p.record_id = h.record_id)
    WHERE name <> '')
WHERE place = 1 AND folded <> '';

CREATE TEMP TABLE place_of_position AS
SELECT p.record_id AS position, spelled.name AS division, p.field, spelled.block
FROM form_position AS p LEFT JOIN spelled ON spelled.folded = fold(p.division);

CREATE TEMP TABLE place_of_person AS
SELECT s.ahead, s.person, s.category, s.status, s.in_quota, s.present, seat.position, seat.id AS main,
    CASE WHEN seat.id IS NULL THEN own.name ELSE post.division END AS division,
    CASE WHEN seat.id IS NULL THEN p.field ELSE coalesce(seat.field, post.field) END AS field,
    coalesce(CASE WHEN seat.id IS NULL THEN own.block ELSE post.block END, p.block) AS block
FROM standing AS s JOIN form_person AS p ON p.record_id = s.person
LEFT JOIN seat ON seat.ahead = s.ahead AND seat.person = s.person AND seat.is_main
LEFT JOIN place_of_position AS post ON post.position = seat.position
LEFT JOIN spelled AS own ON own.folded = fold(coalesce(s.org_unit, p.org_unit));

CREATE TEMP TABLE member AS
SELECT 'commune' AS level, '' AS key, * FROM place_of_person
UNION ALL SELECT 'block', coalesce(block, '?'), * FROM place_of_person
UNION ALL SELECT 'division', coalesce(division, '?'), * FROM place_of_person
UNION ALL SELECT 'field', coalesce(field, '?'), * FROM place_of_person
UNION ALL SELECT 'position', coalesce(position, '?'), * FROM place_of_person;

CREATE TEMP TABLE slot AS
SELECT 'commune' AS level, '' AS key, position FROM place_of_position
UNION ALL SELECT 'block', coalesce(block, '?'), position FROM place_of_position
UNION ALL SELECT 'division', coalesce(division, '?'), position FROM place_of_position
UNION ALL SELECT 'field', coalesce(field, '?'), position FROM place_of_position
UNION ALL SELECT 'position', position, position FROM place_of_position;

CREATE TEMP TABLE told AS
SELECT level, key, ahead, (SELECT number FROM form_unit__quotas WHERE coalesce(block, '') = key
    AND year <= substr(at, 1, 4) + 0 AND number IS NOT NULL ORDER BY year DESC, n DESC, row_at DESC LIMIT 1) AS quota
FROM (SELECT 'commune' AS level, '' AS key UNION SELECT 'block', block FROM form_unit__quotas WHERE block <> '') JOIN day
UNION ALL
SELECT 'division', key, ahead, CASE WHEN quota IS NOT NULL AND closed_on <> '' AND begins(closed_on) <= at
    THEN 0 ELSE quota END
FROM (SELECT unit.name AS key, unit.closed_on, day.ahead, day.at,
        (SELECT number FROM form_subunit__allocations AS a WHERE a.record_id = unit.record_id
            AND year <= substr(at, 1, 4) + 0 AND number IS NOT NULL ORDER BY year DESC, row_at DESC LIMIT 1) AS quota
    FROM (SELECT *, row_number() OVER (PARTITION BY name ORDER BY sort_key, n) AS place FROM form_subunit
        WHERE name <> '') AS unit JOIN day WHERE unit.place = 1);

CREATE TEMP TABLE line AS
SELECT 'commune' AS level, '' AS key UNION SELECT level, key FROM member WHERE ahead = 0
UNION SELECT level, key FROM slot
UNION SELECT level, key FROM told WHERE ahead = 0 AND quota > 0;

CREATE TEMP TABLE listed AS
SELECT level, key, 'on_books' AS name, person AS id FROM member WHERE ahead = 0 AND in_quota
UNION SELECT level, key, 'present', person FROM member WHERE ahead = 0 AND present
UNION SELECT level, key, 'full_time', person FROM member WHERE ahead = 0 AND present AND main IS NOT NULL
UNION SELECT level, key, 'concurrent', person FROM seat JOIN slot USING (position)
    WHERE ahead = 0 AND present AND NOT is_main
UNION SELECT level, key, replace(coalesce(verdict, 'unknown'), 'not', 'not_fitting'), member.person
    FROM member LEFT JOIN fitting ON fitting.id = main WHERE ahead = 0 AND present
UNION SELECT level, key, 'seconded_in', person FROM member WHERE ahead = 0 AND present
    AND category IN (SELECT code FROM person_categories WHERE direction = 'in')
UNION SELECT level, key, 'seconded_out', person FROM member WHERE ahead = 0
    AND status IN (SELECT code FROM person_status WHERE direction = 'out')
UNION SELECT level, key, 'leaving', person FROM member WHERE ahead = 0
    AND person NOT IN (SELECT person FROM standing WHERE ahead = 1)
UNION SELECT level, key, 'positions', position FROM slot;

CREATE TEMP TABLE manned AS
SELECT ahead, position, need,
    (SELECT coalesce(sum(share), 0) FROM seat AS s WHERE s.ahead = w.ahead AND s.position = w.position
        AND present) AS filled,
    (SELECT coalesce(sum(share), 0) FROM seat AS s WHERE s.ahead = w.ahead AND s.position = w.position
        AND NOT present) AS away,
    (SELECT coalesce(sum(100 - share), 0) FROM seat AS s WHERE s.ahead = w.ahead
        AND s.position = w.position AND present AND share < 100 AND posts > 1) AS parted
FROM wanted AS w;

CREATE TEMP TABLE without_anybody AS
SELECT DISTINCT field FROM form_position JOIN wanted ON position = record_id AND ahead = 0
WHERE wanted.need > 0 AND field <> ''
    AND field NOT IN (SELECT p.field FROM seat JOIN form_position AS p ON p.record_id = seat.position
        WHERE ahead = 0 AND present AND p.field IS NOT NULL)
    AND field NOT IN (SELECT field FROM seat WHERE ahead = 0 AND present AND field IS NOT NULL)
    AND field NOT IN (SELECT field FROM place_of_person WHERE ahead = 0 AND present AND field IS NOT NULL);

-- What each cause takes in each position, in its order; who is behind it follows from cause and position.
CREATE TEMP TABLE taken AS
SELECT position, 'over_need' AS cause, max(filled - need * 100, 0) AS amount FROM manned WHERE ahead = 0
UNION ALL SELECT position, 'away', -min(away, max(need * 100 - filled, 0)) FROM manned WHERE ahead = 0
UNION ALL SELECT position, 'concurrent', -min(parted, max(need * 100 - filled - away, 0))
    FROM manned WHERE ahead = 0
UNION ALL SELECT position, iif(field IN (SELECT field FROM without_anybody), 'none_for_field', 'vacant'),
    -max(need * 100 - filled - away - parted, 0)
    FROM manned JOIN place_of_position USING (position) WHERE ahead = 0;

CREATE TEMP TABLE moved AS
SELECT position, person, iif(sum(share) < 0, 'leaving', 'arriving') AS cause, sum(share) AS amount
FROM (SELECT position, person, iif(ahead, share, -share) AS share FROM seat WHERE present)
GROUP BY position, person HAVING sum(share) <> 0;

CREATE TEMP TABLE booked AS
SELECT level, key, person, 1 AS now, person IN (SELECT person FROM standing WHERE ahead = 1 AND in_quota) AS later
FROM member WHERE ahead = 0 AND in_quota
UNION ALL SELECT level, key, person, 0, 1 FROM member WHERE ahead = 1 AND in_quota
    AND person NOT IN (SELECT person FROM standing WHERE ahead = 0 AND in_quota);

CREATE TEMP TABLE quota_line AS
SELECT level, key, now.quota, coalesce(later.quota, now.quota) AS quota_ahead,
    (SELECT count(*) FROM booked AS b WHERE b.level = line.level AND b.key = line.key AND now) AS on_books,
    (SELECT count(*) FROM booked AS b WHERE b.level = line.level AND b.key = line.key AND later) AS on_books_ahead
FROM line JOIN told AS now USING (level, key) JOIN told AS later USING (level, key)
WHERE now.ahead = 0 AND later.ahead = 1 AND now.quota IS NOT NULL;

CREATE TEMP TABLE number AS
SELECT level, key, sum(iif(ahead, 0, need)) AS need, sum(iif(ahead, 0, filled)) AS filled,
    sum(iif(ahead, 0, filled - need * 100)) AS gap,
    sum(iif(ahead, 0, filled - need * 100)) - (SELECT coalesce(sum(share), 0)
        FROM seat JOIN fitting USING (id) JOIN slot AS own ON own.position = seat.position
        WHERE seat.ahead = 0 AND present AND verdict = 'not' AND own.level = slot.level
            AND own.key = slot.key) AS gap_fitting,
    sum(iif(ahead, need, 0)) AS need_ahead, sum(iif(ahead, filled, 0)) AS filled_ahead,
    sum(iif(ahead, filled - need * 100, 0)) AS gap_ahead
FROM slot JOIN manned USING (position) GROUP BY level, key;

CREATE TEMP TABLE caused AS
SELECT level, key, 'need' AS side, 'causes' AS name, cause, sum(amount) AS amount
    FROM taken JOIN slot USING (position) WHERE amount <> 0 GROUP BY level, key, cause
UNION ALL SELECT level, key, 'need', 'causes_ahead', cause, sum(amount)
    FROM taken JOIN slot USING (position) WHERE amount <> 0 GROUP BY level, key, cause
UNION ALL SELECT level, key, 'need', 'causes_ahead', cause, sum(amount)
    FROM moved JOIN slot USING (position) GROUP BY level, key, cause
UNION ALL SELECT level, key, 'need', 'causes_ahead', 'need_change', -100 * sum(iif(ahead, need, -need))
    FROM wanted JOIN slot USING (position) GROUP BY level, key HAVING sum(iif(ahead, need, -need)) <> 0
UNION ALL SELECT level, key, 'need', 'untrained', 'untrained', -sum(share)
    FROM seat JOIN fitting USING (id) JOIN slot ON slot.position = seat.position
    WHERE ahead = 0 AND present AND verdict = 'not' GROUP BY level, key
UNION ALL SELECT level, key, 'quota', name, iif(on_books > quota, 'over_quota', 'unfilled_quota'), on_books - quota
    FROM quota_line JOIN (SELECT 'causes' AS name UNION SELECT 'causes_ahead') WHERE on_books <> quota
UNION ALL SELECT level, key, 'quota', 'causes_ahead', iif(now, 'leaving', 'arriving'), sum(later - now)
    FROM booked JOIN quota_line USING (level, key) WHERE now <> later GROUP BY level, key, now
UNION ALL SELECT level, key, 'quota', 'causes_ahead', 'quota_change', quota - quota_ahead
    FROM quota_line WHERE quota <> quota_ahead;

CREATE TEMP TABLE behind AS
SELECT level, key, 'need' AS side, cause, person FROM taken JOIN slot USING (position) JOIN seat USING (position)
    WHERE ahead = 0 AND amount <> 0 AND CASE cause WHEN 'over_need' THEN present WHEN 'away' THEN NOT present
        WHEN 'concurrent' THEN present AND share < 100 AND posts > 1 END
UNION SELECT level, key, 'need', cause, person FROM moved JOIN slot USING (position)
UNION SELECT level, key, 'need', 'untrained', seat.person FROM seat JOIN fitting USING (id)
    JOIN slot ON slot.position = seat.position WHERE ahead = 0 AND present AND verdict = 'not'
UNION SELECT level, key, 'quota', 'over_quota', person FROM booked WHERE now
UNION SELECT level, key, 'quota', iif(now, 'leaving', 'arriving'), person FROM booked WHERE now <> later;

CREATE TEMP TABLE post_behind AS
SELECT level, key, cause, position FROM taken JOIN slot USING (position) WHERE amount <> 0
UNION SELECT level, key, cause, position FROM moved JOIN slot USING (position)
UNION SELECT level, key, 'untrained', seat.position FROM seat JOIN fitting USING (id)
    JOIN slot ON slot.position = seat.position WHERE ahead = 0 AND present AND verdict = 'not'
UNION SELECT level, key, 'need_change', position FROM slot JOIN wanted AS now USING (position)
    JOIN wanted AS later USING (position) WHERE now.ahead = 0 AND later.ahead = 1 AND now.need <> later.need;

CREATE TEMP TABLE leading AS
SELECT position, wanted.need, (SELECT count(DISTINCT person) FROM seat WHERE seat.ahead = 0 AND present
    AND seat.position = wanted.position) AS there
FROM wanted JOIN form_position ON record_id = position
WHERE ahead = 0 AND wanted.need > 0 AND kind IN ('lanh_dao_quan_ly', 'can_bo_chuc_danh_bau_cu_dang');
