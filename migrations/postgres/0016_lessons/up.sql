-- What was learned from a report, or from a lead's own mistake. Months alone, never a day, of what everybody reads.
CREATE TABLE lessons (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  report_id UUID UNIQUE REFERENCES reports(id),
  -- The lead whose own mistake it is.
  person_id UUID REFERENCES people(id),
  person_role TEXT,
  place_id UUID NOT NULL REFERENCES places(id),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  story TEXT NOT NULL,
  learned TEXT NOT NULL,
  changed TEXT,
  -- The same words without case and accents, for searching.
  sought TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'asked', 'agreed', 'published', 'withdrawn')),
  -- What the reporter said last, and on which day.
  said TEXT CHECK (said IN ('yes', 'no')),
  said_on DATE,
  month DATE CHECK (EXTRACT(DAY FROM month) = 1),
  CHECK (state <> 'published' OR month IS NOT NULL),
  CHECK (state <> 'agreed' OR said IS NOT DISTINCT FROM 'yes'),
  CHECK (said IS DISTINCT FROM 'no' OR state = 'withdrawn'),
  CHECK ((person_id IS NULL) = (person_role IS NULL)),
  CHECK (report_id IS NULL OR person_id IS NULL)
);
CREATE INDEX lessons_month ON lessons(month, id) WHERE state = 'published';
CREATE TABLE lesson_tiles (
  lesson_id UUID NOT NULL REFERENCES lessons(id),
  tile INTEGER NOT NULL CHECK (tile BETWEEN 1 AND 11),
  PRIMARY KEY (lesson_id, tile)
);
-- A year later somebody read it again: does it still hold?
CREATE TABLE lesson_rereads (
  lesson_id UUID NOT NULL REFERENCES lessons(id),
  month DATE NOT NULL CHECK (EXTRACT(DAY FROM month) = 1),
  found TEXT NOT NULL CHECK (found IN ('holds', 'slipped')),
  words TEXT,
  PRIMARY KEY (lesson_id, month)
);
