-- What persons claim of their own file through their pages: that something be corrected (RGPD 16), or that a transmission was
-- not right. Their words, and the words of the answer, are sealed; the journal has neither.

create table claim (
    id          uuid primary key,
    person      uuid        not null,
    kind        text        not null check (kind in ('correction', 'contest')),
    exchange    uuid,                        -- the transmission that is contested
    said        bytea       not null,
    said_key    bytea       not null,
    opened_at   timestamptz not null,
    due         date        not null,        -- a month (RGPD 12(3))
    outcome     text        not null default '' check (outcome in ('', 'heeded', 'declined')),
    answer      bytea,
    answer_key  bytea,
    answered_at timestamptz,
    check ((outcome = '') = (answered_at is null) and (outcome = '') = (answer is null))
);
create index claim_open on claim (due) where answered_at is null;
create index claim_person on claim (person);
