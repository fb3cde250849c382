DROP TABLE closed_weeks;
DROP TABLE phases;
DROP TABLE place_changes;
DROP TABLE note_tallies;
DROP TABLE point_notes;
DROP TABLE signal_looks;
DROP TABLE signals;
