package org.viaduc.trust.time;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An authority's word is taken when it is the authority's, on what was asked; and stands as long as its root is known. */
class TimestampAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final byte[] HEAD = "viaduc-journal/1\nD35\n7\n".getBytes(StandardCharsets.UTF_8);

    private PlayedAuthority played;
    private TimestampAuthority authority;

    @BeforeEach
    void anAuthority() throws IOException {
        played = new PlayedAuthority(Clock.fixed(NOW, ZoneOffset.UTC));
        authority = new TimestampAuthority(played.url(), List.of(played.root()));
    }

    @AfterEach
    void stop() {
        played.close();
    }

    @Test
    void a_token_says_when_and_by_whom_and_is_read_again_offline() throws IOException {
        var token = authority.stamp(HEAD);
        played.close();

        assertThat(token.stamp().at()).isEqualTo(NOW);
        assertThat(token.stamp().authority()).contains("Horodatage d'essai");
        assertThat(new TimestampCheck(List.of(played.root())).read(HEAD, token.bytes())).contains(token.stamp());
    }

    @Test
    void who_trusts_no_authority_is_told_so() throws IOException {
        var token = authority.stamp(HEAD);

        assertThat(new TimestampCheck(List.of()).read(HEAD, token.bytes()).orElseThrow().isTrusted()).isFalse();
        try (var other = new PlayedAuthority(Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThat(new TimestampCheck(List.of(other.root())).read(HEAD, token.bytes()).orElseThrow().isTrusted())
                    .isFalse();
        }
    }

    @Test
    void a_token_over_other_bytes_or_changed_itself_does_not_stand() throws IOException {
        var token = authority.stamp(HEAD).bytes();
        var check = new TimestampCheck(List.of(played.root()));

        assertThat(check.read("autre".getBytes(StandardCharsets.UTF_8), token)).isEmpty();
        for (var at = 0; at < token.length; at += 7) {
            var turned = token.clone();
            turned[at] ^= 0x20;
            assertThat(check.read(HEAD, turned)).as("byte %d", at)
                    .satisfiesAnyOf(read -> assertThat(read).isEmpty(),
                            read -> assertThat(read.orElseThrow().at()).isEqualTo(NOW));
        }
    }

    @Test
    void an_answer_to_an_earlier_question_is_not_taken() throws IOException {
        var kept = new java.util.concurrent.atomic.AtomicReference<byte[]>();
        played.says(answer -> {
            kept.compareAndSet(null, answer);
            return kept.get();
        });
        authority.stamp(HEAD);

        assertThatThrownBy(() -> authority.stamp(HEAD)).isInstanceOf(IOException.class)
                .hasMessageContaining("not to what was asked");
    }

    @Test
    void another_authority_in_its_place_is_not_believed() throws IOException {
        try (var other = new PlayedAuthority(Clock.fixed(NOW, ZoneOffset.UTC))) {
            var misled = new TimestampAuthority(other.url(), List.of(played.root()));

            assertThatThrownBy(() -> misled.stamp(HEAD)).isInstanceOf(IOException.class)
                    .hasMessageContaining("certificate that is not its own");
        }
    }

    @Test
    void an_authority_that_fails_rambles_or_is_away_is_an_error_and_no_token() {
        played.says(answer -> new byte[0]);
        assertThatThrownBy(() -> authority.stamp(HEAD)).isInstanceOf(IOException.class).hasMessageContaining("503");
        played.says(answer -> new byte[100_000]);
        assertThatThrownBy(() -> authority.stamp(HEAD)).isInstanceOf(IOException.class)
                .hasMessageContaining("more than a token");
        played.says(answer -> "<html>".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> authority.stamp(HEAD)).isInstanceOf(IOException.class);
        played.close();
        assertThatThrownBy(() -> authority.stamp(HEAD)).isInstanceOf(IOException.class);
    }
}
