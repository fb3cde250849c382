-- A hansei: a review. Whoever facilitates it answers for none of the places that its reports come from.
CREATE TABLE hanseis (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  occasion TEXT NOT NULL CHECK (occasion IN ('report', 'a3', 'milestone', 'quiet_place', 'success')),
  place_id UUID NOT NULL REFERENCES places(id),
  meets_on DATE NOT NULL,
  facilitator_id UUID NOT NULL REFERENCES people(id),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 20 AND 480),
  words_read BOOLEAN NOT NULL DEFAULT FALSE,
  started_at TIMESTAMPTZ,
  made_by UUID NOT NULL REFERENCES people(id)
);
CREATE INDEX hanseis_place ON hanseis(place_id);
-- What it is about, each by the code that staff use.
CREATE TABLE hansei_links (
  hansei_id UUID NOT NULL REFERENCES hanseis(id),
  kind TEXT NOT NULL CHECK (kind IN ('report', 'a3')),
  reference TEXT NOT NULL,
  PRIMARY KEY (hansei_id, kind, reference)
);
CREATE INDEX hansei_links_reference ON hansei_links(reference);
-- The words of the sheet; the version is what two people who write at once are told apart by.
CREATE TABLE hansei_sections (
  hansei_id UUID NOT NULL REFERENCES hanseis(id),
  section TEXT NOT NULL,
  words TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (hansei_id, section)
);
-- What the facilitator chose to talk about.
CREATE TABLE hansei_agenda (
  id UUID PRIMARY KEY NOT NULL,
  hansei_id UUID NOT NULL REFERENCES hanseis(id),
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  href TEXT,
  why TEXT NOT NULL,
  UNIQUE (hansei_id, item)
);
-- The timeline, put in order by hand; what was there before the event comes first.
CREATE TABLE hansei_timeline (
  id UUID PRIMARY KEY NOT NULL,
  hansei_id UUID NOT NULL REFERENCES hanseis(id),
  position INTEGER NOT NULL,
  at_words TEXT NOT NULL,
  what TEXT NOT NULL,
  before_event BOOLEAN NOT NULL,
  known_then BOOLEAN NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX hansei_timeline_hansei ON hansei_timeline(hansei_id);
-- Points, in no order. Nothing says whose they are, when they came, or from which device.
CREATE TABLE hansei_points (
  id UUID PRIMARY KEY NOT NULL,
  hansei_id UUID NOT NULL REFERENCES hanseis(id),
  words TEXT NOT NULL,
  sort TEXT NOT NULL CHECK (sort IN ('new', 'condition', 'explanation', 'parked')),
  shown BOOLEAN NOT NULL
);
CREATE INDEX hansei_points_hansei ON hansei_points(hansei_id);
CREATE TABLE hansei_commitments (
  id UUID PRIMARY KEY NOT NULL,
  hansei_id UUID NOT NULL REFERENCES hanseis(id),
  position INTEGER NOT NULL,
  what TEXT NOT NULL,
  by_when DATE NOT NULL,
  kept_by TEXT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX hansei_commitments_hansei ON hansei_commitments(hansei_id);
-- The room that phones enter by a code.
CREATE TABLE hansei_rooms (
  hansei_id UUID PRIMARY KEY NOT NULL REFERENCES hanseis(id),
  code TEXT NOT NULL UNIQUE,
  open_until TIMESTAMPTZ NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('silent', 'turned', 'pulse', 'over'))
);
-- The pulse as sums alone: no row says what one phone answered.
CREATE TABLE hansei_pulse (
  hansei_id UUID NOT NULL REFERENCES hanseis(id),
  question TEXT NOT NULL CHECK (question IN ('learned', 'again', 'safe')),
  answer INTEGER NOT NULL CHECK (answer BETWEEN 1 AND 3),
  n BIGINT NOT NULL CHECK (n >= 0),
  PRIMARY KEY (hansei_id, question, answer)
);
-- Sendings that have arrived, so that one sent twice counts once; emptied when the pulse ends.
CREATE TABLE hansei_sendings (
  id UUID PRIMARY KEY NOT NULL,
  hansei_id UUID NOT NULL REFERENCES hanseis(id)
);
CREATE INDEX hansei_sendings_hansei ON hansei_sendings(hansei_id);
