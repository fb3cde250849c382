CREATE TABLE told AS
  SELECT tallies.place_id, date(week, '+' || (7 * slots.key) || ' days') AS week, kinds.key AS kind, slots.value AS n
  FROM tallies, json_each(tallies.cells) AS kinds, json_each(kinds.value) AS slots
  WHERE measure = 'surfaced';
DELETE FROM tallies WHERE measure = 'surfaced';
INSERT INTO tallies (place_id, measure, week, cells)
  SELECT place_id, 'surfaced', week, json_group_object(kind, json_object('0', n))
  FROM told GROUP BY place_id, week;
DROP TABLE told;
