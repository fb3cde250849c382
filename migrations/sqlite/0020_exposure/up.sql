-- How much was worked at a place in a week, in hundredths of its unit: hours worked, bed days, flights. Sums only,
-- for places with enough people; the places below have rows of their own. Who wrote it stands in the journal.
CREATE TABLE exposure (
  place_id BLOB NOT NULL REFERENCES places(id),
  week TEXT NOT NULL,
  unit TEXT NOT NULL,
  hundredths INTEGER NOT NULL CHECK (hundredths >= 0),
  PRIMARY KEY (place_id, week)
) STRICT, WITHOUT ROWID;
