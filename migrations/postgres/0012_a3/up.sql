-- One sheet. The title stands in its section as well, with its versions; here it is for lists.
CREATE TABLE a3s (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  place_id UUID NOT NULL REFERENCES places(id),
  status TEXT NOT NULL CHECK (status IN ('drafting', 'doing', 'checking', 'standardised', 'let_go')),
  status_reason TEXT,
  owner_id UUID REFERENCES people(id),
  mentor_id UUID REFERENCES people(id),
  created_at TIMESTAMPTZ NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL,
  CHECK (status <> 'let_go' OR status_reason IS NOT NULL)
);
CREATE INDEX a3s_place ON a3s(place_id);
-- What stands in a section now. The version rises with each saving: whoever saves on top of an older one hears so.
CREATE TABLE a3_sections (
  a3_id UUID NOT NULL REFERENCES a3s(id) ON DELETE CASCADE,
  section TEXT NOT NULL,
  words TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  PRIMARY KEY (a3_id, section)
);
-- How a section was: one row for what one person wrote without a long pause.
CREATE TABLE a3_versions (
  id UUID PRIMARY KEY NOT NULL,
  a3_id UUID NOT NULL REFERENCES a3s(id) ON DELETE CASCADE,
  section TEXT NOT NULL,
  words TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  person_id UUID REFERENCES people(id),
  begun_at TIMESTAMPTZ NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL,
  UNIQUE (a3_id, section, version)
);
-- What a mentor asks beside a section, and the answers to it.
CREATE TABLE a3_comments (
  id UUID PRIMARY KEY NOT NULL,
  a3_id UUID NOT NULL REFERENCES a3s(id) ON DELETE CASCADE,
  section TEXT NOT NULL,
  answers_to UUID REFERENCES a3_comments(id) ON DELETE CASCADE,
  person_id UUID REFERENCES people(id),
  words TEXT NOT NULL,
  written_at TIMESTAMPTZ NOT NULL,
  settled BOOLEAN NOT NULL DEFAULT FALSE,
  CHECK (answers_to IS NULL OR NOT settled)
);
CREATE INDEX a3_comments_a3 ON a3_comments(a3_id);
-- The reports that a sheet learns from. A report that is taken away leaves its line empty, and the sheet stays.
CREATE TABLE a3_reports (
  id UUID PRIMARY KEY NOT NULL,
  a3_id UUID NOT NULL REFERENCES a3s(id) ON DELETE CASCADE,
  report_id UUID REFERENCES reports(id) ON DELETE SET NULL,
  UNIQUE (a3_id, report_id)
);
CREATE INDEX a3_reports_report ON a3_reports(report_id);
-- Photos and drawings of the current condition: painted anew by the program, as a report's are.
CREATE TABLE a3_pictures (
  id UUID PRIMARY KEY NOT NULL,
  a3_id UUID NOT NULL REFERENCES a3s(id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 5),
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 1600),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 1600),
  jpeg BYTEA NOT NULL,
  UNIQUE (a3_id, position)
);
