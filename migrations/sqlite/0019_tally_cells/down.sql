CREATE TABLE tally_counts (
  measure TEXT NOT NULL,
  place_id BLOB NOT NULL REFERENCES places(id),
  kind TEXT NOT NULL,
  week TEXT NOT NULL,
  slot INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (place_id, measure, week, kind, slot)
) STRICT, WITHOUT ROWID;
INSERT INTO tally_counts (measure, place_id, kind, week, slot, n)
  SELECT tallies.measure, tallies.place_id, kinds.key, tallies.week, CAST(slots.key AS INTEGER), slots.value
  FROM tallies, json_each(tallies.cells) AS kinds, json_each(kinds.value) AS slots;
DROP TABLE tallies;
ALTER TABLE tally_counts RENAME TO tallies;
