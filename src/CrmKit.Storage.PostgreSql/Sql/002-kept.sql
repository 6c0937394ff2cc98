-- What waits for somebody to look at it, however much has left: rows that are uncertain or held.
CREATE INDEX crm_outbox_kept ON crm_outbox (state) WHERE state IN (5, 6);
