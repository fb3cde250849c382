-- Counts by measure, place (and each place above it), kind, week (its Monday) and slot.
CREATE TABLE tallies (
  measure TEXT NOT NULL,
  place_id BLOB NOT NULL REFERENCES places(id),
  kind TEXT NOT NULL,
  week TEXT NOT NULL,
  slot INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (place_id, measure, week, kind, slot)
) STRICT, WITHOUT ROWID;
