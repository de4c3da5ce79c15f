-- What an auditor needs beside the log itself: hashes from which proofs are made quickly, what was found out about
-- neighbours, and the ways to look entries up.

-- The hashes of full subtrees over 256, 65536, … leaves. All of it can be derived again from the leaves.
create table journal_subtree (
    level smallint not null check (level > 0 and level % 8 = 0),
    place bigint   not null check (place >= 0),    -- covers the leaves from place * 2^level, 2^level of them
    hash  bytea    not null check (length(hash) = 32),
    primary key (level, place)
);
