-- By which day a reporter hears more. One that was moved stays, with the reason that the reporter reads.
CREATE TABLE promises (
  id UUID PRIMARY KEY NOT NULL,
  report_id UUID NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL,
  person_id UUID REFERENCES people(id),
  made_on DATE NOT NULL,
  due_on DATE NOT NULL,
  words TEXT,
  heard_on DATE,
  moved_on DATE,
  reason TEXT,
  slipped BOOLEAN NOT NULL DEFAULT FALSE,
  read_on DATE,
  UNIQUE (report_id, position),
  CHECK (heard_on IS NULL OR moved_on IS NULL),
  CHECK ((moved_on IS NULL) = (reason IS NULL))
);
CREATE UNIQUE INDEX promises_open ON promises(report_id) WHERE heard_on IS NULL AND moved_on IS NULL;
CREATE INDEX promises_due ON promises(due_on) WHERE heard_on IS NULL AND moved_on IS NULL;
CREATE INDEX promises_person ON promises(person_id);
-- What leads of a place note for each other; no reporter reads it. Moments, as all that staff do.
CREATE TABLE notes (
  id UUID PRIMARY KEY NOT NULL,
  report_id UUID NOT NULL REFERENCES reports(id),
  person_id UUID REFERENCES people(id),
  written_at TIMESTAMPTZ NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX notes_report ON notes(report_id);
-- A lead's own words that questions and bad news are expected here.
CREATE TABLE invitations (
  place_id UUID PRIMARY KEY NOT NULL REFERENCES places(id),
  words TEXT NOT NULL,
  name TEXT
);
CREATE INDEX handlings_echo ON handlings(echo_of) WHERE echo_of IS NOT NULL;
CREATE INDEX handlings_thanked_by ON handlings(thanked_by);
CREATE INDEX messages_person ON messages(person_id);
CREATE INDEX journal_person ON journal(person_id);
