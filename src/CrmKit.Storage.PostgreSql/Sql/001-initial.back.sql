DROP TABLE crm_erasure, crm_opt_in, crm_decision, crm_rules, crm_outbox, crm_event, crm_suppression_key, crm_suppression, crm_consent, crm_merge, crm_role,
    crm_contact_point, crm_customer_version, crm_customer, crm_person, crm_recording, crm_meta;
DROP FUNCTION crm_ordinal(text);
