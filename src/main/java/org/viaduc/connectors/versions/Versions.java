package org.viaduc.connectors.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.connectors.RouteBook;
import org.viaduc.connectors.RouteSwap;
import org.viaduc.connectors.kit.ConnectorHome;
import org.viaduc.connectors.kit.certify.CertificateText;
import org.viaduc.connectors.kit.certify.Content;
import org.viaduc.exchange.Upkeep;
import org.viaduc.exchange.Upkeep.How;
import org.viaduc.exchange.Upkeep.Replaced;
import org.viaduc.exchange.Upkeep.Tables;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.journal.Actor;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.MappingsInForce;

/**
 * Puts versions of mappings, code tables and routes into force on the running node, each as a whole or not at all.
 *
 * <pre>
 *   {@link #switchTo}    versions/SYSTEM/DAY   →  mappings/SYSTEM   what was there is kept in versions/
 *   {@link #rollBack}    the step before       →  mappings/SYSTEM
 *   {@link #reload}      mappings/, routes/ as they were edited  →  in force
 * </pre>
 */
public final class Versions {
    private final MappingsInForce mappings;
    private final RouteSwap routes;
    private final NodeSettings settings;
    private final Upkeep upkeep;
    private final VersionFolder folder;

    Versions(MappingsInForce mappings, RouteSwap routes, NodeSettings settings, Upkeep upkeep) {
        this.mappings = mappings;
        this.routes = routes;
        this.settings = settings;
        this.upkeep = upkeep;
        this.folder = new VersionFolder(settings.directory());
    }

    /** Why what nobody has certified is put into force: what the journal says of it. */
    public enum Uncertified {
        /** It cannot wait for a certificate. */
        URGENT("urgent"),
        /** It was tried in another way. */
        TRIED_ELSEWHERE("tried-elsewhere"),
        /** The kit cannot play this system. */
        NOT_TESTABLE("not-testable");

        private final String word;

        Uncertified(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * What translates for one connector.
     *
     * @param version    with the system's name, as {@code solidor 2026-11-01}
     * @param content    the digest of the tables
     * @param candidates the days of the versions that stand in {@code versions/SYSTEM}
     * @param before     what {@code rollback} goes back to
     */
    public record Standing(String connector, String system, String version, String content, List<String> candidates,
            Optional<String> before) {}

    /** What came into force. @param versions of mappings, with the systems' names. @param routes that were replaced */
    public record Change(List<String> versions, List<String> routes) {}

    /** Of every connector, in the order of node.yaml. */
    public List<Standing> standing() {
        var book = mappings.book();
        return settings.connectors().values().stream()
                .map(each -> new Standing(each.name(), each.system(), book.version(each.system()),
                        book.content(each.system()).hex(), folder.candidates(each.system()),
                        upkeep.before(each.system())))
                .toList();
    }

    /** A connector of this node. @throws NoSuchElementException when it has none of that name */
    Connector connector(String name) {
        return Optional.ofNullable(settings.connectors().get(name))
                .orElseThrow(() -> new NoSuchElementException("no such connector"));
    }

    /** The tables of a candidate. @throws NotInForce with every fault. @throws NoSuchElementException for no such version */
    MappingBook candidate(String system, String day) {
        var place = folder.candidate(system, day);
        try {
            var book = mappings.book().with(system, place);
            if (!day(book, system).equals(day)) {
                throw new NotInForce(
                        List.of("versions/" + system + "/" + day + "/system.yaml:1: the files say version `"
                                + day(book, system) + "`; the folder must bear the latest `version` of its files"));
            }
            return book;
        } catch (MappingFaults e) {
            throw new NotInForce(e.faults().stream()
                    .map(fault -> fault.toString().replace("mappings/" + system, "versions/" + system + "/" + day))
                    .toList());
        }
    }

    /**
     * The candidate translates from now on.
     *
     * @param uncertified why it need not be certified; empty: it must be
     * @throws NotInForce             when it has faults, is not certified, or bears the name of other contents
     * @throws NoSuchElementException when there is no such connector or version
     */
    public synchronized Change switchTo(String connector, String day, Optional<Uncertified> uncertified, Actor by) {
        var system = connector(connector).system();
        var book = candidate(system, day);
        var place = folder.candidate(system, day);
        var faults = new ArrayList<String>();
        nothingEdited(system, faults);
        if (book.content(system).equals(mappings.book().content(system))) {
            faults.add("version " + day + " of `" + system + "` is in force already");
        }
        nameIsFree(book, system, faults);
        var isCertified = isCertified(system, place, routes.running());
        if (!isCertified && uncertified.isEmpty()) {
            faults.add(uncertified(connector, "versions/" + system + "/" + day));
        }
        refuseIf(faults);
        return install(system, book, place, How.SWITCHED,
                isCertified ? Optional.empty() : uncertified.map(Uncertified::word), by);
    }

    /** The version before the present one translates again. @throws NotInForce when there is none, or it has changed since */
    public synchronized Change rollBack(String connector, Actor by) {
        var system = connector(connector).system();
        var faults = new ArrayList<String>();
        nothingEdited(system, faults);
        refuseIf(faults);
        var day = upkeep.before(system).map(version -> version.substring(version.indexOf(' ') + 1))
                .orElseThrow(
                        () -> new NotInForce(List.of("no version of `" + system + "` was in force before this one")));
        var book = candidate(system, day);
        nameIsFree(book, system, faults);
        refuseIf(faults);
        return install(system, book, folder.candidate(system, day), How.ROLLED_BACK, Optional.empty(), by);
    }

    private Change install(String system, MappingBook book, Path place, How how, Optional<String> uncertified,
            Actor by) {
        var before = mappings.book();
        upkeep.replace(List.of(new Replaced(tables(before, system), tables(book, system), how, uncertified)), List.of(),
                by, () -> {
                    folder.keep(system, day(before, system), before.texts(system));
                    folder.install(system, place);
                });
        mappings.replace(book);
        return new Change(List.of(book.version(system)), List.of());
    }

    /**
     * Reads the node's folder again: mappings, code tables and routes as they stand there now.
     *
     * @throws NotInForce with every fault of every file; then nothing has changed
     */
    public synchronized Change reload(Optional<Uncertified> uncertified, Actor by) {
        var faults = new ArrayList<String>();
        var book = onDisk(faults);
        var next = RouteBook.load(settings.directory().resolve("routes"));
        faults.addAll(next.faults(settings));
        var changed = new ArrayList<Replaced>();
        for (var system : used(book)) {
            if (!book.content(system).equals(mappings.book().content(system))) {
                nameIsFree(book, system, faults);
                var isCertified = isCertified(system, folder.inForce(system), next);
                if (!isCertified && uncertified.isEmpty()) {
                    faults.add(uncertified(connectorOf(system), "mappings/" + system));
                }
                changed.add(new Replaced(tables(mappings.book(), system), tables(book, system), How.RELOADED,
                        isCertified ? Optional.empty() : uncertified.map(Uncertified::word)));
            }
        }
        refuseIf(faults);
        return reloaded(book, next, changed, by);
    }

    private Change reloaded(MappingBook book, RouteBook next, List<Replaced> changed, Actor by) {
        var before = mappings.book();
        var old = routes.running();
        List<String> swapped;
        try {
            swapped = routes.swap(next);
        } catch (RouteSwap.NotTaken e) {
            throw new NotInForce(List.of(e.getMessage()));
        }
        try {
            upkeep.replace(changed, swapped, by, () -> changed.forEach(each -> folder.keep(each.before().system(),
                    day(before, each.before().system()), before.texts(each.before().system()))));
        } catch (RuntimeException e) {
            routes.swap(old);
            throw e;
        }
        mappings.replace(book);
        return new Change(changed.stream().map(each -> each.after().version()).toList(), swapped);
    }

    private MappingBook onDisk(List<String> faults) {
        try {
            var book = Files.isDirectory(folder.mappings())
                    ? MappingBook.bundledWith(folder.mappings())
                    : MappingBook.bundled();
            settings.connectors().values().stream().filter(each -> !book.systems().contains(each.system()))
                    .forEach(each -> faults.add("node.yaml: connectors: " + each.name()
                            + ": there are no mappings for the system `" + each.system() + "` any more"));
            return book;
        } catch (MappingFaults e) {
            e.faults().forEach(fault -> faults.add(fault.toString()));
            return mappings.book();
        }
    }

    private List<String> used(MappingBook book) {
        return settings.connectors().values().stream().map(Connector::system).distinct()
                .filter(book.systems()::contains).toList();
    }

    private String connectorOf(String system) {
        return settings.connectors().values().stream().filter(each -> each.system().equals(system))
                .map(Connector::name).findFirst().orElse(system);
    }

    /** What was edited in place and never reloaded must not be overwritten. */
    private void nothingEdited(String system, List<String> faults) {
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
    private void nameIsFree(MappingBook book, String system, List<String> faults) {
        var after = tables(book, system);
        var now = tables(mappings.book(), system);
        if (upkeep.isTaken(after) || after.version().equals(now.version()) && !after.content().equals(now.content())) {
            faults.add("mappings/" + system + "/system.yaml:1: `" + after.version()
                    + "` was in force here with other contents: give the files a later `version`, or the same day with `.2`");
        }
    }

    /** Whether a connector of this system has a certificate for exactly these files and its routes. */
    private boolean isCertified(String system, Path place, RouteBook book) {
        return settings.connectors().values().stream().filter(each -> each.system().equals(system))
                .anyMatch(each -> CertificateText.latest(settings.data(), each.name())
                        .filter(certificate -> certificate.passed()
                                && certificate.content().equals(content(each, place, book)))
                        .isPresent());
    }

    private static String content(Connector connector, Path place, RouteBook book) {
        try {
            return Content.of(new ConnectorHome(connector.name(), connector.system(), place, book, Map.of(),
                    Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException("`" + place + "` cannot be read", e);
        }
    }

    private static String uncertified(String connector, String place) {
        return place + ": not certified as it stands: `connector test " + connector + " --mappings " + place
                + " --config DIR` on the node's machine, or say why not with --uncertified";
    }

    private static Tables tables(MappingBook book, String system) {
        return new Tables(system, book.version(system), book.content(system));
    }

    private static String day(MappingBook book, String system) {
        return book.version(system).substring(system.length() + 1);
    }

    private static void refuseIf(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new NotInForce(faults);
        }
    }
}
