-- Instants are whole microseconds since 1970-01-01T00:00:00Z, days are days since 1970-01-01. Enumerations are the numbers of the library's own types.
-- Texts compare by their bytes, whatever collation the database has. Everywhere, customer is the id of the record under which something was recorded;
-- crm_person tells whose record that is. The primary and unique keys of what grows with the people hold the customer's id, so that each of these tables may be
-- partitioned by the hash of it.

-- The order of UTF-16 units, in which every store reads: the supplementary characters come before U+E000 to U+FFFF.
CREATE FUNCTION crm_ordinal(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN (value COLLATE "C") ~ '[\uE000-\U0010FFFF]'
    THEN regexp_replace(
        replace(value COLLATE "C", U&'\+10FFFF', U&'\+10FFFF\0001'),
        '([\uE000-\uFFFF])', U&'\+10FFFF\+10FFFF' || '\1', 'g')
    ELSE value
END;

CREATE TABLE crm_meta (
    name  text COLLATE "C" NOT NULL PRIMARY KEY,
    value bytea NOT NULL
);

-- One row: the instant under which was recorded last. Nothing is recorded before it, whatever clocks say, so that past instants read as they did.
-- Whoever records locks it first, and holds it until the commit: recordings take turns.
CREATE TABLE crm_recording (
    id          integer NOT NULL PRIMARY KEY CHECK (id = 1),
    recorded_at bigint  NOT NULL
);

INSERT INTO crm_recording (id, recorded_at) VALUES (1, -9223372036854775808);

-- Everybody of whom anything is stored, with or without a record. person is the id under which an absorbed record's person is known, NULL for everybody else.
CREATE TABLE crm_person (
    id            text COLLATE "C" NOT NULL PRIMARY KEY,
    person        text COLLATE "C",
    facts_version bigint NOT NULL DEFAULT 0,
    recorded_at   bigint NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX crm_person_absorbed ON crm_person (person) WHERE person IS NOT NULL;

-- A record is one JSON document, kept as it was written.
CREATE TABLE crm_customer (
    id          text COLLATE "C" NOT NULL PRIMARY KEY,
    document    text   NOT NULL,
    recorded_at bigint NOT NULL
);

-- What a record said before, from recorded_at until superseded_at.
CREATE TABLE crm_customer_version (
    id            text COLLATE "C" NOT NULL,
    seq           bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    document      text   NOT NULL,
    recorded_at   bigint NOT NULL,
    superseded_at bigint NOT NULL,
    PRIMARY KEY (id, seq)
);

-- Whom an address leads to. folded is the address as suppression compares it.
CREATE TABLE crm_contact_point (
    folded   text COLLATE "C" NOT NULL,
    channel  integer NOT NULL,
    customer text COLLATE "C" NOT NULL,
    PRIMARY KEY (folded, channel, customer)
);

CREATE INDEX crm_contact_point_by_customer ON crm_contact_point (customer);

-- Whose documents, former ones included, name another customer in a role.
CREATE TABLE crm_role (
    of       text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    PRIMARY KEY (of, customer)
);

CREATE INDEX crm_role_by_customer ON crm_role (customer);

-- consents_before is the number of the last statement that was recorded before the merge: clocks go back, numbers do not.
CREATE TABLE crm_merge (
    seq             bigint NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    survivor        text COLLATE "C" NOT NULL REFERENCES crm_person (id),
    absorbed        text COLLATE "C" NOT NULL REFERENCES crm_person (id),
    merged_at       bigint NOT NULL,
    unmerged_at     bigint,
    consents_before bigint NOT NULL
);

CREATE UNIQUE INDEX crm_merge_standing ON crm_merge (absorbed) WHERE unmerged_at IS NULL;
CREATE INDEX crm_merge_by_absorbed ON crm_merge (absorbed, unmerged_at);
CREATE INDEX crm_merge_by_survivor ON crm_merge (survivor);

-- merge names the merge that concluded a statement, which is void once it is concluded no longer; known_since, until and is_narrow (for its purpose alone)
-- say how far such a one reaches.
CREATE TABLE crm_consent (
    customer    text COLLATE "C" NOT NULL REFERENCES crm_person (id),
    seq         bigint  NOT NULL GENERATED ALWAYS AS IDENTITY,
    channel     integer NOT NULL,
    address     text    NOT NULL,
    folded      text COLLATE "C" NOT NULL,
    purpose     text    NOT NULL,
    topic       text,
    state       integer NOT NULL,
    occurred_at bigint  NOT NULL,
    source      text    NOT NULL,
    basis       integer NOT NULL,
    wording     text,
    evidence    integer NOT NULL,
    reference   text,
    recorded_at bigint  NOT NULL,
    merge       bigint  REFERENCES crm_merge (seq),
    known_since bigint,
    until       bigint,
    is_narrow   boolean,
    void_from   bigint,
    PRIMARY KEY (customer, seq)
);

CREATE INDEX crm_consent_by_number ON crm_consent (seq);
CREATE INDEX crm_consent_of_merge ON crm_consent (merge) WHERE merge IS NOT NULL;

-- What was refused at an address stops everybody who has it.
CREATE INDEX crm_consent_refusal ON crm_consent (folded, channel, customer) WHERE state <> 1 AND void_from IS NULL;

-- Keyed hashes alone: no customer, no address. since is when it was learned last; what was agreed before does not lift it.
CREATE TABLE crm_suppression (
    hash  text COLLATE "C" NOT NULL,
    kind  integer NOT NULL,
    since bigint  NOT NULL,
    PRIMARY KEY (hash, kind)
);

-- Fingerprints of the keys under which those hashes were made: without its key a hash recognises nobody.
CREATE TABLE crm_suppression_key (
    fingerprint text COLLATE "C" NOT NULL PRIMARY KEY
);

-- A correction adds a row, and the one that stood until then says since when it does not. kind 1 is a purchase (day, amount, currency, items), 2 a touch
-- (reason, occurrence, class, channel, gave); an event of any other kind is a JSON document, detail.
-- customer is in crm_person, and no foreign key says so: it would be looked up again for each of the rows of an import.
CREATE TABLE crm_event (
    customer      text COLLATE "C" NOT NULL,
    seq           bigint  NOT NULL GENERATED ALWAYS AS IDENTITY,
    key           text COLLATE "C" NOT NULL,
    kind          integer NOT NULL,
    occurred_at   bigint  NOT NULL,
    recorded_at   bigint  NOT NULL,
    day           integer,
    amount        numeric,
    currency      text,
    items         text,
    reason        text,
    occurrence    text,
    class         integer,
    channel       integer,
    gave          integer,
    detail        text,
    superseded_at bigint,
    is_retracted  boolean,
    PRIMARY KEY (customer, seq)
);

-- Of one key, one event stands at most: who records looks for the key, and recordings take turns.
CREATE UNIQUE INDEX crm_event_standing ON crm_event (key, customer) WHERE superseded_at IS NULL;
CREATE INDEX crm_event_superseded ON crm_event (key) WHERE superseded_at IS NOT NULL;
CREATE INDEX crm_event_by_number ON crm_event (seq);
CREATE INDEX crm_event_touch ON crm_event (customer) WHERE kind = 2;

-- kind 6 is a complaint, 7 what settled one.
CREATE INDEX crm_event_complaint ON crm_event (customer) WHERE kind IN (6, 7);

-- gave_way_to is the record to whose row a row gave way at a merge. person is whose record customer is: rows are claimed in the order of their people.
-- It changes with every merge and its undoing. A token belongs to one row, which is found by it: a unique key would stand in the way of partitions.
CREATE TABLE crm_outbox (
    customer       text COLLATE "C" NOT NULL REFERENCES crm_person (id),
    reason         text COLLATE "C" NOT NULL,
    occurrence     text COLLATE "C" NOT NULL,
    person         text COLLATE "C" NOT NULL,
    class          integer NOT NULL,
    gives          integer NOT NULL,
    purpose        text    NOT NULL,
    topic          text,
    channel        integer NOT NULL,
    address        text    NOT NULL,
    folded         text COLLATE "C" NOT NULL,
    expires_at     bigint  NOT NULL,
    because        text    NOT NULL,
    regards        text,
    moot_after     integer,
    policy_version text    NOT NULL,
    due_at         bigint  NOT NULL,
    state          integer NOT NULL,
    state_reason   text,
    changed_at     bigint  NOT NULL,
    attempts       integer NOT NULL,
    sending_at     bigint,
    token          uuid,
    lease_until    bigint,
    gave_way_to    text COLLATE "C",
    PRIMARY KEY (customer, reason, occurrence)
) WITH (fillfactor = 80);

-- Rows due at one instant are claimed in order of their key, as this index holds them.
CREATE INDEX crm_outbox_due ON crm_outbox (due_at, person, reason, occurrence, customer) WHERE state = 1;
CREATE INDEX crm_outbox_lease ON crm_outbox (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX crm_outbox_token ON crm_outbox (token) WHERE token IS NOT NULL;
CREATE INDEX crm_outbox_pending ON crm_outbox (folded, channel) WHERE state IN (1, 2);
CREATE INDEX crm_outbox_by_person ON crm_outbox (person, reason, occurrence);
CREATE INDEX crm_outbox_moot ON crm_outbox (person) WHERE state IN (1, 2) AND moot_after IS NOT NULL;

-- The rules that decisions were taken under, once for all decisions under the same ones; a long text is told apart by its hash.
CREATE TABLE crm_rules (
    id      bigint NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    content text   NOT NULL
);

CREATE UNIQUE INDEX crm_rules_content ON crm_rules (md5(content));

CREATE TABLE crm_decision (
    customer          text COLLATE "C" NOT NULL,
    seq               bigint  NOT NULL GENERATED ALWAYS AS IDENTITY,
    reason            text COLLATE "C" NOT NULL,
    occurrence        text COLLATE "C" NOT NULL,
    outcome           integer NOT NULL,
    proposed_because  text    NOT NULL,
    decided_because   text    NOT NULL,
    rule              text    NOT NULL,
    decided_at        bigint  NOT NULL,
    facts_version     bigint  NOT NULL,
    zone_data_version text    NOT NULL,
    policy_version    text    NOT NULL,
    opens_at          bigint,
    relied_on         text,
    rules             bigint,
    PRIMARY KEY (customer, seq)
);

-- Requests for a double opt-in; the token itself is nowhere.
CREATE TABLE crm_opt_in (
    fingerprint  text COLLATE "C" NOT NULL PRIMARY KEY,
    customer     text COLLATE "C" NOT NULL REFERENCES crm_person (id),
    channel      integer NOT NULL,
    address      text    NOT NULL,
    folded       text COLLATE "C" NOT NULL,
    purpose      text    NOT NULL,
    topic        text,
    wording      text,
    source       text    NOT NULL,
    requested_at bigint  NOT NULL,
    expires_at   bigint  NOT NULL,
    confirmed_at bigint
);

CREATE INDEX crm_opt_in_by_customer ON crm_opt_in (customer);

-- That somebody was forgotten, and nothing of whom: from when and until when it was one person.
CREATE TABLE crm_erasure (
    seq               bigint NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    first_recorded_at bigint NOT NULL,
    erased_at         bigint NOT NULL
);
