package org.viaduc.connectors.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.connectors.RouteBook;
import org.viaduc.connectors.kit.ConnectorHome;
import org.viaduc.connectors.kit.certify.CertificateText;
import org.viaduc.connectors.kit.certify.Content;
import org.viaduc.exchange.Upkeep;
import org.viaduc.exchange.Upkeep.Tables;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.MappingsInForce;

/** What must hold of tables before they come into force; each fault in the words of whoever keeps the node's folder. */
final class Admission {
    private final MappingsInForce mappings;
    private final Upkeep upkeep;
    private final VersionFolder folder;
    private final Path data;

    Admission(MappingsInForce mappings, Upkeep upkeep, VersionFolder folder, Path data) {
        this.mappings = mappings;
        this.upkeep = upkeep;
        this.folder = folder;
        this.data = data;
    }

    /** What was edited in place and never reloaded must not be overwritten. */
    void nothingEdited(String system, List<String> faults) {
        if (!Files.isDirectory(folder.inForce(system))) {
            return;
        }
        try {
            if (MappingBook.ofSystem(system, folder.inForce(system)).content(system)
                    .equals(mappings.book().content(system))) {
                return;
            }
        } catch (MappingFaults e) {
            // Said below: whatever stands there is not what is in force.
        }
        faults.add("mappings/" + system + ": the files there are not those in force: reload them, or put them in "
                + "`versions/" + system + "`, or remove them");
    }

    /** An exchange names the version by which it was translated: two contents cannot have one name. */
    void nameIsFree(MappingBook book, String system, List<String> faults) {
        var after = tables(book, system);
        var isOther = mappings.book().systems().contains(system) && isRenamed(tables(mappings.book(), system), after);
        if (upkeep.isTaken(after) || isOther) {
            faults.add("mappings/" + system + "/system.yaml:1: `" + after.version()
                    + "` was in force here with other contents: give the files a later `version`, or the same day with `.2`");
        }
    }

    private static boolean isRenamed(Tables now, Tables after) {
        return after.version().equals(now.version()) && !after.content().equals(now.content());
    }

    /**
     * Whether a connector of this system has a certificate for exactly these files and its routes.
     *
     * @param place   where the files stand, below the node's folder
     * @param waived  why they need no certificate; empty: a fault is said when there is none
     * @return why nobody certified them, for the journal; empty when they are certified
     */
    Optional<String> certified(NodeSettings settings, String system, Path place, RouteBook routes,
            Optional<Uncertified> waived, List<String> faults) {
        var own = settings.connectors().values().stream().filter(each -> each.system().equals(system)).toList();
        if (own.stream().anyMatch(each -> isCertified(each, place, routes))) {
            return Optional.empty();
        }
        if (waived.isEmpty()) {
            var name = own.stream().map(Connector::name).findFirst().orElse(system);
            var shown = settings.directory().relativize(place).toString().replace('\\', '/');
            faults.add(shown + ": not certified as it stands: `connector test " + name + " --mappings " + shown
                    + " --config DIR` on the node's machine, or say why not with --uncertified");
        }
        return waived.map(Uncertified::word);
    }

    private boolean isCertified(Connector connector, Path place, RouteBook routes) {
        return CertificateText.latest(data, connector.name()).filter(certificate -> certificate.passed()
                && certificate.content().equals(content(connector, place, routes))).isPresent();
    }

    private static String content(Connector connector, Path place, RouteBook routes) {
        try {
            return Content.of(new ConnectorHome(connector.name(), connector.system(), place, routes, Map.of(),
                    Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException("`" + place + "` cannot be read", e);
        }
    }

    static Tables tables(MappingBook book, String system) {
        return new Tables(system, book.version(system), book.content(system));
    }

    /** The day of the version, without the system's name. */
    static String day(MappingBook book, String system) {
        return book.version(system).substring(system.length() + 1);
    }

    static void refuseIf(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new NotInForce(faults);
        }
    }
}
