-- The journey of records: what is on its way, what waits, what was said about it.
-- Names and other contents stand nowhere here in clear; what waits is kept under a key of its own (table kept).

create table exchange (
    id              uuid primary key,
    direction       text        not null check (direction in ('out', 'in')),
    peer            text        not null,
    track           text        not null,
    state           text        not null check (state in
        ('awaiting', 'parked', 'queued', 'sent', 'delivering', 'delivered', 'withheld', 'refused', 'failed')),
    person          uuid,
    question        text        not null,
    opened_by       text,                    -- the fact that opened the question, if one did
    connector       text        not null default '',
    local_id        text        not null default '',
    household       text        not null default '',
    decision_digest text        not null default '',
    awaits          text        not null default '',
    due             date,
    reason          text        not null default '',
    ledger_digest   text        not null default '',
    received_digest text        not null default '',
    mapping         text        not null default '',
    envelope        bytea,
    envelope_parts  text        not null default '',
    envelope_under  text        not null default '',
    envelope_at     timestamptz,
    attempts        int         not null default 0,
    opened_at       timestamptz not null,
    changed_at      timestamptz not null
);
alter table exchange alter column envelope set storage external;
create unique index exchange_one_per_fact on exchange (person, track, opened_by) where opened_by is not null;
create index exchange_open on exchange (state, changed_at)
    where state in ('awaiting', 'parked', 'queued', 'sent', 'delivering');
create index exchange_person on exchange (person);

-- What is told of an exchange to those who ask why: written when something is decided or translated, read by people only.
create table account (
    exchange    uuid primary key,
    decision    text not null,               -- JSON: verdicts, rules, obligations
    ledger      text not null,               -- JSON: what our own translation did
    peer_ledger text not null                -- JSON: what the sender's translation did
);

-- What waits here: content under its own random key, which is wrapped by the node's key. Deleting the row shreds it.
create table kept (
    id          uuid primary key,
    wrapped_key bytea not null,
    content     bytea not null,
    attachments text[] not null                -- digests under which sealed attachments lie beside
);
alter table kept alter column content set storage external;

create table fact (
    id          text        not null,
    person      uuid        not null,
    exchange    uuid,                        -- set for facts that a peer stated in one exchange
    stated_by   text        not null,        -- the department that states it
    recorded_at timestamptz not null,
    body        bytea       not null,        -- sealed: a motive is personal
    wrapped_key bytea       not null,
    primary key (person, id)
);

create table receipt (
    exchange uuid    not null,
    number   int     not null,
    final    boolean not null,
    body     text    not null,
    at       timestamptz not null,           -- when it was signed: one that grows old is signed anew
    primary key (exchange, number)
);

-- A file that is parked before any question was opened about it, because it is not certain who it is about, or one that
-- arrived. The candidates are for the person who decides.
create table parked (
    id         uuid primary key,             -- the exchange's id, or one of its own before any question is opened
    direction  char(3)     not null,
    reasons    text        not null,
    candidates text        not null,         -- JSON: pseudonyms with their reasons
    connector  text        not null,
    local_id   text        not null,
    household  text        not null,
    mapping    text        not null,
    facts      bytea       not null,         -- sealed, as in table fact
    facts_key  bytea       not null,
    opened_at  timestamptz not null
);

-- The last digest seen of each local record: the same digest opens nothing new.
create table collected (
    system   text not null,
    local_id text not null,
    digest   text not null,
    at       timestamptz not null,
    primary key (system, local_id)
);

-- How far a door has read.
create table door_mark (
    connector text primary key,
    mark      text not null
);

-- db-scheduler's table (16.x)
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_time on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
