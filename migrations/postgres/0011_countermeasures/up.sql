-- A change to the system, held as a hypothesis: what we expect of it, and the day on which somebody looks.
-- Days only. The check and the decision are those of the present round; earlier ones are in countermeasure_rounds.
CREATE TABLE countermeasures (
  id UUID PRIMARY KEY NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL CHECK (origin IN ('a3', 'hansei')),
  origin_reference TEXT NOT NULL,
  origin_title TEXT,
  place_id UUID NOT NULL REFERENCES places(id),
  what TEXT NOT NULL,
  strength TEXT NOT NULL,
  lasting BOOLEAN NOT NULL,
  owner_id UUID REFERENCES people(id),
  due DATE,
  added_on DATE NOT NULL,
  in_place_on DATE,
  effect TEXT NOT NULL CHECK (effect <> ''),
  measure TEXT NOT NULL CHECK (measure <> ''),
  check_on DATE NOT NULL,
  seen_on DATE,
  seen_role TEXT,
  seen_what TEXT,
  result TEXT CHECK (result IN ('as_predicted', 'partly', 'no', 'cannot_tell')),
  side_effects TEXT,
  decision TEXT CHECK (decision IN ('standardise', 'adjust', 'let_go')),
  decision_reason TEXT,
  decided_on DATE,
  spread_to TEXT,
  reopened_on DATE,
  version INTEGER NOT NULL,
  CHECK (seen_on IS NULL OR (in_place_on IS NOT NULL AND result IS NOT NULL)),
  CHECK (decision IS NULL OR decided_on IS NOT NULL)
);
CREATE INDEX countermeasures_origin ON countermeasures(origin, origin_reference);
CREATE INDEX countermeasures_place ON countermeasures(place_id);
-- The conditions that it addresses, in the words of the day on which it was added.
CREATE TABLE countermeasure_conditions (
  countermeasure_id UUID NOT NULL REFERENCES countermeasures(id) ON DELETE CASCADE,
  condition_id UUID NOT NULL,
  statement TEXT NOT NULL,
  factor INTEGER CHECK (factor BETWEEN 1 AND 11),
  PRIMARY KEY (countermeasure_id, condition_id)
);
-- Earlier checks and decisions: before it was adjusted, or opened again.
CREATE TABLE countermeasure_rounds (
  countermeasure_id UUID NOT NULL REFERENCES countermeasures(id) ON DELETE CASCADE,
  round INTEGER NOT NULL,
  seen_on DATE,
  seen_role TEXT,
  seen_what TEXT,
  result TEXT,
  side_effects TEXT,
  decision TEXT,
  decision_reason TEXT,
  decided_on DATE,
  PRIMARY KEY (countermeasure_id, round)
);
-- Similar reports at the place or below it. One that was told before it was in place does not count.
CREATE TABLE countermeasure_recurrences (
  countermeasure_id UUID NOT NULL REFERENCES countermeasures(id) ON DELETE CASCADE,
  report_id UUID NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
  noticed_on DATE NOT NULL,
  counts BOOLEAN NOT NULL,
  PRIMARY KEY (countermeasure_id, report_id)
);
CREATE INDEX countermeasure_recurrences_report ON countermeasure_recurrences(report_id);
