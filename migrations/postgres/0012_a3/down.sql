DROP TABLE a3_pictures;
DROP TABLE a3_reports;
DROP TABLE a3_comments;
DROP TABLE a3_versions;
DROP TABLE a3_sections;
DROP TABLE a3s;
