-- A signal is kept once: whoever finds it again, here or on another server, finds the same place, series, rule and week.
CREATE TABLE signals (
  id BLOB PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  place_id BLOB NOT NULL REFERENCES places(id),
  series TEXT NOT NULL CHECK (series IN ('reports', 'time_to_surface', 'same_shift')),
  rule TEXT NOT NULL CHECK (rule IN ('outside', 'run', 'near', 'silence')),
  side TEXT NOT NULL CHECK (side IN ('above', 'below')),
  -- The Monday of its first period, that of its latest, and how many weeks a period has.
  week TEXT NOT NULL,
  last_week TEXT NOT NULL,
  weeks INTEGER NOT NULL CHECK (weeks IN (1, 4, 12, 48)),
  -- What was seen, and what is usual, in thousandths: of reports, of minutes, or of a share from 0 to 1.
  value INTEGER NOT NULL,
  usual INTEGER NOT NULL,
  found_on TEXT NOT NULL,
  -- Whether it was found in what everybody who sees trends may see.
  published INTEGER NOT NULL CHECK (published IN (0, 1)),
  -- Whether somebody wrote a note.
  noted INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1)),
  CHECK (week <= last_week),
  UNIQUE (place_id, series, rule, week, weeks)
) STRICT, WITHOUT ROWID;
CREATE INDEX signals_newest ON signals(noted, week);
-- The days on which somebody has looked for signals: one server looks, once a day.
CREATE TABLE signal_looks (
  day TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
-- Words about a point of a chart, be it a signal or not.
CREATE TABLE point_notes (
  id BLOB PRIMARY KEY NOT NULL,
  place_id BLOB NOT NULL REFERENCES places(id),
  series TEXT NOT NULL CHECK (series IN ('reports', 'time_to_surface', 'same_shift')),
  week TEXT NOT NULL,
  signal_id BLOB REFERENCES signals(id),
  words TEXT NOT NULL,
  person_id BLOB NOT NULL REFERENCES people(id),
  written_at TEXT NOT NULL,
  published INTEGER NOT NULL CHECK (published IN (0, 1))
) STRICT;
CREATE INDEX point_notes_place ON point_notes(place_id, series, week);
CREATE INDEX point_notes_signal ON point_notes(signal_id);
-- How many notes ask about a signal, and how many demand reasons of routine ups and downs: sums, without words or writer.
CREATE TABLE note_tallies (
  place_id BLOB NOT NULL REFERENCES places(id),
  week TEXT NOT NULL,
  sort TEXT NOT NULL CHECK (sort IN ('asks', 'demands')),
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (place_id, week, sort)
) STRICT, WITHOUT ROWID;
-- "New ramp since May": what changed at a place, and since when.
CREATE TABLE place_changes (
  id BLOB PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  place_id BLOB NOT NULL REFERENCES places(id),
  week TEXT NOT NULL,
  words TEXT NOT NULL,
  signal_id BLOB REFERENCES signals(id),
  person_id BLOB NOT NULL REFERENCES people(id),
  written_at TEXT NOT NULL,
  published INTEGER NOT NULL CHECK (published IN (0, 1))
) STRICT;
CREATE INDEX place_changes_place ON place_changes(place_id, week);
-- Limits set anew: where a phase of a chart begins. The number tells two people who do so at once apart.
CREATE TABLE phases (
  id BLOB PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  place_id BLOB NOT NULL REFERENCES places(id),
  series TEXT NOT NULL CHECK (series IN ('reports', 'time_to_surface', 'same_shift')),
  number INTEGER NOT NULL CHECK (number > 0),
  week TEXT NOT NULL,
  reason TEXT NOT NULL,
  person_id BLOB NOT NULL REFERENCES people(id),
  set_at TEXT NOT NULL,
  published INTEGER NOT NULL CHECK (published IN (0, 1)),
  taken_back_at TEXT,
  UNIQUE (place_id, series, published, number)
) STRICT;
-- Weeks in which a place is closed: they say nothing of its people.
CREATE TABLE closed_weeks (
  id BLOB PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  place_id BLOB NOT NULL REFERENCES places(id),
  from_week TEXT NOT NULL,
  to_week TEXT NOT NULL,
  words TEXT NOT NULL,
  person_id BLOB NOT NULL REFERENCES people(id),
  CHECK (from_week <= to_week)
) STRICT;
CREATE INDEX closed_weeks_place ON closed_weeks(place_id, from_week);
