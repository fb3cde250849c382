CREATE TABLE places (
  id UUID PRIMARY KEY NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  parent_id UUID REFERENCES places(id),
  people INTEGER CHECK (people >= 0),
  station BOOLEAN NOT NULL DEFAULT false,
  UNIQUE (parent_id, name)
);
-- Each place is its own ancestor at distance 0, so that a subtree is one plain query.
CREATE TABLE place_ancestors (
  place_id UUID NOT NULL REFERENCES places(id),
  ancestor_id UUID NOT NULL REFERENCES places(id),
  distance INTEGER NOT NULL,
  PRIMARY KEY (place_id, ancestor_id)
);
CREATE INDEX place_ancestors_below ON place_ancestors(ancestor_id, place_id);
-- The whole house: what is not placed belongs here. Drawn once at random, the same everywhere.
INSERT INTO places (id, code, name) VALUES ('5b0a8f0e-6a0e-4a3c-9d5e-2f7c1c0b7a11', '0000', 'The whole house');
INSERT INTO place_ancestors (place_id, ancestor_id, distance)
  VALUES ('5b0a8f0e-6a0e-4a3c-9d5e-2f7c1c0b7a11', '5b0a8f0e-6a0e-4a3c-9d5e-2f7c1c0b7a11', 0);
