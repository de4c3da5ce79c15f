package org.viaduc.federation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;

import org.viaduc.model.ExchangeId;
import org.viaduc.model.Purpose;
import org.viaduc.trust.Neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a neighbour, or somebody who pretends to be one, must not get away with: one word back, an entry, no harm. */
class RefusedMessagesIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private final Neighbourhood neighbourhood = Neighbourhood.running();
    private final Neighbour vannes = neighbourhood.vannes;
    private final ExchangeId id = Neighbourhood.anId();
    private final Family family = Family.onIncomeSupport("44");

    @Test
    void an_altered_envelope() throws Exception {
        var bytes = honest();
        bytes[bytes.length / 2] ^= 1;

        assertRefused(neighbourhood.say(bytes), "altered", "malformed");
    }

    @Test
    void a_message_signed_with_a_key_that_was_never_published() throws Exception {
        var impostor = Neighbour.of(Neighbourhood.D56, Files.createTempDirectory("impostor").resolve("keys"),
                neighbourhood.pair.folder(Neighbourhood.D56), CLOCK);

        assertRefused(neighbourhood.say(impostor.offer(Neighbourhood.document(family), Pair.D44, id)), "wrong-key");
    }

    @Test
    void a_caller_whose_certificate_nobody_knows() throws Exception {
        var stranger = Neighbour.of(Neighbourhood.D56, Files.createTempDirectory("stranger").resolve("keys"),
                neighbourhood.pair.folder(Neighbourhood.D56), CLOCK);

        assertThatThrownBy(() -> neighbourhood.say(stranger, honest())).isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure).isInstanceOfAny(SSLException.class, IOException.class));
        assertNextGoesThrough();
    }

    @Test
    void a_peer_whose_keys_have_run_out() throws Exception {
        var quimper = Neighbour.of(Neighbourhood.D29, neighbourhood.pair.folder(Neighbourhood.D29), CLOCK);

        assertRefused(neighbourhood.say(quimper, quimper.offer(Neighbourhood.document(family), Pair.D44, id)),
                "expired-key");
    }

    @Test
    void a_message_on_another_peers_connection() throws Exception {
        var quimper = Neighbour.of(Neighbourhood.D29, neighbourhood.pair.folder(Neighbourhood.D29), CLOCK);

        assertRefused(neighbourhood.say(quimper, honest()), "misdirected");
    }

    @Test
    void a_message_from_the_future() throws Exception {
        var ahead = Neighbour.of(Neighbourhood.D56, neighbourhood.pair.folder(Neighbourhood.D56),
                Clock.offset(CLOCK, Duration.ofMinutes(10)));

        assertRefused(neighbourhood.say(ahead.offer(Neighbourhood.document(family), Pair.D44, id)), "clock-skew");
    }

    @Test
    void a_message_without_a_signature() throws Exception {
        assertRefused(neighbourhood.say(vannes.sealed(vannes.unsigned(payload(text -> text), Pair.D44, id), Pair.D44)),
                "algorithm");
    }

    @Test
    void a_message_signed_with_the_public_key_as_a_secret() throws Exception {
        assertRefused(neighbourhood.say(
                vannes.sealed(vannes.signedWithThePublicKey(payload(text -> text), Pair.D44, id), Pair.D44)),
                "algorithm");
    }

    @Test
    void a_message_of_a_type_that_is_not_on_the_list() throws Exception {
        assertRefused(neighbourhood.say(vannes.sealed(vannes.signed(payload(text -> text), "gossip", Pair.D44, id),
                Pair.D44)), "unknown-message");
    }

    @Test
    void a_bundle_with_a_section_that_nobody_knows() throws Exception {
        assertRefused(saying(text -> text.replace("\"S12\"", "\"S77\"")), "malformed");
    }

    @Test
    void a_bundle_with_an_element_that_fhir_does_not_have() throws Exception {
        assertRefused(saying(text -> text.replaceFirst("\"gender\"", "\"" + Family.MARK + "\"")), "malformed");
    }

    @Test
    void an_offer_whose_question_cannot_be_read() throws Exception {
        assertRefused(saying(text -> text.replace(Purpose.INSTR_RSA.word(), "CURIOSITE")), "malformed");
    }

    @Test
    void an_offer_with_a_fact_that_nobody_knows() throws Exception {
        assertRefused(saying(text -> text.replace("family-moved", "family-flew")), "malformed");
    }

    @Test
    void an_offer_without_a_question() throws Exception {
        var asked = Neighbourhood.document(family);
        var silent = new org.viaduc.model.fhir.SocialDocument(asked.head(), asked.record(), java.util.List.of(),
                asked.facts(), java.util.List.of(), java.util.List.of());

        assertRefused(neighbourhood.say(vannes.offer(silent, Pair.D44, id)), "malformed");
    }

    @Test
    void a_body_that_is_no_message() throws Exception {
        assertRefused(neighbourhood.say("{\"hello\":1}".getBytes(StandardCharsets.US_ASCII)), "malformed");
    }

    @Test
    void a_body_larger_than_an_envelope_may_be() throws Exception {
        var large = new byte[(20 << 20) + 10];
        Arrays.fill(large, (byte) 'A');

        assertRefused(neighbourhood.say(large), "too-large");
    }

    private byte[] honest() {
        return vannes.offer(Neighbourhood.document(family), Pair.D44, id);
    }

    private String payload(Function<String, String> change) {
        return change.apply(Neighbour.payload(Neighbourhood.document(family)));
    }

    /** An honest message but for what was changed before it was signed. */
    private Https.Answer saying(Function<String, String> change) throws IOException {
        var changed = payload(change);
        assertThat(changed).isNotEqualTo(payload(text -> text));
        return neighbourhood.say(vannes.sealed(vannes.signed(changed, "offer", Pair.D44, id), Pair.D44));
    }

    private void assertRefused(Https.Answer answer, String... words) throws Exception {
        assertThat(answer.status()).as(answer.toString()).isIn(403, 413);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(words).as(answer.toString()).anyMatch(word -> answer.text().contains("\"reason\":\"" + word + "\""));
        assertThat(answer.text()).doesNotContain(Family.MARK);
        assertThat(neighbourhood.pair.tables(Pair.D44).entries("refused"))
                .anyMatch(line -> Arrays.stream(words).anyMatch(line::says));
        assertThat(neighbourhood.pair.depot(Pair.D44).deliveriesOf(family)).isZero();
        assertNextGoesThrough();
    }

    private void assertNextGoesThrough() throws IOException {
        var next = Family.onIncomeSupport("44");
        var answer = neighbourhood.say(vannes.offer(Neighbourhood.document(next), Pair.D44, Neighbourhood.anId()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(neighbourhood.pair.depot(Pair.D44).deliveriesOf(next)).isEqualTo(1);
    }
}
