DROP TABLE idempotency;
DROP TABLE report_factors;
DROP TABLE reports;
DROP TABLE imports;
