package org.viaduc.exchange.rights;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.viaduc.journal.Step;
import org.viaduc.model.UnknownCode;
import org.viaduc.trust.MessageType;

import static org.viaduc.exchange.rights.Fate.*;

/** What can happen to a file after it was carried, and follows every copy of it. */
public enum Matter {
    /** CASF R221-5-2 I: the agreement is taken back. The copy is suspended until the host has chosen. */
    AGREEMENT_WITHDRAWN(MessageType.WITHDRAWAL, Duration.ofDays(7), DELETED, RETURNED, OWN_BASIS),
    /** An opposition that the track heeds (RGPD 21). */
    OPPOSITION(MessageType.WITHDRAWAL, Duration.ofDays(7), DELETED, RETURNED, OWN_BASIS),
    /** RGPD 18, told to recipients by article 19. */
    RESTRICTED(MessageType.WITHDRAWAL, Duration.ofDays(7), Fate.RESTRICTED),
    /** RGPD 17, told to recipients by article 19; a host may hold a legal obligation against it (17(3)). */
    ERASED(MessageType.WITHDRAWAL, Duration.ofDays(30), DELETED, OWN_BASIS),
    /** The file of one person was matched with another: the copy goes, and its going is proven (RGPD 33). */
    WRONG_PERSON(MessageType.RECALL, Duration.ofHours(72), DELETED),
    /** RGPD 16 and 19: another exchange carries the file as it should have been. */
    RECTIFIED(MessageType.RECTIFICATION, Duration.ofDays(30), REPLACED);

    private final MessageType message;
    private final Duration term;
    private final Set<Fate> choices;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Matter(MessageType message, Duration term, Fate... choices) {
        this.message = message;
        this.term = term;
        this.choices = EnumSet.copyOf(List.of(choices));
    }

    /** The word on the wire and in the journal, as {@code agreement-withdrawn}. */
    public String word() {
        return word;
    }

    MessageType message() {
        return message;
    }

    /** By when the host should have chosen; a term of this gateway's own where the law names none. */
    Instant due(Instant told) {
        return told.plus(term);
    }

    /** What a host may do with a copy that its department has. */
    public Set<Fate> choices() {
        return Set.copyOf(choices);
    }

    /** True where the host may find that its track asks for no agreement, so that nothing follows. */
    boolean maySpareTheCopy() {
        return this == AGREEMENT_WITHDRAWN || this == OPPOSITION;
    }

    Step step() {
        return switch (message) {
            case RECALL -> Step.RECALLED;
            case RECTIFICATION -> Step.RECTIFIED;
            default -> Step.WITHDRAWN;
        };
    }

    /** @throws UnknownCode for a word of no matter */
    public static Matter of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("matter", word,
                        Arrays.stream(values()).map(Matter::word).toList()));
    }

    @Override
    public String toString() {
        return word;
    }
}
