-- How much was told has no steps of its own: 48 weeks are one row, and the slot is the week in them, 0 to 47. Charts
-- take their limits from the first weeks, so a view reads all of them, of a place and of those beside it.
CREATE TEMPORARY TABLE told AS
  SELECT tallies.place_id, week - (week - DATE '0001-01-01') % 336 AS block, kinds.key AS kind,
    (week - DATE '0001-01-01') % 336 / 7 AS slot, (kinds.value ->> '0')::bigint AS n
  FROM tallies, json_each(tallies.cells::json) AS kinds
  WHERE measure = 'surfaced';
DELETE FROM tallies WHERE measure = 'surfaced';
INSERT INTO tallies (place_id, measure, week, cells)
  SELECT place_id, 'surfaced', block, json_object_agg(kind, slots)::text
  FROM (
    SELECT place_id, block, kind, json_object_agg(slot, n) AS slots
    FROM told WHERE n <> 0 GROUP BY place_id, block, kind
  ) AS by_kind
  GROUP BY place_id, block;
DROP TABLE told;
