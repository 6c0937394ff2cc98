-- What was bought: codes with spaces between them, NULL where the source does not say.
ALTER TABLE crm_event ADD COLUMN items TEXT;
