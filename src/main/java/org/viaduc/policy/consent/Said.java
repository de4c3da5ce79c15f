package org.viaduc.policy.consent;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.viaduc.model.Digest;
import org.viaduc.model.Resource;
import org.viaduc.policy.Fact;

/**
 * What a consent says, read to the end.
 *
 * @param key         the same for the same consent: its id, or what it says where it has none
 * @param consent     as it was captured or imported, with its evidence; never ended
 * @param digest      of what it says, its ending left out: a consent of the same key and another digest was changed
 * @param facts       what it states; at least one
 * @param withdrawnOn the day on which it was taken back, if it was
 */
public record Said(String key, Resource consent, Digest digest, Category category, List<Fact> facts,
        Optional<LocalDate> withdrawnOn) {
    public Said {
        facts = List.copyOf(facts);
    }

    @Override
    public String toString() {
        return "Said[" + category.word() + "]";
    }
}
