-- A reporter's words wait for their batch as reports do; what a lead wrote was read on a day, or not yet.
ALTER TABLE messages ADD COLUMN release_at TEXT;
ALTER TABLE messages ADD COLUMN read_on TEXT;
CREATE INDEX messages_release ON messages(release_at) WHERE release_at IS NOT NULL;
ALTER TABLE handlings ADD COLUMN thanks_read_on TEXT;
ALTER TABLE handlings ADD COLUMN triage_read_on TEXT;
ALTER TABLE handlings ADD COLUMN outcome_read_on TEXT;
-- The reporter said that it is not fixed; until the outcome is told anew.
ALTER TABLE handlings ADD COLUMN reopened_on TEXT;
-- Told to a lead, who wrote it down.
ALTER TABLE reports ADD COLUMN by_word_of_mouth INTEGER NOT NULL DEFAULT 0;
-- The verdict some weeks after the outcome.
CREATE TABLE later_verdicts (
  report_id BLOB PRIMARY KEY NOT NULL REFERENCES reports(id),
  helped INTEGER NOT NULL CHECK (helped BETWEEN 1 AND 3),
  felt_safe INTEGER NOT NULL CHECK (felt_safe BETWEEN 1 AND 3),
  words TEXT,
  given_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- What reporters read while a report is in this state, where somebody has written own words.
CREATE TABLE status_words (
  status TEXT PRIMARY KEY NOT NULL,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- "This happens to me too": a tap on a shared story, with a receipt of its own.
CREATE TABLE echoes (
  id BLOB PRIMARY KEY NOT NULL,
  report_id BLOB NOT NULL REFERENCES reports(id),
  receipt_hash BLOB NOT NULL UNIQUE,
  echoed_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX echoes_report ON echoes(report_id);
