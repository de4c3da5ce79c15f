package org.viaduc.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.model.Department;

/** The other nodes that this one knows: one file each, {@code peers/D44.yaml}. Who is not here is nobody. */
public final class PeerDirectory {
    private final Optional<Path> folder;
    private volatile Map<Department, Peer> peers;

    private PeerDirectory(Optional<Path> folder, Map<Department, Peer> peers) {
        this.folder = folder;
        this.peers = peers;
    }

    /** The peers of a folder. @throws PeerFaults naming all that is wrong in all files */
    public static PeerDirectory load(Path folder) throws IOException {
        CryptoProvider.isFast();
        return new PeerDirectory(Optional.of(folder), read(folder));
    }

    /** Peers that come from no folder; {@link #reload} changes nothing then. */
    public static PeerDirectory of(Peer... peers) {
        var byDepartment = new HashMap<Department, Peer>();
        Arrays.stream(peers).forEach(peer -> byDepartment.put(peer.department(), peer));
        return new PeerDirectory(Optional.empty(), Map.copyOf(byDepartment));
    }

    /** Reads the files again; on a fault everything stays as it was. @throws PeerFaults as {@link #load} */
    public void reload() throws IOException {
        if (folder.isPresent()) {
            peers = read(folder.get());
        }
    }

    public Optional<Peer> peer(Department department) {
        return Optional.ofNullable(peers.get(department));
    }

    /** All, by code. */
    public List<Peer> peers() {
        return peers.values().stream().sorted((a, b) -> a.department().code().compareTo(b.department().code()))
                .toList();
    }

    /** Whose certificate it is: the very one that its file names, and nothing that merely resembles it. */
    public Optional<Peer> owner(X509Certificate certificate) {
        return peers.values().stream().filter(peer -> peer.tlsCertificates().contains(certificate)).findFirst();
    }

    private static Map<Department, Peer> read(Path folder) throws IOException {
        var found = new HashMap<Department, Peer>();
        var faults = new ArrayList<String>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                    PeerFile.read(file, faults).ifPresent(peer -> found.put(peer.department(), peer));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new PeerFaults(faults);
        }
        return Map.copyOf(found);
    }

    @Override
    public String toString() {
        return "PeerDirectory" + peers.keySet();
    }
}
