package org.viaduc.trust;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.LossLedger;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.fhir.Documents;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

/** Two nodes that know each other, and a clock that a test moves. */
final class Nodes {
    static final Department D35 = new Department("D35");
    static final Department D44 = new Department("D44");
    static final Department D56 = new Department("D56");
    static final ExchangeId EXCHANGE = ExchangeId.of("0195f3c2-0000-7000-8000-0000000000aa");

    final MovingClock clock = new MovingClock();
    final KeyRing here;
    final KeyRing there;
    final AttachmentStore ours;
    final AttachmentStore theirs;
    PeerDirectory knownHere;
    PeerDirectory knownThere;

    Nodes() {
        try {
            var folder = Files.createTempDirectory("viaduc-trust");
            here = ring(folder, D35);
            there = ring(folder, D44);
            ours = new AttachmentStore(folder.resolve("attachments-D35"));
            theirs = new AttachmentStore(folder.resolve("attachments-D44"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        meet();
    }

    KeyRing ring(Path folder, Department department) throws IOException {
        return KeyRing.open(folder.resolve("keys-" + department), department, clock);
    }

    /** Both import the other's peer file of this moment. */
    void meet() {
        knownHere = PeerDirectory.of(peer(there));
        knownThere = PeerDirectory.of(peer(here));
    }

    static Peer peer(KeyRing ring) {
        return ring.ownPeer(URI.create("https://localhost:8443/peer"),
                Map.of(Mission.PE, List.of(new NamedAgent("crip-1", Role.CADRE_CRIP))));
    }

    Sealer sealer() {
        return new Sealer(here);
    }

    Opener opener() {
        return new Opener(there, knownThere);
    }

    Peer toThere() {
        return knownHere.peer(D44).orElseThrow();
    }

    Envelope anEnvelope() {
        return sealer().seal(aContent(), toThere(), EXCHANGE);
    }

    Opening opened(Envelope envelope) {
        return opener().open(envelope.bytes(), D35);
    }

    static OfferContent aContent() {
        return content(Documents.aDocument(), Manifest.EMPTY);
    }

    /** As a decision would have released it. */
    static OfferContent content(SocialDocument document, Manifest manifest) {
        return new OfferContent(new Offer(document, Optional.<LossLedger>empty(), manifest));
    }

    OfferContent content(CommonRecord record) throws IOException {
        return content(SocialDocument.of(Documents.aHead(), record), ours.seal(record));
    }

    /** Time as a test wants it. */
    static final class MovingClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
