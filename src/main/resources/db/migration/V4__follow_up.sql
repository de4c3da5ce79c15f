-- What follows a copy: notices about exchanges whose file was carried, told by us (out) or to us (in), until it is
-- settled what became of the copy. Nothing personal stands here.

create table follow_up (
    id         uuid primary key,
    exchange   uuid        not null,
    direction  text        not null check (direction in ('out', 'in')),
    peer       text        not null,
    matter     text        not null,
    state      text        not null check (state in ('telling', 'choosing', 'refused', 'unanswered', 'settled')),
    fate       text        not null default '',   -- the host's latest word on the copy
    reference  text        not null default '',   -- the local system's proof of a deletion; never leaves the node
    related    uuid,                              -- the exchange whose file takes this one's place
    due        timestamptz not null,
    evidence   text        not null default '',   -- the peer's latest word, as it signed it
    attempts   int         not null default 0,
    opened_at  timestamptz not null,
    changed_at timestamptz not null,
    unique (exchange, direction, matter)
);
create index follow_up_open on follow_up (due) where state <> 'settled';

-- The register of breaches (RGPD 33(5)): a file that went to the wrong person's, from the moment it was known.
create table breach (
    exchange  uuid primary key,
    opened_at timestamptz not null,
    due       timestamptz not null,               -- 72 hours after: the authority is told, unless there is no risk
    outcome   text        not null default '',    -- authority-told or no-risk, once a person has said so
    closed_at timestamptz
);

-- Who is responsible for a person's follow-up, per exchange that carried the file. The giver's row decides: it is
-- responsible until it has confirmed an acceptance, and from then on the taker is.
create table hand_over (
    exchange   uuid primary key,
    side       text        not null check (side in ('giving', 'taking')),
    peer       text        not null,
    state      text        not null check (state in ('offered', 'accepting', 'confirmed', 'refused', 'withdrawn')),
    reason     text        not null default '',
    latest     uuid        not null,              -- the last exchange of the same file that the state speaks of
    round      int         not null,              -- 1; one more each time it is offered again, or back
    opened_at  timestamptz not null,
    changed_at timestamptz not null
);
