-- Neighbours are held to their journals: which of their heads are proven to lie on one line, and what was found against them.

create table journal_line (
    origin    text        not null,
    size      bigint      not null,
    root      bytea       not null,
    proven_at timestamptz not null,
    primary key (origin, size, root)
);
create trigger journal_line_stays before update or delete or truncate on journal_line
    for each statement execute function journal_refuses();

-- Two heads that one node signed and that cannot both be true of one log: it waits in the tray until somebody has looked.
create table journal_contradiction (
    id          uuid        primary key,
    origin      text        not null,
    kind        text        not null check (kind in ('two-histories', 'went-back', 'not-grown')),
    first_size  bigint      not null,
    first_root  bytea       not null,
    second_size bigint      not null,
    second_root bytea       not null,
    found_at    timestamptz not null,
    looked_at   timestamptz,
    looked_by   text,
    unique (origin, kind, first_size, first_root, second_size, second_root)
);

-- A head that is dated after a larger one, or before a smaller one, is found without reading all of them.
create index journal_witness_at on journal_witness (origin, at);
