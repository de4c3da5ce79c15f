package org.viaduc.cli;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.web.login.Login;

/**
 * Why a node with this login and issuer must not start. The demonstration's login believes everybody, and so does whoever
 * holds its key: with it a node keeps to this machine in every direction.
 */
final class LoginFaults {
    static final String NO_KEYS = "node.yaml: issuer: `keys`";

    private LoginFaults() {
    }

    static List<String> of(NodeSettings node, Login login) {
        var faults = new ArrayList<String>();
        var issuer = node.issuer().orElseThrow().uri();
        if (!"https".equals(issuer.getScheme()) && !("http".equals(issuer.getScheme()) && isLoopback(host(issuer)))) {
            faults.add("node.yaml: issuer: `uri` begins with https:// (with http:// only on this machine)");
        }
        if (isDemonstration(node)) {
            faults.addAll(beyondThisMachine(node));
        } else if (login instanceof Login.DemonstrationOnly) {
            faults.add("node.yaml: `login: demonstration-only` believes everybody; with a real issuer, name the pages' "
                    + "client: `login: { client: …, secret: …, address: … }`, or leave `login` out");
        }
        if (login instanceof Login.OpenId && node.issuer().orElseThrow().keys().isPresent()) {
            faults.add("node.yaml: `login` asks the issuer, so `issuer: keys` is not its keys: leave `keys` out");
        }
        return faults;
    }

    /** As {@link #of(NodeSettings, Login)}, of the neighbours. */
    static List<String> of(NodeSettings node, PeerDirectory peers) {
        return !isDemonstration(node)
                ? List.of()
                : peers.peers().stream().filter(peer -> !isLoopback(host(peer.url())))
                        .map(peer -> "peers: " + peer.department()
                                + ": a demonstration has no neighbour beyond this machine")
                        .toList();
    }

    private static List<String> beyondThisMachine(NodeSettings node) {
        var faults = new ArrayList<String>();
        var real = ": the demonstration's issuer is for this machine only; name a real `issuer`";
        if (!isLoopback(node.listen().host())) {
            faults.add("node.yaml: listen: `host` must be 127.0.0.1" + real);
        }
        if (node.database().url().isPresent()) {
            faults.add("node.yaml: `database` must be `embedded`" + real);
        }
        if (node.issuer().orElseThrow().keys().isEmpty()) {
            faults.add(NO_KEYS + " is missing: the demonstration's issuer is nowhere to be asked");
        }
        return faults;
    }

    private static boolean isDemonstration(NodeSettings node) {
        return Login.DemonstrationOnly.ISSUER.getHost().equalsIgnoreCase(host(node.issuer().orElseThrow().uri()));
    }

    private static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost();
    }

    /** Written as an address or as localhost; a name is not looked up, since it may mean something else tomorrow. */
    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
