-- One row a report, made by the first act of a lead.
CREATE TABLE handlings (
  report_id UUID PRIMARY KEY NOT NULL REFERENCES reports(id),
  thanks TEXT,
  thanked_by UUID REFERENCES people(id),
  thanked_on DATE,
  first_answer_on DATE,
  triage TEXT,
  triage_reason TEXT,
  triaged_on DATE,
  echo_of TEXT,
  outcome TEXT,
  outcome_on DATE,
  shared_story TEXT,
  CHECK (thanks IS NOT NULL OR (triage IS NULL AND outcome IS NULL) OR triage = 'set_aside')
);
-- What leads and reporter wrote to each other, in order; days only.
CREATE TABLE messages (
  id UUID PRIMARY KEY NOT NULL,
  report_id UUID NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL,
  author TEXT NOT NULL CHECK (author IN ('lead', 'reporter')),
  purpose TEXT NOT NULL CHECK (purpose IN ('question', 'containment', 'message', 'not_fixed')),
  words TEXT NOT NULL,
  person_id UUID REFERENCES people(id),
  written_on DATE NOT NULL,
  UNIQUE (report_id, position)
);
CREATE TABLE verdicts (
  report_id UUID PRIMARY KEY NOT NULL REFERENCES reports(id),
  helped INTEGER NOT NULL CHECK (helped BETWEEN 1 AND 3),
  felt_safe INTEGER NOT NULL CHECK (felt_safe BETWEEN 1 AND 3),
  words TEXT,
  given_on DATE NOT NULL
);
-- Each opening of a sealed name: the reporter reads who, when and why.
CREATE TABLE name_openings (
  id UUID PRIMARY KEY NOT NULL,
  report_id UUID NOT NULL REFERENCES reports(id),
  person_id UUID NOT NULL REFERENCES people(id),
  reason TEXT NOT NULL,
  opened_on DATE NOT NULL
);
CREATE INDEX name_openings_report ON name_openings(report_id);
