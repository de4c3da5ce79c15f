-- Consents, information and oppositions as they were captured or imported, with their evidence: the facts that they state
-- stand in table fact. Contents are sealed as facts are.

create table consent (
    person       uuid        not null,
    key          text        not null,       -- the same for the same consent
    category     text        not null check (category in ('information', 'agreement', 'opposition')),
    digest       text        not null,       -- of what it says, its ending left out
    captured_at  timestamptz not null,
    withdrawn_on date,
    body         bytea       not null,       -- sealed: the consent and the facts it states
    wrapped_key  bytea       not null,
    primary key (person, key)
);

-- What decisions bind this node to, and by when: read for the tray. A row that is done stays, for whoever asks.
create table duty (
    exchange uuid not null,
    code     text not null,
    due      date,
    done_at  timestamptz,
    done_by  text,
    primary key (exchange, code)
);
create index duty_open on duty (due) where done_at is null;

-- The days on which this node has asked again what the date may change, so that one instance does it once.
create table day_turned (
    day date primary key
);
