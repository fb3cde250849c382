-- A hansei: a review. Whoever facilitates it answers for none of the places that its reports come from.
CREATE TABLE hanseis (
  id BLOB PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  occasion TEXT NOT NULL CHECK (occasion IN ('report', 'a3', 'milestone', 'quiet_place', 'success')),
  place_id BLOB NOT NULL REFERENCES places(id),
  meets_on TEXT NOT NULL,
  facilitator_id BLOB NOT NULL REFERENCES people(id),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 20 AND 480),
  words_read INTEGER NOT NULL DEFAULT 0,
  started_at TEXT,
  made_by BLOB NOT NULL REFERENCES people(id)
) STRICT;
CREATE INDEX hanseis_place ON hanseis(place_id);
-- What it is about, each by the code that staff use.
CREATE TABLE hansei_links (
  hansei_id BLOB NOT NULL REFERENCES hanseis(id),
  kind TEXT NOT NULL CHECK (kind IN ('report', 'a3')),
  reference TEXT NOT NULL,
  PRIMARY KEY (hansei_id, kind, reference)
) STRICT;
CREATE INDEX hansei_links_reference ON hansei_links(reference);
-- The words of the sheet; the version is what two people who write at once are told apart by.
CREATE TABLE hansei_sections (
  hansei_id BLOB NOT NULL REFERENCES hanseis(id),
  section TEXT NOT NULL,
  words TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (hansei_id, section)
) STRICT;
-- What the facilitator chose to talk about.
CREATE TABLE hansei_agenda (
  id BLOB PRIMARY KEY NOT NULL,
  hansei_id BLOB NOT NULL REFERENCES hanseis(id),
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  href TEXT,
  why TEXT NOT NULL,
  UNIQUE (hansei_id, item)
) STRICT;
-- The timeline, put in order by hand; what was there before the event comes first.
CREATE TABLE hansei_timeline (
  id BLOB PRIMARY KEY NOT NULL,
  hansei_id BLOB NOT NULL REFERENCES hanseis(id),
  position INTEGER NOT NULL,
  at_words TEXT NOT NULL,
  what TEXT NOT NULL,
  before_event INTEGER NOT NULL,
  known_then INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX hansei_timeline_hansei ON hansei_timeline(hansei_id);
-- Points, in no order. Nothing says whose they are, when they came, or from which device.
CREATE TABLE hansei_points (
  id BLOB PRIMARY KEY NOT NULL,
  hansei_id BLOB NOT NULL REFERENCES hanseis(id),
  words TEXT NOT NULL,
  sort TEXT NOT NULL CHECK (sort IN ('new', 'condition', 'explanation', 'parked')),
  shown INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hansei_points_hansei ON hansei_points(hansei_id);
CREATE TABLE hansei_commitments (
  id BLOB PRIMARY KEY NOT NULL,
  hansei_id BLOB NOT NULL REFERENCES hanseis(id),
  position INTEGER NOT NULL,
  what TEXT NOT NULL,
  by_when TEXT NOT NULL,
  kept_by TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX hansei_commitments_hansei ON hansei_commitments(hansei_id);
-- The room that phones enter by a code.
CREATE TABLE hansei_rooms (
  hansei_id BLOB PRIMARY KEY NOT NULL REFERENCES hanseis(id),
  code TEXT NOT NULL UNIQUE,
  open_until TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('silent', 'turned', 'pulse', 'over'))
) STRICT;
-- The pulse as sums alone: no row says what one phone answered.
CREATE TABLE hansei_pulse (
  hansei_id BLOB NOT NULL REFERENCES hanseis(id),
  question TEXT NOT NULL CHECK (question IN ('learned', 'again', 'safe')),
  answer INTEGER NOT NULL CHECK (answer BETWEEN 1 AND 3),
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (hansei_id, question, answer)
) STRICT, WITHOUT ROWID;
-- Sendings that have arrived, so that one sent twice counts once; emptied when the pulse ends.
CREATE TABLE hansei_sendings (
  id BLOB PRIMARY KEY NOT NULL,
  hansei_id BLOB NOT NULL REFERENCES hanseis(id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hansei_sendings_hansei ON hansei_sendings(hansei_id);
