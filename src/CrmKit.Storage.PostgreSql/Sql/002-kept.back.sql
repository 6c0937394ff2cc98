DROP INDEX crm_outbox_kept;
