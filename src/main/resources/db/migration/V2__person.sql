-- Who this node knows. No name, date or number stands here: keys and traits are keyed digests (HMAC-SHA256).

create table person (
    pseudonym uuid        primary key,
    opened_at timestamptz not null default now()
);

-- One row for each way in which a person's traits were written: digests salted with the pseudonym, so that two
-- persons who share a trait do not share its digest.
create table person_face (
    pseudonym uuid  not null references person,
    traits    bytea not null,
    ins       bytea not null,                -- empty without a qualified INS
    primary key (pseudonym, traits, ins)
);

-- What a record can be found by: all five traits together, an identifier, or a near miss of name and date.
create table person_key (
    key       bytea not null,
    pseudonym uuid  not null references person,
    primary key (key, pseudonym)
);
