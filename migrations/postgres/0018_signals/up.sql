-- A signal is kept once: whoever finds it again, here or on another server, finds the same place, series, rule and week.
CREATE TABLE signals (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  place_id UUID NOT NULL REFERENCES places(id),
  series TEXT NOT NULL CHECK (series IN ('reports', 'time_to_surface', 'same_shift')),
  rule TEXT NOT NULL CHECK (rule IN ('outside', 'run', 'near', 'silence')),
  side TEXT NOT NULL CHECK (side IN ('above', 'below')),
  -- The Monday of its first period, that of its latest, and how many weeks a period has.
  week DATE NOT NULL,
  last_week DATE NOT NULL,
  weeks INTEGER NOT NULL CHECK (weeks IN (1, 4, 12, 48)),
  -- What was seen, and what is usual, in thousandths: of reports, of minutes, or of a share from 0 to 1.
  value BIGINT NOT NULL,
  usual BIGINT NOT NULL,
  found_on DATE NOT NULL,
  -- Whether it was found in what everybody who sees trends may see.
  published BOOLEAN NOT NULL,
  -- Whether somebody wrote a note.
  noted BOOLEAN NOT NULL DEFAULT FALSE,
  CHECK (week <= last_week),
  UNIQUE (place_id, series, rule, week, weeks)
);
CREATE INDEX signals_newest ON signals(noted, week);
-- The days on which somebody has looked for signals: one server looks, once a day.
CREATE TABLE signal_looks (
  day DATE PRIMARY KEY NOT NULL
);
-- Words about a point of a chart, be it a signal or not.
CREATE TABLE point_notes (
  id UUID PRIMARY KEY NOT NULL,
  place_id UUID NOT NULL REFERENCES places(id),
  series TEXT NOT NULL CHECK (series IN ('reports', 'time_to_surface', 'same_shift')),
  week DATE NOT NULL,
  signal_id UUID REFERENCES signals(id),
  words TEXT NOT NULL,
  person_id UUID NOT NULL REFERENCES people(id),
  written_at TIMESTAMPTZ NOT NULL,
  published BOOLEAN NOT NULL
);
CREATE INDEX point_notes_place ON point_notes(place_id, series, week);
CREATE INDEX point_notes_signal ON point_notes(signal_id);
-- How many notes ask about a signal, and how many demand reasons of routine ups and downs: sums, without words or writer.
CREATE TABLE note_tallies (
  place_id UUID NOT NULL REFERENCES places(id),
  week DATE NOT NULL,
  sort TEXT NOT NULL CHECK (sort IN ('asks', 'demands')),
  n BIGINT NOT NULL CHECK (n >= 0),
  PRIMARY KEY (place_id, week, sort)
);
-- "New ramp since May": what changed at a place, and since when.
CREATE TABLE place_changes (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  place_id UUID NOT NULL REFERENCES places(id),
  week DATE NOT NULL,
  words TEXT NOT NULL,
  signal_id UUID REFERENCES signals(id),
  person_id UUID NOT NULL REFERENCES people(id),
  written_at TIMESTAMPTZ NOT NULL,
  published BOOLEAN NOT NULL
);
CREATE INDEX place_changes_place ON place_changes(place_id, week);
-- Limits set anew: where a phase of a chart begins. The number tells two people who do so at once apart.
CREATE TABLE phases (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  place_id UUID NOT NULL REFERENCES places(id),
  series TEXT NOT NULL CHECK (series IN ('reports', 'time_to_surface', 'same_shift')),
  number INTEGER NOT NULL CHECK (number > 0),
  week DATE NOT NULL,
  reason TEXT NOT NULL,
  person_id UUID NOT NULL REFERENCES people(id),
  set_at TIMESTAMPTZ NOT NULL,
  published BOOLEAN NOT NULL,
  taken_back_at TIMESTAMPTZ,
  UNIQUE (place_id, series, published, number)
);
-- Weeks in which a place is closed: they say nothing of its people.
CREATE TABLE closed_weeks (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  place_id UUID NOT NULL REFERENCES places(id),
  from_week DATE NOT NULL,
  to_week DATE NOT NULL,
  words TEXT NOT NULL,
  person_id UUID NOT NULL REFERENCES people(id),
  CHECK (from_week <= to_week)
);
CREATE INDEX closed_weeks_place ON closed_weeks(place_id, from_week);
