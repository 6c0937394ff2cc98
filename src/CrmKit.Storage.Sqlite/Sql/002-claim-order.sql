-- Rows due at one instant are claimed in order of their key, as this index holds them.
DROP INDEX crm_outbox_due;
CREATE INDEX crm_outbox_due ON crm_outbox (due_at, customer, reason, occurrence) WHERE state = 1;
