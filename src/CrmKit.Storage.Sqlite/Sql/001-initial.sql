-- Instants are whole microseconds since 1970-01-01T00:00:00Z, days are days since 1970-01-01, amounts are invariant decimal text.
-- Enumerations are the numbers of the library's own types. Names carry a prefix, so that a program's own tables may live in the same file.

CREATE TABLE crm_meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Everybody of whom anything is stored, with or without a record.
CREATE TABLE crm_person (
    id            TEXT    NOT NULL PRIMARY KEY,
    facts_version INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE crm_customer (
    id             TEXT NOT NULL PRIMARY KEY REFERENCES crm_person (id),
    name           TEXT,
    given_name     TEXT,
    birthday_month INTEGER,
    birthday_day   INTEGER,
    zone           TEXT,
    zone_source    INTEGER,
    language       TEXT
) STRICT, WITHOUT ROWID;

-- folded is the address as suppression compares it.
CREATE TABLE crm_contact_point (
    customer TEXT    NOT NULL REFERENCES crm_customer (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    channel  INTEGER NOT NULL,
    address  TEXT    NOT NULL,
    folded   TEXT    NOT NULL,
    PRIMARY KEY (customer, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX crm_contact_point_by_address ON crm_contact_point (folded, channel);

CREATE TABLE crm_consent (
    seq         INTEGER PRIMARY KEY,
    customer    TEXT    NOT NULL REFERENCES crm_person (id),
    channel     INTEGER NOT NULL,
    address     TEXT    NOT NULL,
    purpose     TEXT    NOT NULL,
    state       INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    source      TEXT    NOT NULL,
    recorded_at INTEGER NOT NULL,
    UNIQUE (customer, channel, address, purpose, state, occurred_at, source)
) STRICT;

-- Keyed hashes alone: no customer, no address.
CREATE TABLE crm_suppression (
    hash TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Fingerprints of the keys under which those hashes were made: without its key a hash recognises nobody.
CREATE TABLE crm_suppression_key (
    fingerprint TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- kind 1 is a purchase (day, amount, currency), 2 a touch (reason, occurrence, class, channel).
CREATE TABLE crm_event (
    seq         INTEGER PRIMARY KEY,
    key         TEXT    NOT NULL UNIQUE,
    customer    TEXT    NOT NULL REFERENCES crm_person (id),
    kind        INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    day         INTEGER,
    amount      TEXT,
    currency    TEXT,
    reason      TEXT,
    occurrence  TEXT,
    class       INTEGER,
    channel     INTEGER
) STRICT;

CREATE INDEX crm_event_by_customer ON crm_event (customer);
CREATE INDEX crm_event_touch ON crm_event (customer) WHERE kind = 2;

CREATE TABLE crm_outbox (
    customer       TEXT    NOT NULL REFERENCES crm_person (id),
    reason         TEXT    NOT NULL,
    occurrence     TEXT    NOT NULL,
    class          INTEGER NOT NULL,
    purpose        TEXT    NOT NULL,
    channel        INTEGER NOT NULL,
    address        TEXT    NOT NULL,
    folded         TEXT    NOT NULL,
    expires_at     INTEGER NOT NULL,
    because        TEXT    NOT NULL,
    policy_version TEXT    NOT NULL,
    due_at         INTEGER NOT NULL,
    state          INTEGER NOT NULL,
    state_reason   TEXT,
    changed_at     INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,
    sending_at     INTEGER,
    token          TEXT,
    lease_until    INTEGER,
    PRIMARY KEY (customer, reason, occurrence)
) STRICT, WITHOUT ROWID;

CREATE INDEX crm_outbox_due ON crm_outbox (due_at) WHERE state = 1;
CREATE INDEX crm_outbox_lease ON crm_outbox (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX crm_outbox_pending ON crm_outbox (folded, channel) WHERE state IN (1, 2);

CREATE TABLE crm_decision (
    seq               INTEGER PRIMARY KEY,
    customer          TEXT    NOT NULL REFERENCES crm_person (id),
    reason            TEXT    NOT NULL,
    occurrence        TEXT    NOT NULL,
    outcome           INTEGER NOT NULL,
    proposed_because  TEXT    NOT NULL,
    decided_because   TEXT    NOT NULL,
    rule              TEXT    NOT NULL,
    decided_at        INTEGER NOT NULL,
    facts_version     INTEGER NOT NULL,
    zone_data_version TEXT    NOT NULL,
    policy_version    TEXT    NOT NULL,
    opens_at          INTEGER
) STRICT;

CREATE INDEX crm_decision_by_customer ON crm_decision (customer);
