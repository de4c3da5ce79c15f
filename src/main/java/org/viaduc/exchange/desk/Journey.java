package org.viaduc.exchange.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Decision;
import org.viaduc.policy.FactId;

/**
 * One exchange as it stands here. It names no person and holds no content.
 *
 * @param peer           the other department; {@code unknown} while the host is not known
 * @param person         empty while it is not decided who the file is about
 * @param question       what is asked of policy, as JSON
 * @param openedBy       the fact that opened the question, a neighbour's request among them; empty when a user did
 * @param connector      through which the file was collected, or is delivered
 * @param localId        the person's id in our local system; never leaves the node
 * @param decisionDigest of the latest decision; empty before the first. What it says stands in the {@link Account}
 * @param awaits         the facts any one of which lets the road go on, comma-separated
 * @param due            by when, if the law says
 * @param reason         why it is parked, refused or failed: a code word
 * @param ledger         digest of the ledger of our own translation; empty before there was one
 * @param receivedDigest of the sealed bytes that were sent or received
 * @param mapping        name and version of the mapping used
 * @param attempts       how often it was tried to send or deliver
 */
public record Journey(ExchangeId id, Direction direction, Department peer, Track track, State state,
        Optional<Pseudonym> person, String question, Optional<FactId> openedBy, String connector, String localId,
        String household, String decisionDigest, String awaits, Optional<LocalDate> due, String reason, String ledger,
        String receivedDigest, String mapping, int attempts, Instant openedAt, Instant changedAt) {

    /** Whether the file leaves this node or arrives here. */
    public enum Direction {
        OUT,
        IN;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What an exchange waits for until its file is collected. */
    public static final String COLLECTION = "collection";

    /** Why a delivery goes on although more is lost in it than the connector's budget allows. */
    private static final String LOSS_ACCEPTED = "loss-accepted";

    /** What an exchange waits for that a user wants to see before anything leaves. */
    public static final String CONFIRMATION = "confirmation";

    /** What an extract for the person waits for: to be handed over. */
    public static final String EXTRACT = "extract";

    /** Whether it answers a person who asked for their own file: then it goes to no peer. */
    public boolean isOwnAccess() {
        return track == Track.PERSON_ACCESS;
    }

    /** Whether a person has said that it is delivered although so much is lost. */
    public boolean isLossAccepted() {
        return reason.equals(LOSS_ACCEPTED);
    }

    /** Whether it is a request of ours that no offer has answered yet. */
    public boolean isRequest() {
        return direction == Direction.IN && receivedDigest.isEmpty();
    }

    /** The fact that a neighbour asked, under the id of its request. */
    public static FactId hostAsked(ExchangeId request) {
        return new FactId(request.toString());
    }

    /** Whether a neighbour's request opened it: the question stays the one that was asked. */
    public boolean isHostAsked() {
        return openedBy.equals(Optional.of(hostAsked(id)));
    }

    /** Whether it arrived here, and from there: nobody else is told anything about it. */
    public boolean cameFrom(Department sender) {
        return direction == Direction.IN && peer.equals(sender);
    }

    /** A new exchange about which nothing has been decided. */
    public static Journey opened(ExchangeId id, Direction direction, Department peer, Track track, String question,
            Instant now) {
        return new Journey(id, direction, peer, track, State.AWAITING, Optional.empty(), question, Optional.empty(), "",
                "", "", "", "", Optional.empty(), "", "", "", "", 0, now, now);
    }

    /** The same for a reader who may not know the other department. */
    public Journey withoutPeer() {
        return new Journey(id, direction, Department.UNKNOWN, track, state, person, question, openedBy, connector,
                localId,
                household, decisionDigest, awaits, due, reason, ledger, receivedDigest, mapping, attempts, openedAt,
                changedAt);
    }

    /** A changed copy is made here: set what changes, then {@link Change#at}. */
    public Change change() {
        return new Change(this);
    }

    @Override
    public String toString() {
        return "Journey[" + id + " " + direction.word() + " " + state.word() + "]";
    }

    /** What changes of an exchange; the rest stays. */
    public static final class Change {
        private final Journey from;
        private Department peer;
        private State state;
        private Optional<Pseudonym> person;
        private String question;
        private Optional<FactId> openedBy;
        private String connector;
        private String localId;
        private String household;
        private String decisionDigest;
        private String awaits;
        private Optional<LocalDate> due;
        private String reason;
        private String ledger;
        private String receivedDigest;
        private String mapping;
        private int attempts;

        private Change(Journey from) {
            this.from = from;
            this.peer = from.peer;
            this.state = from.state;
            this.person = from.person;
            this.question = from.question;
            this.openedBy = from.openedBy;
            this.connector = from.connector;
            this.localId = from.localId;
            this.household = from.household;
            this.decisionDigest = from.decisionDigest;
            this.awaits = from.awaits;
            this.due = from.due;
            this.reason = from.reason;
            this.ledger = from.ledger;
            this.receivedDigest = from.receivedDigest;
            this.mapping = from.mapping;
            this.attempts = from.attempts;
        }

        /** To a state that needs no further word. */
        public Change to(State next) {
            state = next;
            awaits = "";
            due = Optional.empty();
            reason = "";
            return this;
        }

        /** Waits for any one of these facts, comma-separated. @param by the day that the law sets, if it sets one */
        public Change awaiting(String facts, Optional<LocalDate> by) {
            to(State.AWAITING);
            awaits = facts;
            due = by;
            return this;
        }

        /** An extract lies ready to be handed over. @param until the last day on which it does */
        public Change ready(LocalDate until) {
            to(State.READY);
            awaits = EXTRACT;
            due = Optional.of(until);
            return this;
        }

        /** Waits for a person. @param why a code word, never a person's data */
        public Change parked(String why) {
            to(State.PARKED);
            reason = why;
            return this;
        }

        /** A person lets it be delivered although so much is lost. */
        public Change lossAccepted() {
            reason = LOSS_ACCEPTED;
            return this;
        }

        /** To an ending, with its reason; there is no way out of it. */
        public Change ended(Ending ending) {
            to(ending.state());
            reason = switch (ending) {
                case Ending.Delivered delivered -> "";
                case Ending.Withheld withheld -> "";
                case Ending.Refused refused -> refused.reason();
                case Ending.Failed failed -> failed.reason();
            };
            return this;
        }

        /** Another question, or the same to another department. */
        public Change asks(String asked, Department of) {
            question = asked;
            peer = of;
            return this;
        }

        /** The fact that opened the question. */
        public Change openedBy(FactId fact) {
            openedBy = Optional.of(fact);
            return this;
        }

        /** It is decided who the file is about. */
        public Change about(Pseudonym who) {
            person = Optional.of(who);
            return this;
        }

        /** Where the file comes from: connector, local id and household there. */
        public Change collected(String through, String local, String home) {
            connector = through;
            localId = local;
            household = home;
            return this;
        }

        /** The connector that delivers it. */
        public Change through(String name) {
            connector = name;
            return this;
        }

        /** By which mapping it was translated, and the digest of what that lost. */
        public Change translated(LossLedger account) {
            mapping = account.mapping();
            ledger = account.digest().hex();
            return this;
        }

        /** The decision that holds now, by its digest. */
        public Change decided(Decision decision) {
            decisionDigest = decision.digest().hex();
            return this;
        }

        /** The digest of the sealed bytes that were sent or received. */
        public Change sealedAs(String digest) {
            receivedDigest = digest;
            return this;
        }

        /** One try more to send or deliver. */
        public Change triedAgain() {
            attempts++;
            return this;
        }

        /** What is to be handed over has not been tried yet. */
        public Change notYetTried() {
            attempts = 0;
            return this;
        }

        /** The changed copy. @param now when it changed */
        public Journey at(Instant now) {
            return new Journey(from.id, from.direction, peer, from.track, state, person, question, openedBy, connector,
                    localId, household, decisionDigest, awaits, due, reason, ledger, receivedDigest, mapping, attempts,
                    from.openedAt, now);
        }
    }
}
