-- What an auditor needs beside the log itself: hashes from which proofs are made quickly, what was found out about
-- neighbours, and the ways to look entries up.

-- The hashes of full subtrees over 256, 65536, … leaves. All of it can be derived again from the leaves.
create table journal_subtree (
    level smallint not null check (level > 0 and level % 8 = 0),
    place bigint   not null check (place >= 0),    -- covers the leaves from place * 2^level, 2^level of them
    hash  bytea    not null check (length(hash) = 32),
    primary key (level, place)
);

-- The ways to look entries up. A detail that few entries have costs the others nothing.
create index journal_entry_person on journal_entry ((details->>'pseudonym'), id)
    where details->>'pseudonym' is not null;
create index journal_entry_peer on journal_entry ((coalesce(details->>'peer', details->>'to')), id)
    where coalesce(details->>'peer', details->>'to') is not null;
create index journal_entry_rules on journal_entry using gin (string_to_array(details->>'rules', ' '))
    where details->>'rules' is not null;
create index journal_entry_reader on journal_entry (actor_id, id) where actor_kind in ('user', 'client');
create index journal_entry_step on journal_entry (step, at);
