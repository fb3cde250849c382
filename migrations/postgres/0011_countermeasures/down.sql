DROP TABLE countermeasure_recurrences;
DROP TABLE countermeasure_rounds;
DROP TABLE countermeasure_conditions;
DROP TABLE countermeasures;
