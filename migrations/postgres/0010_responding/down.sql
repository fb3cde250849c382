DROP INDEX journal_person;
DROP INDEX messages_person;
DROP INDEX handlings_thanked_by;
DROP INDEX handlings_echo;
DROP TABLE invitations;
DROP TABLE notes;
DROP TABLE promises;
