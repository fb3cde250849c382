DROP TABLE name_openings;
DROP TABLE verdicts;
DROP TABLE messages;
DROP TABLE handlings;
