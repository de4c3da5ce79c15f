package org.viaduc.connectors;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.core5.http.HttpHost;

/** Where a department's service is: the only host that is asked, and the only one that ever sees a token. */
record RestHost(URI address) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalArgumentException when it is no https address; http is for this machine alone */
    static RestHost of(String address, String key) {
        var uri = URI.create(address);
        var isHere = uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
        if (uri.getHost() == null || uri.getUserInfo() != null
                || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isHere)) {
            throw new IllegalArgumentException(
                    "node.yaml: `" + key + "` is an address that begins with https://, without a user");
        }
        return new RestHost(uri);
    }

    /** A path of the service, as {@code /dossiers?depuis=2026}. */
    String at(String path) {
        var base = address.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    /** Where a link leads that stood in an answer to this request. @throws RestDoor.Lost when it leads to another host */
    String follow(String link, String from) {
        try {
            var to = URI.create(from).resolve(link);
            if (isHere(to)) {
                return to.toString();
            }
        } catch (IllegalArgumentException e) {
            throw new RestDoor.Lost("the next page has no address that can be read");
        }
        throw new RestDoor.Lost("the next page is said to be at another host, which is not asked");
    }

    private boolean isHere(URI other) {
        return other.getHost() != null && other.getUserInfo() == null && other.getScheme().equals(address.getScheme())
                && other.getHost().equalsIgnoreCase(address.getHost()) && port(other) == port(address);
    }

    boolean isHere(HttpHost target) {
        return target.getSchemeName().equals(address.getScheme())
                && target.getHostName().toLowerCase(Locale.ROOT).equals(address.getHost().toLowerCase(Locale.ROOT))
                && (target.getPort() < 0 ? port(address) : target.getPort()) == port(address);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }
}
