DROP TABLE digests_off;
DROP TABLE digests;
DROP TABLE notices;
