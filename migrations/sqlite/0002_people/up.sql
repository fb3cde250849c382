CREATE TABLE people (
  id BLOB PRIMARY KEY NOT NULL,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('lead', 'improver', 'keeper', 'admin')),
  password_hash TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE people_places (
  person_id BLOB NOT NULL REFERENCES people(id),
  place_id BLOB NOT NULL REFERENCES places(id),
  PRIMARY KEY (person_id, place_id)
) STRICT, WITHOUT ROWID;
-- Only the hash of a session's token is kept: reading the database signs nobody in.
CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY NOT NULL,
  person_id BLOB NOT NULL REFERENCES people(id),
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_person ON sessions(person_id);
