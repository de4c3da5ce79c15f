-- The latest exchanges come newest first.
create index exchange_opened on exchange (opened_at, id);
