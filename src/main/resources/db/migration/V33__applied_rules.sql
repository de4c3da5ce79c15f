-- Which decisions a rule was applied in, one row for each of its rules. What rests on a rule, with whom, in which days or
-- before a page's end, is one stretch of an index: however rare the rule is, and however long ago it was applied last.
create table journal_applied (
    rule  text        not null,
    peer  text        not null,                    -- '' where the decision is about nobody else
    at    timestamptz not null,
    entry bigint      not null,
    primary key (rule, at, entry)
);

insert into journal_applied (rule, peer, at, entry)
select distinct r.rule, coalesce(e.details->>'peer', e.details->>'to', ''), e.at, e.id
  from journal_entry e cross join lateral unnest(string_to_array(e.details->>'rules', ' ')) r(rule)
 where e.step = 'decided' and e.details->>'rules' is not null;
create index journal_applied_peer on journal_applied (rule, peer, at, entry);
analyze journal_applied;

-- Whoever writes an entry writes these with it, in the same transaction; `journal verify` holds them against the entries.
create function journal_applies() returns trigger language plpgsql as $$
begin
    insert into journal_applied (rule, peer, at, entry)
    select distinct r.rule, coalesce(a.details->>'peer', a.details->>'to', ''), a.at, a.id
      from added a cross join lateral unnest(string_to_array(a.details->>'rules', ' ')) r(rule)
     where a.step = 'decided' and a.details->>'rules' is not null;
    return null;
end $$;
create trigger journal_entry_applies after insert on journal_entry referencing new table as added
    for each statement execute function journal_applies();
create trigger journal_applied_stays before update or delete or truncate on journal_applied
    for each statement execute function journal_refuses();

-- What searched all decisions for a rule before.
drop statistics journal_entry_rules_often;
drop index journal_entry_rules;
drop index journal_entry_ruled;
drop index journal_entry_ruled_peer;
