-- How often a person, a neighbour and a rule are named. The indexes over them leave out the entries that name none, and of
-- such an index the database counts nothing: it took every person for one entry in two hundred. It counts when it analyzes.
create statistics journal_entry_person_often on (details->>'pseudonym') from journal_entry;
create statistics journal_entry_peer_often on (coalesce(details->>'peer', details->>'to')) from journal_entry;
create statistics journal_entry_rules_often on (string_to_array(details->>'rules', ' ')) from journal_entry;
analyze journal_entry;
