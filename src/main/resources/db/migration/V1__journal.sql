-- What was done, by whom, under which rule. Rows are added and never changed; triggers refuse the rest.

create table journal_entry (
    id         bigint      generated always as identity primary key,
    tx         xid8        not null default pg_current_xact_id(),
    exchange   uuid,
    actor_kind text        not null,
    actor_id   text        not null check (actor_id <> ''),
    step       text        not null,
    at         timestamptz not null,
    details    jsonb       not null
);
-- The sequencer's way: transactions in the order of their ids, below the horizon where all have ended.
create index journal_entry_tx on journal_entry (tx, id);
create index journal_entry_exchange on journal_entry (exchange) where exchange is not null;

-- The place of an entry in the log, its RFC 9162 leaf hash, and the link that chains it to the one before.
create table journal_leaf (
    leaf_index bigint primary key check (leaf_index >= 0),
    entry      bigint not null unique,
    leaf       bytea  not null check (length(leaf) = 32),
    link       bytea  not null check (length(link) = 32)
);

-- How far the sequencer is; everything here can be derived again from the leaves.
create table journal_head (
    one       boolean primary key default true check (one),
    size      bigint  not null,
    link      bytea   not null,
    frontier  bytea   not null,
    cursor_tx xid8    not null,
    cursor_id bigint  not null
);
insert into journal_head (size, link, frontier, cursor_tx, cursor_id)
values (0, decode(repeat('00', 32), 'hex'), '', '0', 0);

create table journal_checkpoint (
    size      bigint      primary key,
    root      bytea       not null check (length(root) = 32),
    at        timestamptz not null,
    signature text        not null
);

-- Other nodes' checkpoints, as their receipts carried them.
create table journal_witness (
    origin    text        not null,
    size      bigint      not null,
    root      bytea       not null check (length(root) = 32),
    at        timestamptz not null,
    signature text        not null,
    primary key (origin, size, root)
);

create function journal_refuses() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is never changed: % on % is refused', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger journal_entry_stays before update or delete or truncate on journal_entry
    for each statement execute function journal_refuses();
create trigger journal_leaf_stays before update or delete or truncate on journal_leaf
    for each statement execute function journal_refuses();
create trigger journal_checkpoint_stays before update or delete or truncate on journal_checkpoint
    for each statement execute function journal_refuses();
create trigger journal_witness_stays before update or delete or truncate on journal_witness
    for each statement execute function journal_refuses();
