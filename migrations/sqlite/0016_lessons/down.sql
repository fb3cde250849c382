DROP TABLE lesson_rereads;
DROP TABLE lesson_tiles;
DROP TABLE lessons;
