package org.viaduc.federation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.proof.PlayedCollector;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.DocumentHead;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.policy.FactResources;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.QuestionResources;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;
import org.viaduc.trust.Neighbour;
import org.viaduc.trust.time.PlayedAuthority;

/**
 * Two running nodes and their neighbours, started once for all tests that share them: D35 collects from a depot and from
 * a SOAP service and delivers to that service, D44 has a depot. D56 is played by the tests; D29's keys have run out. D35's
 * journal is told to a collector, and timestamped by an authority that is away until a test says otherwise.
 */
final class Neighbourhood {
    static final Department D56 = new Department("D56");
    static final Department D29 = new Department("D29");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final MappingBook BOOK = MappingBook.bundled();

    final Pair pair;
    final StubArdoise ardoise;
    final Neighbour vannes;
    final PlayedCollector collector;
    final PlayedAuthority authority;

    private Neighbourhood(Pair pair, StubArdoise ardoise, PlayedCollector collector, PlayedAuthority authority) {
        this.pair = pair;
        this.ardoise = ardoise;
        this.collector = collector;
        this.authority = authority;
        this.vannes = Neighbour.of(D56, pair.folder(D56), CLOCK);
    }

    static Neighbourhood running() {
        return Started.NEIGHBOURHOOD;
    }

    /** Started when first needed, ended with the JVM. */
    private static final class Started {
        private static final Neighbourhood NEIGHBOURHOOD = start();

        private static Neighbourhood start() {
            try {
                var ardoise = StubArdoise.open();
                var pair = Pair.write(D56, D29);
                for (var department : List.of(Pair.D35, Pair.D44)) {
                    expire(pair, department);
                }
                guichet(pair, "collect");
                guichet(pair, "deliver");
                pair.configure(Pair.D35, Pair.depot(Pair.D35, false) + """
                          guichet-35:
                            system: ardoise
                            recognises-repeats: true
                            address: %s
                            user: test
                            password: test
                            every: 300
                        """.formatted(ardoise.address()));
                Runtime.getRuntime().addShutdownHook(new Thread(ardoise::close, "end the service"));
                var collector = new PlayedCollector();
                var authority = new PlayedAuthority(CLOCK);
                authority.says(answer -> new byte[0]);
                outlets(pair, collector, authority);
                pair.startBoth();
                return new Neighbourhood(pair, ardoise, collector, authority);
            } catch (IOException e) {
                throw new UncheckedIOException("the neighbourhood does not start", e);
            }
        }

        private static void outlets(Pair pair, PlayedCollector collector, PlayedAuthority authority)
                throws IOException {
            var folder = pair.folder(Pair.D35);
            Files.writeString(folder.resolve("siem.pem"), pem(collector.certificate()));
            Files.writeString(folder.resolve("tsa.pem"), pem(authority.root()));
            Files.writeString(folder.resolve("node.yaml"), """
                    journal:
                      timestamps: { url: "%s", certificate: tsa.pem, every: PT1M }
                      syslog: { host: 127.0.0.1, port: %d, certificate: siem.pem }
                    """.formatted(authority.url(), collector.port()), StandardOpenOption.APPEND);
        }

        private static String pem(X509Certificate certificate) {
            try {
                return "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
            } catch (CertificateEncodingException e) {
                throw new AssertionError(e);
            }
        }

        /** What the node knows of D29's keys ends yesterday. */
        private static void expire(Pair pair, Department department) throws IOException {
            var file = pair.folder(department).resolve("peers/D29.yaml");
            Files.writeString(file, Files.readString(file)
                    .replaceAll("validFrom: \"[^\"]+\"", "validFrom: \"2025-01-01T00:00:00Z\"")
                    .replaceAll("validTo: \"[^\"]+\"", "validTo: \"2026-01-01T00:00:00Z\""));
        }

        private static void guichet(Pair pair, String direction) throws IOException {
            try (var packed = Neighbourhood.class.getResourceAsStream("/routes/d44-ardoise-" + direction + ".yaml")) {
                pair.route(Pair.D35, "guichet-35-" + direction,
                        new String(packed.readAllBytes(), StandardCharsets.UTF_8)
                                .replace("d44-ardoise", "guichet-35"));
            }
        }
    }

    /** Where a node takes its neighbours' messages. */
    URI messages(Department department) {
        return URI.create("https://127.0.0.1:" + pair.federation().site(department).peers() + "/peer/messages");
    }

    /** A document that D56 may well send to D44: the family has rights and moves there. */
    static SocialDocument document(Family family) {
        return document(family, question());
    }

    static Question question() {
        return new Question(Track.RSA, Purpose.INSTR_RSA, new Party(D56, Role.GEST_RSA),
                new Recipient(Pair.D44, Role.GEST_RSA, true, Optional.of(Mission.RSA)));
    }

    static SocialDocument document(Family family, Question question) {
        try {
            var batch = LocalFormat.of(BOOK.system("solidor")).read(
                    new ByteArrayInputStream(Family.drop(family).getBytes(Family.CHARSET)), "a drop");
            var translation = new Translator(BOOK).translate(batch.records().getFirst());
            return new SocialDocument(DocumentHead.of(D56, "solidor", CLOCK),
                    new CommonRecord(translation.record().pieces()), QuestionResources.write(question),
                    translation.facts().stream().map(FactResources::write).toList(), List.of(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says one message to D44, as D56. */
    Https.Answer say(byte[] message) throws IOException {
        return say(vannes, message);
    }

    Https.Answer say(Neighbour speaker, byte[] message) throws IOException {
        return new Https(speaker.tls(Pair.D44)).post(messages(Pair.D44), "application/jose", message);
    }

    static ExchangeId anId() {
        return ExchangeId.next(CLOCK);
    }
}
