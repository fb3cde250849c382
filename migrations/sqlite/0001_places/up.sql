CREATE TABLE places (
  id BLOB PRIMARY KEY NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  parent_id BLOB REFERENCES places(id),
  people INTEGER CHECK (people >= 0),
  station INTEGER NOT NULL DEFAULT 0,
  UNIQUE (parent_id, name)
) STRICT;
-- Each place is its own ancestor at distance 0, so that a subtree is one plain query.
CREATE TABLE place_ancestors (
  place_id BLOB NOT NULL REFERENCES places(id),
  ancestor_id BLOB NOT NULL REFERENCES places(id),
  distance INTEGER NOT NULL,
  PRIMARY KEY (place_id, ancestor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_ancestors_below ON place_ancestors(ancestor_id, place_id);
-- The whole house: what is not placed belongs here. Drawn once at random, the same everywhere.
INSERT INTO places (id, code, name) VALUES (X'5B0A8F0E6A0E4A3C9D5E2F7C1C0B7A11', '0000', 'The whole house');
INSERT INTO place_ancestors (place_id, ancestor_id, distance)
  VALUES (X'5B0A8F0E6A0E4A3C9D5E2F7C1C0B7A11', X'5B0A8F0E6A0E4A3C9D5E2F7C1C0B7A11', 0);
