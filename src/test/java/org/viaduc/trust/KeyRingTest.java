package org.viaduc.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyRingTest {
    private static final Duration OVERLAP = Duration.ofDays(7);

    private final Nodes nodes = new Nodes();

    @Test
    void the_first_start_makes_keys_that_only_their_owner_reads(@TempDir Path folder) throws IOException {
        nodes.ring(folder, Nodes.D35);

        var keys = folder.resolve("keys-D35");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("keyring.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_next_start_finds_the_same_keys(@TempDir Path folder) throws IOException {
        var first = nodes.ring(folder, Nodes.D35);

        var second = nodes.ring(folder, Nodes.D35);

        assertThat(Nodes.peer(second)).isEqualTo(Nodes.peer(first));
        assertThat(second.blindingKey()).isEqualTo(first.blindingKey());
    }

    @Test
    void keys_that_others_can_read_stop_the_start(@TempDir Path folder) throws IOException {
        nodes.ring(folder, Nodes.D35);
        Files.setPosixFilePermissions(folder.resolve("keys-D35/keyring.json"),
                PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> nodes.ring(folder, Nodes.D35)).isInstanceOf(KeyFileFault.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void keys_of_another_department_stop_the_start(@TempDir Path folder) throws IOException {
        KeyRing.open(folder, Nodes.D35, nodes.clock);

        assertThatThrownBy(() -> KeyRing.open(folder, Nodes.D44, nodes.clock)).isInstanceOf(KeyFileFault.class)
                .hasMessageContaining("D44");
    }

    @Test
    void after_a_rotation_a_neighbour_with_the_old_peer_file_still_understands_and_is_understood() throws IOException {
        nodes.here.rotate(OVERLAP);
        nodes.there.rotate(OVERLAP);
        nodes.clock.pass(OVERLAP.minusSeconds(1));

        assertThat(nodes.opened(nodes.anEnvelope())).isInstanceOf(VerifiedRecord.class);
    }

    @Test
    void after_the_overlap_only_the_new_peer_file_serves() throws IOException {
        nodes.clock.pass(Duration.ofDays(1));
        nodes.here.rotate(OVERLAP);
        nodes.clock.pass(OVERLAP);
        assertThat(nodes.opened(nodes.anEnvelope())).isInstanceOfSatisfying(Opening.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Refusal.WRONG_KEY));

        nodes.meet();

        assertThat(nodes.opened(nodes.anEnvelope())).isInstanceOf(VerifiedRecord.class);
    }

    @Test
    void an_envelope_sealed_before_a_rotation_is_opened_after_it() throws IOException {
        nodes.clock.pass(Duration.ofDays(1));
        var envelope = nodes.anEnvelope();

        nodes.there.rotate(Duration.ZERO);
        nodes.clock.pass(Duration.ofHours(1));

        assertThat(nodes.opened(envelope)).isInstanceOf(VerifiedRecord.class);
    }

    @Test
    void a_rotation_without_overlap_stops_the_old_signing_key_at_once() throws IOException {
        nodes.clock.pass(Duration.ofDays(1));
        var before = nodes.here.signingKey().id();

        var ids = nodes.here.rotate(Duration.ZERO);

        assertThat(nodes.here.signingKey().id()).isNotEqualTo(before).isIn(ids);
        assertThat(Nodes.peer(nodes.here).signingKey(before)).isEmpty();
    }

    @Test
    void another_process_of_the_node_sees_a_rotation_when_it_reloads(@TempDir Path folder) throws IOException {
        var one = nodes.ring(folder, Nodes.D35);
        var other = nodes.ring(folder, Nodes.D35);
        one.rotate(OVERLAP);

        other.reload();

        assertThat(Nodes.peer(other)).isEqualTo(Nodes.peer(one));
    }

    @Test
    void a_key_that_ran_out_is_named_as_such() {
        nodes.clock.pass(KeyRing.LIFE);

        assertThatThrownBy(nodes::anEnvelope).isInstanceOf(NoValidKey.class).hasMessageContaining("D35")
                .hasMessageContaining("rotate");
    }
}
