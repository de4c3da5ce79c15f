package org.viaduc.trust;

import java.util.List;

import org.viaduc.model.Purpose;
import org.viaduc.model.Resource;
import org.viaduc.model.Track;
import org.viaduc.person.Traits;
import org.viaduc.policy.Mission;

/**
 * Asks a peer for a person's file; it speaks of a person and is sealed like an offer.
 *
 * @param asker   who wants it
 * @param mission what the asker is bound for
 * @param traits  whom it is about
 * @param facts   what the asking department states, as the document's {@code facts}
 */
public record Request(Track track, Purpose purpose, NamedAgent asker, Mission mission, Traits traits,
        List<Resource> facts) {
    public Request {
        facts = List.copyOf(facts);
    }

    @Override
    public String toString() {
        return "Request[" + track + "]";
    }
}
