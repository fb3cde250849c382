-- Photos of a report: written anew by the program, without anything that a camera adds. No time and no name;
-- the place among the five is free again when a photo is taken away.
CREATE TABLE photos (
  id BLOB PRIMARY KEY NOT NULL,
  report_id BLOB NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 5),
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 1600),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 1600),
  jpeg BLOB NOT NULL,
  UNIQUE (report_id, position)
) STRICT, WITHOUT ROWID;
