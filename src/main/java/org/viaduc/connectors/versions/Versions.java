package org.viaduc.connectors.versions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.connectors.RouteSwap;
import org.viaduc.exchange.Processes;
import org.viaduc.exchange.Processes.Elsewhere;
import org.viaduc.exchange.Processes.Running;
import org.viaduc.exchange.Upkeep;
import org.viaduc.exchange.Upkeep.How;
import org.viaduc.exchange.Upkeep.Replaced;
import org.viaduc.exchange.Upkeep.Taken;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.journal.Actor;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.MappingsInForce;

/**
 * Puts versions of mappings, code tables, routes and connectors into force on the running node, each as a whole or not at all.
 *
 * <pre>
 *   {@link #switchTo}    versions/SYSTEM/DAY   →  mappings/SYSTEM   what was there is kept in versions/
 *   {@link #rollBack}    the step before       →  mappings/SYSTEM
 *   {@link #reload}      node.yaml's connectors, mappings/, routes/ as they were edited  →  in force
 * </pre>
 */
public final class Versions {
    private final MappingsInForce mappings;
    private final RouteSwap routes;
    private final NodeSettings settings;
    private final Upkeep upkeep;
    private final Processes processes;
    private final VersionFolder folder;
    private final Admission admission;
    private final Reload reload;

    Versions(MappingsInForce mappings, RouteSwap routes, NodeSettings settings, SettingsOnDisk disk, Upkeep upkeep,
            Processes processes) {
        this.mappings = mappings;
        this.routes = routes;
        this.settings = settings;
        this.upkeep = upkeep;
        this.processes = processes;
        this.folder = new VersionFolder(settings.directory());
        this.admission = new Admission(mappings, upkeep, folder, settings.data());
        this.reload = new Reload(mappings, routes, settings, disk, upkeep, folder, admission);
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

    /** Of every connector, in the order of node.yaml. */
    public List<Standing> standing() {
        var book = mappings.book();
        return settings.connectors().values().stream()
                .map(each -> new Standing(each.name(), each.system(), book.version(each.system()),
                        book.content(each.system()).hex(), folder.candidates(each.system()),
                        upkeep.before(each.system())))
                .toList();
    }

    /** By what this process works, of every connector. */
    List<Running> running() {
        var book = mappings.book();
        return settings.connectors().values().stream().map(each -> new Running(each.name(),
                Admission.tables(book, each.system()), routes.running().setup(each))).toList();
    }

    /** Which other processes of this node work by something else, by connector. */
    public Map<String, List<Elsewhere>> elsewhere() {
        return processes.elsewhere(running());
    }

    /** Before a node reads its folder: a switch that its end interrupted leaves one whole version in force. */
    public static void mend(Path node) {
        new VersionFolder(node).mend();
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
            if (!Admission.day(book, system).equals(day)) {
                throw new NotInForce(
                        List.of("versions/" + system + "/" + day + "/system.yaml:1: the files say version `"
                                + Admission.day(book, system)
                                + "`; the folder must bear the latest `version` of its files"));
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
        admission.nothingEdited(system, faults);
        if (book.content(system).equals(mappings.book().content(system))) {
            faults.add("version " + day + " of `" + system + "` is in force already");
        }
        admission.nameIsFree(book, system, faults);
        var why = admission.certified(settings, system, place, routes.running(), uncertified, faults);
        Admission.refuseIf(faults);
        return install(system, book, place, How.SWITCHED, why, by);
    }

    /** The version before the present one translates again. @throws NotInForce when there is none, or it has changed since */
    public synchronized Change rollBack(String connector, Actor by) {
        var system = connector(connector).system();
        var faults = new ArrayList<String>();
        admission.nothingEdited(system, faults);
        Admission.refuseIf(faults);
        var day = upkeep.before(system).map(version -> version.substring(version.indexOf(' ') + 1))
                .orElseThrow(
                        () -> new NotInForce(List.of("no version of `" + system + "` was in force before this one")));
        var book = candidate(system, day);
        admission.nameIsFree(book, system, faults);
        Admission.refuseIf(faults);
        return install(system, book, folder.candidate(system, day), How.ROLLED_BACK, Optional.empty(), by);
    }

    private Change install(String system, MappingBook book, Path place, How how, Optional<String> uncertified,
            Actor by) {
        var before = mappings.book();
        var replaced = new Replaced(Admission.tables(before, system), Admission.tables(book, system), how,
                uncertified);
        var had = folder.has(system);
        try {
            upkeep.replace(new Taken(List.of(replaced), List.of(), List.of(), Map.of()), by, () -> {
                folder.keep(system, Admission.day(before, system), before.texts(system));
                folder.install(system, place);
            });
        } catch (RuntimeException e) {
            folder.undone(system, had);
            throw e;
        }
        mappings.replace(book);
        folder.settled(system);
        return new Change(List.of(book.version(system)), List.of(), List.of(), List.of());
    }

    /**
     * Reads the node's folder again: connectors, mappings, code tables and routes as they stand there now.
     *
     * @throws NotInForce with every fault of every file; then nothing has changed
     */
    public synchronized Change reload(Optional<Uncertified> uncertified, Actor by) {
        return reload.take(uncertified, by);
    }
}
