DROP TABLE condition_links;
DROP TABLE conditions;
