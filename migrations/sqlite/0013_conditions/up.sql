-- What was so, on the map of an A3. The position is the order of adding, in which the map is read.
CREATE TABLE conditions (
  id BLOB PRIMARY KEY NOT NULL,
  a3_id BLOB NOT NULL REFERENCES a3s(id) ON DELETE CASCADE,
  code TEXT NOT NULL UNIQUE,
  statement TEXT NOT NULL,
  factor INTEGER CHECK (factor BETWEEN 1 AND 11),
  evidence TEXT,
  sure TEXT NOT NULL CHECK (sure IN ('guess', 'likely', 'seen')),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  UNIQUE (a3_id, id),
  UNIQUE (a3_id, position)
) STRICT, WITHOUT ROWID;
-- "Made possible by", many to many; both ends are on the same map. That no way leads round is the map's own rule.
CREATE TABLE condition_links (
  what_id BLOB NOT NULL,
  by_id BLOB NOT NULL,
  a3_id BLOB NOT NULL,
  PRIMARY KEY (what_id, by_id),
  FOREIGN KEY (a3_id, what_id) REFERENCES conditions(a3_id, id) ON DELETE CASCADE,
  FOREIGN KEY (a3_id, by_id) REFERENCES conditions(a3_id, id) ON DELETE CASCADE,
  CHECK (what_id <> by_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX condition_links_a3 ON condition_links(a3_id, what_id);
CREATE INDEX condition_links_by ON condition_links(a3_id, by_id);
