-- One row a measure, place (and each place above it) and week (its Monday). The cells are the counts by kind and
-- slot: {"near_miss":{"0":3},"problem":{"0":12}}. A view of a year reads 52 rows, however much was told.
CREATE TABLE tally_cells (
  place_id UUID NOT NULL REFERENCES places(id),
  measure TEXT NOT NULL,
  week DATE NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (place_id, measure, week)
);
INSERT INTO tally_cells (place_id, measure, week, cells)
  SELECT place_id, measure, week, json_object_agg(kind, slots)::text
  FROM (
    SELECT place_id, measure, week, kind, json_object_agg(slot, n) AS slots
    FROM tallies WHERE n <> 0 GROUP BY place_id, measure, week, kind
  ) AS by_kind
  GROUP BY place_id, measure, week;
DROP TABLE tallies;
ALTER TABLE tally_cells RENAME TO tallies;
ALTER INDEX tally_cells_pkey RENAME TO tallies_pkey;
