package org.viaduc.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.model.fhir.Documents;
import org.viaduc.model.fhir.SocialDocument;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTest {
    private final Nodes nodes = new Nodes();

    @Test
    void a_peer_that_is_not_in_the_directory_is_unknown() {
        nodes.knownThere = PeerDirectory.of();

        assertRefused(nodes.opened(nodes.anEnvelope()), Refusal.UNKNOWN_PEER);
    }

    @Test
    void a_key_that_the_peer_never_published_is_wrong(@TempDir Path folder) throws IOException {
        var impostor = nodes.ring(folder, Nodes.D35);

        var envelope = new Sealer(impostor).seal(Nodes.aContent(), nodes.toThere(), Nodes.EXCHANGE);

        assertRefused(nodes.opened(envelope), Refusal.WRONG_KEY);
    }

    @Test
    void a_key_that_ran_out_is_refused_even_when_the_signature_fits() {
        var peer = Nodes.peer(nodes.here);
        var ended = peer.keys().stream().map(key -> new PeerKey(key.use(), key.jwk(),
                key.validFrom().minus(Duration.ofDays(2)), nodes.clock.instant().minusSeconds(1))).toList();
        nodes.knownThere = PeerDirectory
                .of(new Peer(peer.department(), peer.url(), ended, peer.tlsCertificates(), peer.recipients()));

        assertRefused(nodes.opened(nodes.anEnvelope()), Refusal.EXPIRED_KEY);
    }

    @Test
    void a_message_from_the_future_is_refused_beyond_two_minutes() {
        var envelope = nodes.anEnvelope();
        nodes.clock.pass(Duration.ofMinutes(-2));
        assertThat(nodes.opened(envelope)).isInstanceOf(VerifiedRecord.class);

        nodes.clock.pass(Duration.ofSeconds(-1));
        assertRefused(nodes.opened(envelope), Refusal.CLOCK_SKEW);
    }

    @Test
    void a_message_older_than_a_day_is_stale() {
        var envelope = nodes.anEnvelope();
        nodes.clock.pass(Duration.ofHours(24));
        assertThat(nodes.opened(envelope)).isInstanceOf(VerifiedRecord.class);

        nodes.clock.pass(Duration.ofSeconds(1));
        assertRefused(nodes.opened(envelope), Refusal.STALE);
    }

    @Test
    void an_envelope_larger_than_the_limit_is_not_read_to_its_end() throws IOException {
        var opener = new Opener(nodes.there, nodes.knownThere, Replays.TOLD_BY_EXCHANGE, 1000);
        var endless = new InputStream() {
            private int given;

            @Override
            public int read() {
                return given++ > 5000 ? fail() : 'A';
            }

            private int fail() {
                throw new AssertionError("read past the limit");
            }
        };

        assertRefused(opener.open(endless, Envelope.MEDIA_TYPE, Nodes.D35, nodes.theirs), Refusal.TOO_LARGE);
        assertRefused(opener.open(nodes.anEnvelope().bytes(), Nodes.D35), Refusal.TOO_LARGE);
    }

    @Test
    void the_same_message_again_is_a_replay_that_names_its_exchange() {
        var seen = new HashSet<UUID>();
        var opener = new Opener(nodes.there, nodes.knownThere, (message, until) -> !seen.add(message.id()),
                Opener.USUAL_LIMIT);
        var bytes = nodes.anEnvelope().bytes();
        assertThat(opener.open(bytes, Nodes.D35)).isInstanceOf(VerifiedRecord.class);

        var again = opener.open(bytes, Nodes.D35);

        assertRefused(again, Refusal.REPLAYED);
        assertThat(((Opening.Refused) again).exchange()).hasValue(Nodes.EXCHANGE);
    }

    @Test
    void a_message_on_somebody_elses_connection_is_misdirected() {
        assertRefused(nodes.opener().open(nodes.anEnvelope().bytes(), Nodes.D56), Refusal.MISDIRECTED);
    }

    @Test
    void a_message_passed_on_to_another_recipient_is_misdirected() throws Exception {
        var forOther = signed(JWSAlgorithm.ES256, "D56");
        forOther.sign(new ECDSASigner(nodes.here.signingKey().jwk()));

        assertRefused(open(sealed(forOther.serialize())), Refusal.MISDIRECTED);
    }

    @Test
    void no_signature_at_all_is_refused_as_an_algorithm() {
        var header = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"viaduc+jws\"}");

        assertRefused(
                nodes.opener().open((header + "." + Base64URL.encode("{}") + ".").getBytes(StandardCharsets.US_ASCII),
                        Nodes.D35),
                Refusal.ALGORITHM, Refusal.MALFORMED);
        assertRefused(open(header + "." + Base64URL.encode("{}") + "." + Base64URL.encode("none")), Refusal.ALGORITHM);
    }

    @Test
    void the_public_key_used_as_a_shared_secret_is_refused_as_an_algorithm() throws Exception {
        var jws = signed(JWSAlgorithm.HS256, "D44");
        jws.sign(new MACSigner(nodes.here.signingKey().jwk().toPublicJWK().toJSONString()));

        assertRefused(open(sealed(jws.serialize())), Refusal.ALGORITHM);
    }

    @Test
    void a_signature_on_another_curve_is_refused_as_an_algorithm() throws Exception {
        var jws = signed(JWSAlgorithm.ES384, "D44");
        jws.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_384).generate()));

        assertRefused(open(sealed(jws.serialize())), Refusal.ALGORITHM);
    }

    @Test
    void another_way_to_encrypt_is_refused_as_an_algorithm() throws Exception {
        var key = sealingKey();
        for (var header : List.of(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A128KW, EncryptionMethod.A256GCM),
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A128CBC_HS256))) {
            var jwe = new JWEObject(header.keyID(key.getKeyID()).type(ProtectedHeader.SEALED)
                    .contentType(ProtectedHeader.SIGNED.getType()).build(), new Payload("x"));
            jwe.encrypt(new ECDHEncrypter(key));

            assertRefused(open(jwe.serialize()), Refusal.ALGORITHM);
        }
    }

    @Test
    void a_compressed_envelope_is_not_unpacked() throws Exception {
        var key = sealingKey();
        var jwe = new JWEObject(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(key.getKeyID()).type(ProtectedHeader.SEALED).contentType(ProtectedHeader.SIGNED.getType())
                .compressionAlgorithm(CompressionAlgorithm.DEF).build(), new Payload("x".repeat(9999)));
        jwe.encrypt(new ECDHEncrypter(key));

        assertRefused(open(jwe.serialize()), Refusal.MALFORMED);
    }

    @Test
    void a_message_type_that_is_not_on_the_list_is_unknown() throws Exception {
        var jws = new JWSObject(header(JWSAlgorithm.ES256, "D44").customParam("msg", "gossip").build(),
                new Payload("{}"));
        jws.sign(new ECDSASigner(nodes.here.signingKey().jwk()));

        assertRefused(open(sealed(jws.serialize())), Refusal.UNKNOWN_MESSAGE);
    }

    @Test
    void an_offer_that_nobody_sealed_is_not_taken() throws Exception {
        var jws = signed(JWSAlgorithm.ES256, "D44");
        jws.sign(new ECDSASigner(nodes.here.signingKey().jwk()));

        assertRefused(open(jws.serialize()), Refusal.UNKNOWN_MESSAGE);
    }

    @Test
    void a_bundle_with_faults_is_malformed_and_its_places_are_told() throws Exception {
        var jws = signed(JWSAlgorithm.ES256, "D44");
        jws.sign(new ECDSASigner(nodes.here.signingKey().jwk()));

        var refused = open(sealed(jws.serialize()));

        assertRefused(refused, Refusal.MALFORMED);
        assertThat(((Opening.Refused) refused).detail()).contains("Bundle.type");
    }

    @Test
    void a_refusal_repeats_nothing_of_the_content() {
        var document = SocialDocument.of(Documents.aHead(), Documents.aRecord());
        var bytes = nodes.sealer().seal(Nodes.content(document, Manifest.EMPTY), nodes.toThere(), Nodes.EXCHANGE)
                .bytes();
        var details = new ArrayList<String>();
        for (var at = 0; at < bytes.length; at += 97) {
            var altered = bytes.clone();
            altered[at] ^= 1;
            details.add(((Opening.Refused) nodes.opener().open(altered, Nodes.D35)).detail());
        }

        assertThat(details).noneMatch(detail -> detail.contains("Exemple") || detail.contains("Lilas"));
    }

    private JWSObject signed(JWSAlgorithm algorithm, String to) {
        return new JWSObject(header(algorithm, to).build(),
                new Payload("{\"bundle\":{\"resourceType\":\"Bundle\",\"type\":\"batch\"},\"manifest\":[]}"));
    }

    private JWSHeader.Builder header(JWSAlgorithm algorithm, String to) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("viaduc+jws"))
                .keyID(nodes.here.signingKey().id()).customParam("msg", "offer")
                .customParam("xid", Nodes.EXCHANGE.toString()).customParam("from", "D35").customParam("to", to)
                .customParam("iat", Date.from(nodes.clock.instant()).getTime() / 1000)
                .customParam("jti", UUID.randomUUID().toString());
    }

    private String sealed(String payload) throws Exception {
        var key = sealingKey();
        var jwe = new JWEObject(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(key.getKeyID()).type(ProtectedHeader.SEALED).contentType(ProtectedHeader.SIGNED.getType())
                .build(),
                new Payload(payload));
        jwe.encrypt(new ECDHEncrypter(key));
        return jwe.serialize();
    }

    private ECKey sealingKey() {
        return nodes.toThere().sealingKey(nodes.clock.instant()).orElseThrow().jwk();
    }

    private Opening open(String message) {
        return nodes.opener().open(message.getBytes(StandardCharsets.US_ASCII), Nodes.D35);
    }

    private static void assertRefused(Opening opening, Refusal... reasons) {
        assertThat(opening).isInstanceOfSatisfying(Opening.Refused.class,
                refused -> assertThat(Set.of(reasons)).as(refused.detail()).contains(refused.reason()));
    }
}
