-- What a house changes in the shipped lexicon, and its own entries. Without texts: only switched off.
CREATE TABLE lexicon_changes (
  language TEXT NOT NULL,
  entry TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,
  kind TEXT,
  pattern TEXT,
  why TEXT,
  instead TEXT,
  hit TEXT,
  miss TEXT,
  PRIMARY KEY (language, entry),
  CHECK ((kind IS NULL) = (pattern IS NULL) AND (pattern IS NULL) = (why IS NULL) AND (why IS NULL) = (instead IS NULL)
    AND (instead IS NULL) = (hit IS NULL) AND (hit IS NULL) = (miss IS NULL))
) STRICT, WITHOUT ROWID;
-- Another random stamp with every change, so that each server sees that what it keeps is old.
CREATE TABLE lexicon_stamps (
  language TEXT PRIMARY KEY NOT NULL,
  stamp BLOB NOT NULL
) STRICT, WITHOUT ROWID;
