-- The latest exchanges come newest first, and those of a local file are looked for with each record that is collected.
create index exchange_opened on exchange (opened_at, id);
create index exchange_local_file on exchange (connector, local_id, id);
