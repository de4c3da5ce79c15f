-- A person asks for their own file: the extract lies ready until it is handed over.

alter table exchange drop constraint exchange_state_check;
alter table exchange add constraint exchange_state_check check (state in
    ('awaiting', 'parked', 'queued', 'ready', 'sent', 'delivering', 'delivered', 'withheld', 'refused', 'failed'));
drop index exchange_open;
create index exchange_open on exchange (state, changed_at)
    where state in ('awaiting', 'parked', 'queued', 'ready', 'sent', 'delivering');
