CREATE TABLE imports (
  id UUID PRIMARY KEY NOT NULL,
  source TEXT NOT NULL,
  finished BOOLEAN NOT NULL DEFAULT false
);
-- Kept in the order of its random ids: a hidden row number would tell who spoke up after whom.
-- surfaced_on and surfaced_hour are the shift in which an anonymous or protected report came;
-- the exact surfaced_at is kept of named and imported ones alone.
-- release_at is set while a report waits for its batch, and emptied when it is released.
CREATE TABLE reports (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('problem', 'near_miss', 'incident', 'mistake', 'question', 'good_catch')),
  story TEXT NOT NULL,
  place_id UUID NOT NULL REFERENCES places(id),
  one_level_up BOOLEAN NOT NULL DEFAULT false,
  when_choice TEXT NOT NULL,
  occurred_on DATE,
  occurred_at TIMESTAMPTZ,
  surfaced_on DATE NOT NULL,
  surfaced_hour INTEGER,
  surfaced_at TIMESTAMPTZ,
  delay_minutes BIGINT CHECK (delay_minutes >= 0),
  release_at TIMESTAMPTZ,
  released_on DATE NOT NULL,
  waiting_for TEXT NOT NULL CHECK (waiting_for IN ('thanks', 'answer', 'way', 'outcome', 'nothing')),
  waiting_since DATE NOT NULL,
  contained BOOLEAN NOT NULL DEFAULT false,
  reporter TEXT NOT NULL CHECK (reporter IN ('anonymous', 'protected', 'named')),
  name TEXT,
  contact TEXT,
  sealed_name BYTEA,
  receipt_hash BYTEA UNIQUE,
  share TEXT NOT NULL CHECK (share IN ('without_details', 'ask_me', 'no')),
  still_dangerous BOOLEAN NOT NULL DEFAULT false,
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
  import_id UUID REFERENCES imports(id),
  source TEXT,
  source_key TEXT,
  CHECK (reporter <> 'anonymous' OR (name IS NULL AND contact IS NULL AND sealed_name IS NULL AND surfaced_at IS NULL)),
  CHECK (reporter <> 'protected' OR (name IS NULL AND contact IS NULL AND surfaced_at IS NULL))
);
CREATE INDEX reports_place ON reports(place_id, surfaced_on);
CREATE INDEX reports_waiting ON reports(waiting_since, id) WHERE waiting_for <> 'nothing';
CREATE INDEX reports_release ON reports(release_at) WHERE release_at IS NOT NULL;
CREATE UNIQUE INDEX reports_source ON reports(source, source_key) WHERE source IS NOT NULL;
CREATE INDEX reports_import ON reports(import_id) WHERE import_id IS NOT NULL;
CREATE TABLE report_factors (
  report_id UUID NOT NULL REFERENCES reports(id),
  side TEXT NOT NULL CHECK (side IN ('made_possible', 'caught_by')),
  factor INTEGER NOT NULL CHECK (factor BETWEEN 1 AND 11),
  PRIMARY KEY (report_id, side, factor)
);
-- What the keyed hashes of a draft's key and body point to, until they expire.
CREATE TABLE idempotency (
  key_hash BYTEA PRIMARY KEY NOT NULL,
  body_hash BYTEA NOT NULL,
  report_id UUID NOT NULL,
  expires_on DATE NOT NULL
);
