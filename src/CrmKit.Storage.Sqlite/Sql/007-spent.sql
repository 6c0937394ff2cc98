-- Effects of which a purge left the key alone, so that they are never planned again; state is where each stood: sent, uncertain or dead.
CREATE TABLE crm_outbox_spent (
    customer   TEXT    NOT NULL REFERENCES crm_person (id),
    reason     TEXT    NOT NULL,
    occurrence TEXT    NOT NULL,
    state      INTEGER NOT NULL,
    PRIMARY KEY (customer, reason, occurrence)
) STRICT, WITHOUT ROWID;
