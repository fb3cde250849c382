CREATE TABLE tally_counts (
  measure TEXT NOT NULL,
  place_id UUID NOT NULL REFERENCES places(id),
  kind TEXT NOT NULL,
  week DATE NOT NULL,
  slot INTEGER NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (place_id, measure, week, kind, slot)
);
INSERT INTO tally_counts (measure, place_id, kind, week, slot, n)
  SELECT tallies.measure, tallies.place_id, kinds.key, tallies.week, slots.key::integer, slots.value::bigint
  FROM tallies, json_each(tallies.cells::json) AS kinds, json_each_text(kinds.value) AS slots;
DROP TABLE tallies;
ALTER TABLE tally_counts RENAME TO tallies;
ALTER INDEX tally_counts_pkey RENAME TO tallies_pkey;
