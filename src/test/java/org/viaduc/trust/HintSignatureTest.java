package org.viaduc.trust;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HintSignatureTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final byte[] BODY = "{\"id\":\"33-1\"}".getBytes(UTF_8);
    // printf '{"id":"33-1"}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    private static final String OPENSSL = "e843cd8f26c560c85e512887c84113f48e159bc9fdfa652bcf3e7ed145d7ad15";

    private final HintSignature signature = new HintSignature(SECRET);

    @Test
    void the_signature_of_the_body_fits_with_or_without_its_name() {
        assertThat(signature.fits(BODY, OPENSSL)).isTrue();
        assertThat(signature.fits(BODY, "sha256=" + OPENSSL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha1=00", "00"})
    void nothing_else_fits(String shown) {
        assertThat(signature.fits(BODY, shown)).isFalse();
        assertThat(signature.fits("{\"id\":\"33-2\"}".getBytes(UTF_8), OPENSSL)).isFalse();
        assertThat(new HintSignature(SECRET + "!").fits(BODY, OPENSSL)).isFalse();
    }

    @Test
    void a_short_secret_is_none_and_a_long_one_is_never_said() {
        assertThatThrownBy(() -> new HintSignature("geheim")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
        assertThat(signature.toString()).doesNotContain(SECRET);
    }
}
