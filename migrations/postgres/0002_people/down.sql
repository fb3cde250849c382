DROP TABLE sessions;
DROP TABLE people_places;
DROP TABLE people;
