-- What a contact is about, and the day after which a purchase makes it pointless.
ALTER TABLE crm_outbox ADD COLUMN regards TEXT;
ALTER TABLE crm_outbox ADD COLUMN moot_after INTEGER;
CREATE INDEX crm_outbox_moot ON crm_outbox (person) WHERE state IN (1, 2) AND moot_after IS NOT NULL;

-- The rules that decisions were taken under, once for all decisions under the same ones.
CREATE TABLE crm_rules (
    id      INTEGER PRIMARY KEY,
    content TEXT    NOT NULL UNIQUE
) STRICT;

ALTER TABLE crm_decision ADD COLUMN relied_on TEXT;
ALTER TABLE crm_decision ADD COLUMN rules INTEGER REFERENCES crm_rules (id);

-- kind 6 is a complaint, 7 what settled one.
CREATE INDEX crm_event_complaint ON crm_event (customer) WHERE kind IN (6, 7);
