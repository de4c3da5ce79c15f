-- What a connector did last, and how much lately, is found without reading what ended long ago.
create index exchange_through on exchange (direction, connector, changed_at);

-- Which files arrived when, for figures of a year.
create index exchange_delivered on exchange (changed_at) include (direction, peer) where state = 'delivered';
create index duty_due on duty (due) where due is not null;
