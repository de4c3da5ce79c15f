-- Decisions by themselves, newest first: of eleven entries one names rules, and what rests on a rule, with whom or not, is met
-- on the way back from the newest decision after as many as the rule is rare, however long the journal is.
create index journal_entry_ruled on journal_entry (at, id) where details->>'rules' is not null;
create index journal_entry_ruled_peer on journal_entry ((coalesce(details->>'peer', details->>'to')), at, id)
    where details->>'rules' is not null;
