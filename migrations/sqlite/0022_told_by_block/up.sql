-- How much was told has no steps of its own: 48 weeks are one row, and the slot is the week in them, 0 to 47. Charts
-- take their limits from the first weeks, so a view reads all of them, of a place and of those beside it.
CREATE TABLE told AS
  SELECT tallies.place_id, date(week, '-' || (day % 336) || ' days') AS block, kinds.key AS kind,
    day % 336 / 7 AS slot, json_extract(kinds.value, '$."0"') AS n
  FROM (
    SELECT place_id, week, cells, CAST(julianday(week) - 1721425.5 AS INTEGER) AS day
    FROM tallies WHERE measure = 'surfaced'
  ) AS tallies, json_each(tallies.cells) AS kinds;
DELETE FROM tallies WHERE measure = 'surfaced';
INSERT INTO tallies (place_id, measure, week, cells)
  SELECT place_id, 'surfaced', block, json_group_object(kind, json(slots))
  FROM (
    SELECT place_id, block, kind, json_group_object(CAST(slot AS TEXT), n) AS slots
    FROM told WHERE n <> 0 GROUP BY place_id, block, kind
  )
  GROUP BY place_id, block;
DROP TABLE told;
