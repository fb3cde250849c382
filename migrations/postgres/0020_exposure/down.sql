DROP TABLE exposure;
