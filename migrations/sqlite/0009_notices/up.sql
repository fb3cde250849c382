-- Mails that wait to go out. The outbox is no archive: of what was sent no word stays.
CREATE TABLE notices (
  id BLOB PRIMARY KEY NOT NULL,
  person_id BLOB REFERENCES people(id),
  address TEXT,
  purpose TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  not_before TEXT NOT NULL,
  -- A server that sends it holds it for some minutes, under a claim of its own.
  claim BLOB,
  claimed_until TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead')),
  ended_at TEXT,
  last_error TEXT,
  CHECK ((person_id IS NULL) <> (address IS NULL)),
  CHECK (state <> 'sent' OR (subject = '' AND body = '')),
  CHECK ((state = 'waiting') = (ended_at IS NULL)),
  UNIQUE (person_id, dedupe_key),
  UNIQUE (address, dedupe_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_due ON notices(not_before) WHERE state = 'waiting';
-- Whose digest of a day was looked after, whether there was anything in it or not.
CREATE TABLE digests (
  day TEXT NOT NULL,
  person_id BLOB NOT NULL REFERENCES people(id),
  PRIMARY KEY (day, person_id)
) STRICT, WITHOUT ROWID;
-- Who wants no digest.
CREATE TABLE digests_off (
  person_id BLOB PRIMARY KEY NOT NULL REFERENCES people(id)
) STRICT, WITHOUT ROWID;
