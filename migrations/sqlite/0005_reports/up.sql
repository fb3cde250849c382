CREATE TABLE imports (
  id BLOB PRIMARY KEY NOT NULL,
  source TEXT NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- Kept in the order of its random ids: a hidden row number would tell who spoke up after whom.
-- surfaced_on and surfaced_hour are the shift in which an anonymous or protected report came;
-- the exact surfaced_at is kept of named and imported ones alone.
-- release_at is set while a report waits for its batch, and emptied when it is released.
CREATE TABLE reports (
  id BLOB PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('problem', 'near_miss', 'incident', 'mistake', 'question', 'good_catch')),
  story TEXT NOT NULL,
  place_id BLOB NOT NULL REFERENCES places(id),
  one_level_up INTEGER NOT NULL DEFAULT 0,
  when_choice TEXT NOT NULL,
  occurred_on TEXT,
  occurred_at TEXT,
  surfaced_on TEXT NOT NULL,
  surfaced_hour INTEGER,
  surfaced_at TEXT,
  delay_minutes INTEGER CHECK (delay_minutes >= 0),
  release_at TEXT,
  released_on TEXT NOT NULL,
  waiting_for TEXT NOT NULL CHECK (waiting_for IN ('thanks', 'answer', 'way', 'outcome', 'nothing')),
  waiting_since TEXT NOT NULL,
  contained INTEGER NOT NULL DEFAULT 0,
  reporter TEXT NOT NULL CHECK (reporter IN ('anonymous', 'protected', 'named')),
  name TEXT,
  contact TEXT,
  sealed_name BLOB,
  receipt_hash BLOB UNIQUE,
  share TEXT NOT NULL CHECK (share IN ('without_details', 'ask_me', 'no')),
  still_dangerous INTEGER NOT NULL DEFAULT 0,
  step TEXT,
  intent TEXT,
  impact TEXT,
  factor_words TEXT,
  caught_words TEXT,
  workaround TEXT,
  seen_before TEXT,
  effect TEXT,
  could_have TEXT,
  idea TEXT,
  import_id BLOB REFERENCES imports(id),
  source TEXT,
  source_key TEXT,
  CHECK (reporter <> 'anonymous' OR (name IS NULL AND contact IS NULL AND sealed_name IS NULL AND surfaced_at IS NULL)),
  CHECK (reporter <> 'protected' OR (name IS NULL AND contact IS NULL AND surfaced_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_place ON reports(place_id, surfaced_on);
CREATE INDEX reports_waiting ON reports(waiting_since, id) WHERE waiting_for <> 'nothing';
CREATE INDEX reports_release ON reports(release_at) WHERE release_at IS NOT NULL;
CREATE UNIQUE INDEX reports_source ON reports(source, source_key) WHERE source IS NOT NULL;
CREATE INDEX reports_import ON reports(import_id) WHERE import_id IS NOT NULL;
CREATE TABLE report_factors (
  report_id BLOB NOT NULL REFERENCES reports(id),
  side TEXT NOT NULL CHECK (side IN ('made_possible', 'caught_by')),
  factor INTEGER NOT NULL CHECK (factor BETWEEN 1 AND 11),
  PRIMARY KEY (report_id, side, factor)
) STRICT, WITHOUT ROWID;
-- What the keyed hashes of a draft's key and body point to, until they expire.
CREATE TABLE idempotency (
  key_hash BLOB PRIMARY KEY NOT NULL,
  body_hash BLOB NOT NULL,
  report_id BLOB NOT NULL,
  expires_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
