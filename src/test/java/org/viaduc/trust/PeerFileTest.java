package org.viaduc.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PeerFileTest {
    private final Nodes nodes = new Nodes();
    private final Peer there = Nodes.peer(nodes.there);
    @TempDir
    Path base;
    private Path peers;

    @BeforeEach
    void makeFolder() throws IOException {
        peers = Files.createDirectory(base.resolve("peers"));
    }

    @Test
    void a_neighbour_imports_what_a_node_exports() throws IOException {
        Files.writeString(peers.resolve("D44.yaml"), PeerFile.write(there));

        var directory = PeerDirectory.load(peers);

        assertThat(directory.peers()).containsExactly(there);
        assertThat(directory.peer(Nodes.D44).orElseThrow().recipient(Mission.PE).orElseThrow().id())
                .isEqualTo("crip-1");
    }

    @Test
    void a_mission_may_have_an_agent_of_each_role_and_the_first_is_the_one_for_whom_nobody_asks() throws IOException {
        var doctor = new NamedAgent("epe-2", Role.MED_EPE);
        var two = new Peer(there.department(), there.url(), there.keys(), there.tlsCertificates(),
                Map.of(Mission.MDPH, List.of(new NamedAgent("mdph-1", Role.INST_MDPH_ACC), doctor)));
        Files.writeString(peers.resolve("D44.yaml"), PeerFile.write(two));

        var read = PeerDirectory.load(peers).peer(Nodes.D44).orElseThrow();

        assertThat(read).isEqualTo(two);
        assertThat(read.recipient(Mission.MDPH).orElseThrow().id()).isEqualTo("mdph-1");
        assertThat(read.recipient(Mission.MDPH, Role.MED_EPE)).contains(doctor);
        assertThat(read.recipient(Mission.MDPH, Role.EPE)).isEmpty();
    }

    @Test
    void two_agents_of_one_role_for_a_mission_are_a_fault() throws IOException {
        Files.writeString(peers.resolve("D44.yaml"),
                PeerFile.write(there).replaceFirst("PE: (\\{.*})", "PE: [$1, $1]"));

        assertThatThrownBy(() -> PeerDirectory.load(peers)).hasMessageContaining("`PE`: names two agents of one role");
    }

    @Test
    void a_peer_file_holds_nothing_private() {
        assertThat(PeerFile.write(there)).doesNotContain("\"d\"").doesNotContain("PRIVATE");
    }

    @Test
    void all_faults_of_all_files_come_at_once_with_file_and_line() throws IOException {
        Files.writeString(peers.resolve("D44.yaml"),
                PeerFile.write(there).replace("url: https", "ur: https").replace("PE: {", "PEE: {"));
        Files.writeString(peers.resolve("D56.yaml"), "department: D56\nurl: http://localhost\nkeys: []\n");

        var faults = catchThrowableOfType(PeerFaults.class, () -> PeerDirectory.load(peers)).faults();

        assertThat(faults).anyMatch(fault -> fault.startsWith("peers/D44.yaml:4: `ur`: unknown key"))
                .anyMatch(fault -> fault.contains("D44.yaml") && fault.contains("`url`: is missing"))
                .anyMatch(fault -> fault.contains("`PEE`: unknown key"))
                .anyMatch(fault -> fault.startsWith("peers/D56.yaml:3: `keys`"))
                .anyMatch(fault -> fault.contains("D56.yaml") && fault.contains("`tlsCertificates`: is missing"));
    }

    @Test
    void a_private_key_in_a_peer_file_is_a_fault() throws IOException {
        var secret = nodes.there.signingKey().jwk();
        Files.writeString(peers.resolve("D44.yaml"),
                PeerFile.write(there).replaceFirst("\"kty\"", "\"d\":\"" + secret.getD() + "\",\"kty\""));

        assertThatThrownBy(() -> PeerDirectory.load(peers)).isInstanceOf(PeerFaults.class)
                .hasMessageContaining("`d`: unknown key").hasMessageNotContaining(secret.getD().toString());
    }

    @Test
    void a_key_under_another_keys_name_is_a_fault() throws IOException {
        var ids = there.keys().stream().map(PeerKey::id).toList();
        Files.writeString(peers.resolve("D44.yaml"), PeerFile.write(there).replace(ids.get(0), ids.get(1)));

        assertThatThrownBy(() -> PeerDirectory.load(peers)).hasMessageContaining("thumbprint");
    }

    @Test
    void a_file_named_after_another_department_is_a_fault() throws IOException {
        Files.writeString(peers.resolve("D56.yaml"), PeerFile.write(there));

        assertThatThrownBy(() -> PeerDirectory.load(peers)).hasMessageContaining("D44.yaml");
    }

    @Test
    void what_is_no_yaml_is_a_fault_with_its_line() throws IOException {
        Files.writeString(peers.resolve("D44.yaml"), "department: D44\nkeys: [\n");

        assertThatThrownBy(() -> PeerDirectory.load(peers)).isInstanceOf(PeerFaults.class)
                .hasMessageContaining("peers/D44.yaml:");
    }

    @Test
    void a_reload_with_faults_leaves_everything_as_it_was() throws IOException {
        Files.writeString(peers.resolve("D44.yaml"), PeerFile.write(there));
        var directory = PeerDirectory.load(peers);
        Files.writeString(peers.resolve("D44.yaml"), "department: nowhere\n");

        assertThatThrownBy(directory::reload).isInstanceOf(PeerFaults.class);

        assertThat(directory.peers()).containsExactly(there);
    }
}
