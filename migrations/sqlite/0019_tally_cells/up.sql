-- One row a measure, place (and each place above it) and week (its Monday). The cells are the counts by kind and
-- slot: {"near_miss":{"0":3},"problem":{"0":12}}. A view of a year reads 52 rows, however much was told.
CREATE TABLE tally_cells (
  place_id BLOB NOT NULL REFERENCES places(id),
  measure TEXT NOT NULL,
  week TEXT NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (place_id, measure, week)
) STRICT, WITHOUT ROWID;
INSERT INTO tally_cells (place_id, measure, week, cells)
  SELECT place_id, measure, week, json_group_object(kind, json(slots))
  FROM (
    SELECT place_id, measure, week, kind, json_group_object(CAST(slot AS TEXT), n) AS slots
    FROM tallies WHERE n <> 0 GROUP BY place_id, measure, week, kind
  )
  GROUP BY place_id, measure, week;
DROP TABLE tallies;
ALTER TABLE tally_cells RENAME TO tallies;
