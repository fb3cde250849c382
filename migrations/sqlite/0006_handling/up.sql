-- One row a report, made by the first act of a lead.
CREATE TABLE handlings (
  report_id BLOB PRIMARY KEY NOT NULL REFERENCES reports(id),
  thanks TEXT,
  thanked_by BLOB REFERENCES people(id),
  thanked_on TEXT,
  first_answer_on TEXT,
  triage TEXT,
  triage_reason TEXT,
  triaged_on TEXT,
  echo_of TEXT,
  outcome TEXT,
  outcome_on TEXT,
  shared_story TEXT,
  CHECK (thanks IS NOT NULL OR (triage IS NULL AND outcome IS NULL) OR triage = 'set_aside')
) STRICT, WITHOUT ROWID;
-- What leads and reporter wrote to each other, in order; days only.
CREATE TABLE messages (
  id BLOB PRIMARY KEY NOT NULL,
  report_id BLOB NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL,
  author TEXT NOT NULL CHECK (author IN ('lead', 'reporter')),
  purpose TEXT NOT NULL CHECK (purpose IN ('question', 'containment', 'message', 'not_fixed')),
  words TEXT NOT NULL,
  person_id BLOB REFERENCES people(id),
  written_on TEXT NOT NULL,
  UNIQUE (report_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE verdicts (
  report_id BLOB PRIMARY KEY NOT NULL REFERENCES reports(id),
  helped INTEGER NOT NULL CHECK (helped BETWEEN 1 AND 3),
  felt_safe INTEGER NOT NULL CHECK (felt_safe BETWEEN 1 AND 3),
  words TEXT,
  given_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Each opening of a sealed name: the reporter reads who, when and why.
CREATE TABLE name_openings (
  id BLOB PRIMARY KEY NOT NULL,
  report_id BLOB NOT NULL REFERENCES reports(id),
  person_id BLOB NOT NULL REFERENCES people(id),
  reason TEXT NOT NULL,
  opened_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX name_openings_report ON name_openings(report_id);
