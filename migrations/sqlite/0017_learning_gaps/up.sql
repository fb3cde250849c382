-- When a hansei was closed: nobody writes on its sheet until it is opened again.
ALTER TABLE hanseis ADD COLUMN closed_at TEXT;
