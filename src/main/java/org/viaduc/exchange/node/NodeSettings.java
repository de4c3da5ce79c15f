package org.viaduc.exchange.node;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.policy.Fact;

/**
 * What one node is told about itself, complete and checked: a node that is half configured does not start.
 *
 * @param directory  where node.yaml stands; the other paths are absolute
 * @param zone       decides which day it is here
 * @param inForce    the connectors; the one thing here that may become another while the node runs
 * @param roles      the sender's role for questions that a fact opens, by track; a track without one opens nothing
 * @param facts      what the department as a whole states, such as its published security attestation
 * @param outlets    where the journal goes by itself
 * @param contacts   who answers for the node, and whom it writes to
 * @param hideBelow  figures show no count from one up to this
 */
public record NodeSettings(Path directory, Department department, ZoneId zone, Listen listen, Database database,
        Path data, ConnectorsInForce inForce, Map<Track, String> roles, Optional<Issuer> issuer,
        List<Fact> facts, Outlets outlets, Contacts contacts, int hideBelow) {
    /** What figures hide where nothing is said. */
    public static final int USUALLY_HIDDEN_BELOW = 5;

    /** One that begins with these connectors. */
    public NodeSettings(Path directory, Department department, ZoneId zone, Listen listen, Database database,
            Path data, Map<String, Connector> connectors, Map<Track, String> roles, Optional<Issuer> issuer,
            List<Fact> facts, Outlets outlets, Contacts contacts) {
        this(directory, department, zone, listen, database, data, new ConnectorsInForce(connectors), roles, issuer,
                facts, outlets, contacts, USUALLY_HIDDEN_BELOW);
    }

    /** One whose journal goes nowhere by itself, and that writes to nobody. */
    public NodeSettings(Path directory, Department department, ZoneId zone, Listen listen, Database database,
            Path data, Map<String, Connector> connectors, Map<Track, String> roles, Optional<Issuer> issuer,
            List<Fact> facts) {
        this(directory, department, zone, listen, database, data, connectors, roles, issuer, facts, Outlets.NONE,
                Contacts.NONE);
    }

    public NodeSettings {
        roles = Map.copyOf(roles);
        facts = List.copyOf(facts);
        if (hideBelow < 2) {
            throw new IllegalArgumentException("figures hide below two at the least");
        }
    }

    /** The connectors that the node has now, by name; the order is the file's. */
    public Map<String, Connector> connectors() {
        return inForce.all();
    }

    /** The same node with other connectors. What becomes of this one's is nothing to that one. */
    public NodeSettings with(Map<String, Connector> others) {
        return new NodeSettings(directory, department, zone, listen, database, data, new ConnectorsInForce(others),
                roles, issuer, facts, outlets, contacts, hideBelow);
    }

    /** The same node with another threshold of its figures. */
    public NodeSettings hidingBelow(int least) {
        return new NodeSettings(directory, department, zone, listen, database, data, inForce, roles, issuer, facts,
                outlets, contacts, least);
    }

    /** Which day it is here at that moment. */
    public java.time.LocalDate day(java.time.Instant moment) {
        return java.time.LocalDate.ofInstant(moment, zone);
    }

    /** The address and the two ports: one for people and clients, one for neighbouring nodes (mutual TLS). */
    public record Listen(String host, int api, int peers) {}

    /** Where the node's PostgreSQL is; without a URL the node brings its own. */
    public record Database(Optional<String> url, String user, Password password) {}

    /** A secret whose {@code toString} says nothing. */
    public record Password(String value) {
        @Override
        public String toString() {
            return "Password[hidden]";
        }
    }

    /** Who issues the tokens that clients show: an OpenID Connect issuer, or a file of its keys (JWK set). */
    public record Issuer(URI uri, String audience, Optional<Path> keys) {}

    /**
     * One connector of this node.
     *
     * @param recognises whether the department recognises a repeated exchange id; if not, a delivery whose outcome is
     *                   unknown is parked instead of repeated
     * @param values     what its route files refer to as {@code {{name.key}}}
     */
    public record Connector(String name, String system, boolean collects, boolean delivers, boolean recognises,
            Map<String, String> values) {
        public Connector {
            values = Map.copyOf(values);
        }

        @Override
        public String toString() {
            return "Connector[" + name + "]";
        }
    }

    /** The connector through which arriving records are delivered; empty when this node only sends. */
    public Optional<Connector> delivering() {
        return connectors().values().stream().filter(Connector::delivers).findFirst();
    }
}
