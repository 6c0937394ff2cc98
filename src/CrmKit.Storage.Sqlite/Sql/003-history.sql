-- History: former content of people and events stays readable, records may be one person, consent has topic and proof, suppressions a kind.
-- Everywhere, customer is the id of the record under which something was recorded; crm_person tells whose record that is.

ALTER TABLE crm_person ADD COLUMN person TEXT;
ALTER TABLE crm_person ADD COLUMN recorded_at INTEGER NOT NULL DEFAULT 0;

-- person is the id under which an absorbed record's person is known, NULL for everybody else.
CREATE INDEX crm_person_absorbed ON crm_person (person) WHERE person IS NOT NULL;

-- The former schema did not say when a person became known: the first recording of theirs stands in, and where there is none, the beginning of the count.
UPDATE crm_person SET recorded_at = coalesce(
    min((SELECT min(recorded_at) FROM crm_event WHERE customer = id), (SELECT min(recorded_at) FROM crm_consent WHERE customer = id)),
    (SELECT min(recorded_at) FROM crm_event WHERE customer = id),
    (SELECT min(recorded_at) FROM crm_consent WHERE customer = id),
    0);

-- A record is one JSON document.
ALTER TABLE crm_customer RENAME TO crm_customer_former;
ALTER TABLE crm_contact_point RENAME TO crm_contact_point_former;
DROP INDEX crm_contact_point_by_address;

CREATE TABLE crm_customer (
    id          TEXT    NOT NULL PRIMARY KEY REFERENCES crm_person (id),
    document    TEXT    NOT NULL,
    recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a record said before, from recorded_at until superseded_at.
CREATE TABLE crm_customer_version (
    seq           INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL REFERENCES crm_person (id),
    document      TEXT    NOT NULL,
    recorded_at   INTEGER NOT NULL,
    superseded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX crm_customer_version_by_id ON crm_customer_version (id);

-- Whom an address leads to. folded is the address as suppression compares it.
CREATE TABLE crm_contact_point (
    folded   TEXT    NOT NULL,
    channel  INTEGER NOT NULL,
    customer TEXT    NOT NULL REFERENCES crm_customer (id) ON DELETE CASCADE,
    PRIMARY KEY (folded, channel, customer)
) STRICT, WITHOUT ROWID;

CREATE INDEX crm_contact_point_by_customer ON crm_contact_point (customer);

-- Whose documents, former ones included, name another customer in a role.
CREATE TABLE crm_role (
    of       TEXT NOT NULL,
    customer TEXT NOT NULL REFERENCES crm_person (id),
    PRIMARY KEY (of, customer)
) STRICT, WITHOUT ROWID;

CREATE INDEX crm_role_by_customer ON crm_role (customer);

INSERT INTO crm_customer (id, document, recorded_at)
SELECT c.id,
       json_patch('{}', json_object(
           'schema', 1,
           'id', c.id,
           'kind', 'person',
           'name', c.name,
           'givenName', c.given_name,
           'contactPoints', json((
               SELECT json_group_array(json_object(
                   'channel', CASE channel WHEN 1 THEN 'email' WHEN 2 THEN 'sms' WHEN 3 THEN 'phone' WHEN 4 THEN 'post' ELSE 'unknown' END,
                   'address', address,
                   'status', 'active') ORDER BY position)
               FROM crm_contact_point_former WHERE customer = c.id)),
           'birthday', CASE WHEN c.birthday_month IS NOT NULL THEN printf('--%02d-%02d', c.birthday_month, c.birthday_day) END,
           'zone', json(CASE WHEN c.zone IS NOT NULL AND c.zone_source IN (1, 2, 3) THEN json_object(
               'id', c.zone, 'source', CASE c.zone_source WHEN 1 THEN 'person' WHEN 2 THEN 'place' ELSE 'business' END) END),
           'language', c.language)),
       p.recorded_at
FROM crm_customer_former AS c JOIN crm_person AS p ON p.id = c.id;

INSERT OR IGNORE INTO crm_contact_point (folded, channel, customer) SELECT folded, channel, customer FROM crm_contact_point_former;
DROP TABLE crm_contact_point_former;
DROP TABLE crm_customer_former;

-- consents_before is the number of the last statement that was recorded before the merge: clocks go back, numbers do not.
CREATE TABLE crm_merge (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    survivor        TEXT    NOT NULL REFERENCES crm_person (id),
    absorbed        TEXT    NOT NULL REFERENCES crm_person (id),
    merged_at       INTEGER NOT NULL,
    unmerged_at     INTEGER,
    consents_before INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX crm_merge_standing ON crm_merge (absorbed) WHERE unmerged_at IS NULL;
CREATE INDEX crm_merge_by_absorbed ON crm_merge (absorbed, unmerged_at);
CREATE INDEX crm_merge_by_survivor ON crm_merge (survivor);

-- merge names the merge that concluded a statement, which is void once it is concluded no longer; known_since, until and is_narrow (for its purpose alone)
-- say how far such a one reaches. No number is given twice, not even after an erasure.
-- folded is the address as refusals compare it.
ALTER TABLE crm_consent RENAME TO crm_consent_former;

CREATE TABLE crm_consent (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    customer    TEXT    NOT NULL REFERENCES crm_person (id),
    channel     INTEGER NOT NULL,
    address     TEXT    NOT NULL,
    folded      TEXT    NOT NULL,
    purpose     TEXT    NOT NULL,
    topic       TEXT,
    state       INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    source      TEXT    NOT NULL,
    basis       INTEGER NOT NULL,
    wording     TEXT,
    evidence    INTEGER NOT NULL,
    reference   TEXT,
    recorded_at INTEGER NOT NULL,
    merge       INTEGER REFERENCES crm_merge (seq),
    known_since INTEGER,
    until       INTEGER,
    is_narrow   INTEGER,
    void_from   INTEGER
) STRICT;

CREATE INDEX crm_consent_by_customer ON crm_consent (customer);
CREATE INDEX crm_consent_of_merge ON crm_consent (merge) WHERE merge IS NOT NULL;

-- What was refused at an address stops everybody who has it.
CREATE INDEX crm_consent_refusal ON crm_consent (folded, channel, customer) WHERE state <> 1 AND void_from IS NULL;

-- crm_folded is the library's own: the lower case of SQLite is that of ASCII alone.
INSERT INTO crm_consent (seq, customer, channel, address, folded, purpose, state, occurred_at, source, basis, evidence, recorded_at)
SELECT seq, customer, channel, address, crm_folded(channel, address), purpose, state, occurred_at, source, 1, 1, recorded_at FROM crm_consent_former;
DROP TABLE crm_consent_former;

-- Keyed hashes alone: no customer, no address. since is when it was learned last; what was agreed before does not lift it. The former schema knew
-- points that must not be used at all, and not since when: now stands in. Nor did it know why: a hash came of an objection or of an address that nothing
-- got through to. Kind 2 stops both, as it stopped everything before; kind 1 would write again to addresses that are dead. Who objected and is to get
-- the invoice again confirms the address once.
ALTER TABLE crm_suppression RENAME TO crm_suppression_former;

CREATE TABLE crm_suppression (
    hash  TEXT    NOT NULL,
    kind  INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (hash, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO crm_suppression (hash, kind, since)
SELECT hash, 2, CAST(unixepoch('subsec') * 1000000 AS INTEGER) FROM crm_suppression_former;
DROP TABLE crm_suppression_former;

-- A correction adds a row, and the one that stood until then says since when it does not. kind 1 is a purchase (day, amount, currency), 2 a touch
-- (reason, occurrence, class, channel, gave); an event of any other kind is a JSON document, detail.
-- customer is in crm_person, and no foreign key says so: it would be looked up again for each of the rows of an import.
ALTER TABLE crm_event RENAME TO crm_event_former;
DROP INDEX crm_event_by_customer;
DROP INDEX crm_event_touch;

CREATE TABLE crm_event (
    seq           INTEGER PRIMARY KEY,
    key           TEXT    NOT NULL,
    customer      TEXT    NOT NULL,
    kind          INTEGER NOT NULL,
    occurred_at   INTEGER NOT NULL,
    recorded_at   INTEGER NOT NULL,
    day           INTEGER,
    amount        TEXT,
    currency      TEXT,
    reason        TEXT,
    occurrence    TEXT,
    class         INTEGER,
    channel       INTEGER,
    gave          INTEGER,
    detail        TEXT,
    superseded_at INTEGER,
    is_retracted  INTEGER
) STRICT;

INSERT INTO crm_event (seq, key, customer, kind, occurred_at, recorded_at, day, amount, currency, reason, occurrence, class, channel, gave)
SELECT seq, key, customer, kind, occurred_at, recorded_at, day, amount, currency, reason, occurrence, class, channel,
       CASE WHEN kind = 2 THEN CASE class WHEN 1 THEN 3 WHEN 2 THEN 2 ELSE 1 END END
FROM crm_event_former ORDER BY seq;
DROP TABLE crm_event_former;

-- Of one key, one event stands at most; the former ones are few.
CREATE UNIQUE INDEX crm_event_standing ON crm_event (key) WHERE superseded_at IS NULL;
CREATE INDEX crm_event_superseded ON crm_event (key) WHERE superseded_at IS NOT NULL;
CREATE INDEX crm_event_by_customer ON crm_event (customer);
CREATE INDEX crm_event_touch ON crm_event (customer) WHERE kind = 2;

-- gave_way_to is the record to whose row a row gave way at a merge.
-- person is whose record customer is: rows are claimed in the order of their people. It changes with every merge and its undoing.
ALTER TABLE crm_outbox ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE crm_outbox ADD COLUMN topic TEXT;
ALTER TABLE crm_outbox ADD COLUMN gave_way_to TEXT;
ALTER TABLE crm_outbox ADD COLUMN gives INTEGER NOT NULL DEFAULT 1;
UPDATE crm_outbox SET person = customer, gives = CASE class WHEN 1 THEN 3 WHEN 2 THEN 2 ELSE 1 END;
DROP INDEX crm_outbox_due;
CREATE INDEX crm_outbox_due ON crm_outbox (due_at, person, reason, occurrence, customer) WHERE state = 1;
CREATE INDEX crm_outbox_by_person ON crm_outbox (person);
CREATE UNIQUE INDEX crm_outbox_token ON crm_outbox (token) WHERE token IS NOT NULL;

-- Requests for a double opt-in; the token itself is nowhere.
CREATE TABLE crm_opt_in (
    fingerprint  TEXT    NOT NULL PRIMARY KEY,
    customer     TEXT    NOT NULL REFERENCES crm_person (id),
    channel      INTEGER NOT NULL,
    address      TEXT    NOT NULL,
    purpose      TEXT    NOT NULL,
    topic        TEXT,
    wording      TEXT,
    source       TEXT    NOT NULL,
    requested_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    confirmed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX crm_opt_in_by_customer ON crm_opt_in (customer);

-- That somebody was forgotten, and nothing of whom: from when and until when it was one person. Records that were merged in between leave several rows.
CREATE TABLE crm_erasure (
    seq               INTEGER PRIMARY KEY,
    first_recorded_at INTEGER NOT NULL,
    erased_at         INTEGER NOT NULL
) STRICT;

-- One row: the instant under which was recorded last. Nothing is recorded before it, whatever clocks say, so that past instants read as they did.
CREATE TABLE crm_recording (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    recorded_at INTEGER NOT NULL
) STRICT;

INSERT INTO crm_recording (id, recorded_at)
SELECT 1, max(coalesce((SELECT max(recorded_at) FROM crm_event), -9223372036854775808), coalesce((SELECT max(recorded_at) FROM crm_consent), -9223372036854775808));
