package org.viaduc.connectors.versions;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.viaduc.connectors.RouteBook;
import org.viaduc.connectors.RouteSwap;
import org.viaduc.connectors.versions.Change.Connecting;
import org.viaduc.exchange.Upkeep;
import org.viaduc.exchange.Upkeep.Fresh;
import org.viaduc.exchange.Upkeep.How;
import org.viaduc.exchange.Upkeep.Moved;
import org.viaduc.exchange.Upkeep.Replaced;
import org.viaduc.exchange.Upkeep.Taken;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.journal.Actor;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.MappingsInForce;

/**
 * Takes what was edited in the node's folder: the connectors that node.yaml names, mappings, code tables and routes, all of it
 * or nothing.
 */
final class Reload {
    private final MappingsInForce mappings;
    private final RouteSwap routes;
    private final NodeSettings settings;
    private final SettingsOnDisk disk;
    private final Upkeep upkeep;
    private final VersionFolder folder;
    private final Admission admission;

    Reload(MappingsInForce mappings, RouteSwap routes, NodeSettings settings, SettingsOnDisk disk, Upkeep upkeep,
            VersionFolder folder, Admission admission) {
        this.mappings = mappings;
        this.routes = routes;
        this.settings = settings;
        this.disk = disk;
        this.upkeep = upkeep;
        this.folder = folder;
        this.admission = admission;
    }

    /** What stands in the folder. @param node with the connectors that node.yaml names now */
    private record Found(NodeSettings node, MappingBook book, RouteBook routes) {
        List<String> systems() {
            return Reload.systems(node).stream().filter(book.systems()::contains).toList();
        }
    }

    Change take(Optional<Uncertified> uncertified, Actor by) {
        var faults = new ArrayList<String>();
        var said = disk.read(faults);
        var node = settings.with(said.map(SettingsOnDisk.Said::connectors).orElseGet(settings::connectors));
        var found = new Found(node, book(node, said, faults), RouteBook.load(settings.directory().resolve("routes")));
        faults.addAll(found.routes.faults(node));
        var replaced = new ArrayList<Replaced>();
        var fresh = new ArrayList<Fresh>();
        found.systems().forEach(system -> tables(found, system, uncertified, replaced, fresh, faults));
        Admission.refuseIf(faults);
        var before = settings.connectors();
        var moved = moved(before, node.connectors());
        var versions = put(found, replaced, fresh, moved, by);
        return new Change(versions.tables, versions.routes,
                moved.entrySet().stream().map(each -> new Connecting(each.getKey(), each.getValue(),
                        each.getValue() == Moved.REMOVED ? upkeep.waiting(before.get(each.getKey())) : 0)).toList(),
                said.map(SettingsOnDisk.Said::needsRestart).orElse(List.of()));
    }

    private MappingBook book(NodeSettings node, Optional<SettingsOnDisk.Said> said, List<String> faults) {
        try {
            var book = Files.isDirectory(folder.mappings())
                    ? MappingBook.bundledWith(folder.mappings())
                    : MappingBook.bundled();
            node.connectors().values().stream().filter(each -> !book.systems().contains(each.system()))
                    .forEach(each -> faults.add("node.yaml:" + said.map(file -> file.lines().get(each.name())).orElse(1)
                            + ": connectors: " + each.name()
                            + ": there are no mappings for the system `" + each.system() + "`"));
            return book;
        } catch (MappingFaults e) {
            e.faults().forEach(fault -> faults.add(fault.toString()));
            return mappings.book();
        }
    }

    private static List<String> systems(NodeSettings node) {
        return node.connectors().values().stream().map(Connector::system).distinct().toList();
    }

    /** Tables that replace others, and those by which nobody translated here until now. */
    private void tables(Found found, String system, Optional<Uncertified> uncertified, List<Replaced> replaced,
            List<Fresh> fresh, List<String> faults) {
        var now = mappings.book();
        var isKnown = now.systems().contains(system);
        var isSame = isKnown && found.book.content(system).equals(now.content(system));
        var isUsed = systems(settings).contains(system);
        if (isSame && isUsed) {
            return;
        }
        admission.nameIsFree(found.book, system, faults);
        var after = Admission.tables(found.book, system);
        var why = Files.isDirectory(folder.inForce(system))
                ? admission.certified(found.node, system, folder.inForce(system), found.routes, uncertified, faults)
                : Optional.<String>empty();
        if (isUsed) {
            replaced.add(new Replaced(Admission.tables(now, system), after, How.RELOADED, why));
        } else {
            fresh.add(new Fresh(after, why));
        }
    }

    private static Map<String, Moved> moved(Map<String, Connector> before, Map<String, Connector> after) {
        var moved = new TreeMap<String, Moved>();
        before.keySet().stream().filter(name -> !after.containsKey(name))
                .forEach(name -> moved.put(name, Moved.REMOVED));
        after.values().stream().filter(each -> !Objects.equals(each, before.get(each.name())))
                .forEach(each -> moved.put(each.name(),
                        before.containsKey(each.name()) ? Moved.CHANGED : Moved.ADDED));
        return moved;
    }

    private record InForce(List<String> tables, List<String> routes) {}

    /** Tables that nobody uses yet come first, so that a new connector's first look finds them; those in force last. */
    private InForce put(Found found, List<Replaced> replaced, List<Fresh> fresh, Map<String, Moved> moved, Actor by) {
        var before = mappings.book();
        var oldRoutes = routes.running();
        var oldConnectors = settings.connectors();
        List<String> swapped;
        try {
            mappings.replace(withFresh(before, fresh));
            swapped = routes.swap(found.routes, found.node.connectors());
        } catch (RouteSwap.NotTaken e) {
            mappings.replace(before);
            throw new NotInForce(List.of(e.getMessage()));
        }
        try {
            upkeep.replace(new Taken(replaced, fresh, swapped, moved), by,
                    () -> replaced.forEach(each -> folder.keep(each.before().system(),
                            Admission.day(before, each.before().system()), before.texts(each.before().system()))));
        } catch (RuntimeException e) {
            routes.swap(oldRoutes, oldConnectors);
            mappings.replace(before);
            throw e;
        }
        mappings.replace(found.book);
        var versions = new ArrayList<>(replaced.stream().map(each -> each.after().version()).toList());
        fresh.forEach(each -> versions.add(each.tables().version()));
        return new InForce(versions, swapped);
    }

    private MappingBook withFresh(MappingBook before, List<Fresh> fresh) {
        var book = before;
        for (var each : fresh) {
            var place = folder.inForce(each.tables().system());
            if (Files.isDirectory(place)) {
                book = book.with(each.tables().system(), place);
            }
        }
        return book;
    }
}
