CREATE TEMPORARY TABLE told AS
  SELECT tallies.place_id, week + 7 * slots.key::integer AS week, kinds.key AS kind, slots.value::bigint AS n
  FROM tallies, json_each(tallies.cells::json) AS kinds, json_each_text(kinds.value) AS slots
  WHERE measure = 'surfaced';
DELETE FROM tallies WHERE measure = 'surfaced';
INSERT INTO tallies (place_id, measure, week, cells)
  SELECT place_id, 'surfaced', week, json_object_agg(kind, json_build_object('0', n))::text
  FROM told GROUP BY place_id, week;
DROP TABLE told;
