-- People whose address is protected: what might betray where they are is kept apart until a named officer has looked.

create table shelter (
    person uuid        primary key,
    since  timestamptz not null
);

-- Answers of a fund about such a person's address: sealed, and no fact as long as they stand here.
create table quarantine (
    id          uuid        primary key,
    person      uuid        not null,
    wrapped_key bytea,               -- gone, with the content, once an officer has decided
    content     bytea,
    opened_at   timestamptz not null
);
