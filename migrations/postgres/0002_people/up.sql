CREATE TABLE people (
  id UUID PRIMARY KEY NOT NULL,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('lead', 'improver', 'keeper', 'admin')),
  password_hash TEXT NOT NULL,
  active BOOLEAN NOT NULL DEFAULT true
);
CREATE TABLE people_places (
  person_id UUID NOT NULL REFERENCES people(id),
  place_id UUID NOT NULL REFERENCES places(id),
  PRIMARY KEY (person_id, place_id)
);
-- Only the hash of a session's token is kept: reading the database signs nobody in.
CREATE TABLE sessions (
  token_hash BYTEA PRIMARY KEY NOT NULL,
  person_id UUID NOT NULL REFERENCES people(id),
  expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_person ON sessions(person_id);
