ALTER TABLE hanseis DROP COLUMN closed_at;
