package org.viaduc.exchange.node;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the journal goes by itself, if anywhere.
 *
 * @param timestamps the authority that timestamps its heads
 * @param syslog     the collector that is told each entry
 */
public record Outlets(Optional<Authority> timestamps, Optional<Collector> syslog) {
    /** Nowhere. */
    public static final Outlets NONE = new Outlets(Optional.empty(), Optional.empty());

    /**
     * A timestamp authority (RFC 3161).
     *
     * @param anchors its certificate, or the one that it follows from
     * @param every   how often a head is timestamped, while the log grows
     */
    public record Authority(URI url, List<X509Certificate> anchors, Duration every) {
        public Authority {
            anchors = List.copyOf(anchors);
            if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
                throw new IllegalArgumentException("an authority's url begins with http:// or https:// and has a host");
            }
            if (every.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("an authority is asked once a minute at most (PT1M)");
            }
        }
    }

    /**
     * A syslog collector (RFC 5424 over TLS, RFC 5425).
     *
     * @param anchors its certificate, or the one that it follows from; it must name the host
     */
    public record Collector(String host, int port, List<X509Certificate> anchors) {
        public Collector {
            anchors = List.copyOf(anchors);
        }
    }
}
