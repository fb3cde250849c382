DROP TABLE lexicon_stamps;
DROP TABLE lexicon_changes;
