-- What auditors write, and what comes of holding two nodes against each other.

-- Notes of an auditor on an exchange or an entry: added, never changed. The journal holds the digest of each.
create table annotation (
    id          uuid primary key,
    exchange    uuid,
    entry_index bigint,                      -- its place in the log
    author      text        not null,
    at          timestamptz not null,
    body        text        not null check (body <> ''),
    check ((exchange is null) <> (entry_index is null))
);
create index annotation_exchange on annotation (exchange) where exchange is not null;
create index annotation_at on annotation (at);
create trigger annotation_stays before update or delete or truncate on annotation
    for each statement execute function journal_refuses();

-- What a neighbour says differently of an exchange that both nodes know: one row each time it is found, until it heals.
create table finding (
    exchange  uuid        not null,
    kind      text        not null check (kind in ('never-arrived', 'never-integrated', 'receipt-without-delivery',
        'two-owners', 'missing-answer', 'ledger-differs', 'digest-differs')),
    peer      text        not null,
    direction text        not null check (direction in ('out', 'in')),
    found_at  timestamptz not null,
    healed_at timestamptz,
    primary key (exchange, kind, found_at)
);
create unique index finding_open on finding (exchange, kind) where healed_at is null;

-- The days on which this node has held itself against a neighbour, so that one instance does it once.
create table day_reconciled (
    day  date not null,
    peer text not null,
    primary key (day, peer)
);
create index exchange_peer on exchange (peer, opened_at);

-- Answers come newest first, page by page: every way of looking entries up gives that order by itself.
create index journal_entry_at on journal_entry (at, id);
drop index journal_entry_peer;
create index journal_entry_peer on journal_entry ((coalesce(details->>'peer', details->>'to')), at, id)
    where coalesce(details->>'peer', details->>'to') is not null;
drop index journal_entry_reader;
create index journal_entry_reader on journal_entry (actor_id, at, id) where actor_kind in ('user', 'client');
drop index journal_entry_step;
create index journal_entry_step on journal_entry (step, at, id);
