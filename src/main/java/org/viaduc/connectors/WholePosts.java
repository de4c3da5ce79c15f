package org.viaduc.connectors;

import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.way.Posting;
import org.viaduc.model.LocalRecord;

/** What the door for posts needs of the node behind it. */
interface WholePosts {
    /** Takes all of a post or nothing of it; the same post again changes nothing. */
    Posting.Outcome take(List<LocalRecord> records, String connector, Optional<Posting.Name> name);
}
