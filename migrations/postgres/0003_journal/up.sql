-- What staff did. Nothing that a reporter does is ever written here.
CREATE TABLE journal (
  id UUID PRIMARY KEY NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  person_id UUID REFERENCES people(id),
  act TEXT NOT NULL,
  subject TEXT NOT NULL
);
CREATE INDEX journal_at ON journal(at, id);
