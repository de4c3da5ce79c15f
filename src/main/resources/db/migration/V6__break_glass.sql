-- Break-glass: who declared an emergency, until when the view may be read, and what has to be done about it at this end.
-- The motive is personal: it is sealed, and stands nowhere else.

create table broken_glass (
    exchange      uuid primary key,
    side          text        not null check (side in ('host', 'origin')),
    peer          text        not null,
    declared_by   text        not null,      -- the user here, as the journal names them, or the neighbour's agent
    role          text        not null,
    declared_at   timestamptz not null,
    until         timestamptz not null,      -- when the view is shredded
    outcome       text        not null check (outcome in ('declared', 'seen', 'nothing', 'unreachable')),
    emergency     bytea,                     -- the fact with its motive, where it was declared
    emergency_key bytea,
    shredded_at   timestamptz
);
create index broken_glass_open on broken_glass (until) where shredded_at is null;

create table glass_duty (
    exchange uuid        not null references broken_glass,
    duty     text        not null,           -- an obligation's word
    due      timestamptz not null,
    done_at  timestamptz,
    done_by  text        not null default '',
    finding  text        not null default '' check (finding in ('', 'justified', 'unjustified')),
    overdue  boolean     not null default false,   -- the journal has said so
    primary key (exchange, duty)
);
create index glass_duty_open on glass_duty (due) where done_at is null;

-- What an emergency may need of a person with a measure, when the local system cannot be asked: under a key of its own.
create table emergency_card (
    person      uuid primary key,
    wrapped_key bytea       not null,
    content     bytea       not null,
    at          timestamptz not null
);
