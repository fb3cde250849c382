-- What staff did. Nothing that a reporter does is ever written here.
CREATE TABLE journal (
  id BLOB PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  person_id BLOB REFERENCES people(id),
  act TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE INDEX journal_at ON journal(at, id);
