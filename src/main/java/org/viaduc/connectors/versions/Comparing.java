package org.viaduc.connectors.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.viaduc.connectors.RouteSwap;
import org.viaduc.connectors.versions.Difference.Rests;
import org.viaduc.exchange.PastExchanges;
import org.viaduc.exchange.PastExchanges.Past;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.journal.Actor;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;

/**
 * Says what a version would change before it is switched on. What a department handed over is not kept once it is
 * translated; so the answer rests on what stands in the connector's own archive folder, where the node can read it, and for
 * every other exchange on its ledger, which knows the fields and not what they held.
 */
public final class Comparing {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^.}]+)\\.([^}]+)}}");
    /** Looked at in one go. */
    private static final int MOST_RECORDS = 20_000;

    private final Versions versions;
    private final MappingsInForce mappings;
    private final RouteSwap routes;
    private final NodeSettings settings;
    private final PastExchanges past;
    private final Clock clock;

    Comparing(Versions versions, MappingsInForce mappings, RouteSwap routes, NodeSettings settings, PastExchanges past,
            Clock clock) {
        this.versions = versions;
        this.mappings = mappings;
        this.routes = routes;
        this.settings = settings;
        this.past = past;
        this.clock = clock;
    }

    /**
     * Compares the version in force with a candidate.
     *
     * @param since the first day looked at; a month ago without one
     * @throws NotInForce when the candidate has faults
     * @throws java.util.NoSuchElementException for an unknown connector or version
     */
    public Difference compare(String name, String day, Optional<LocalDate> since, Actor by) {
        var connector = versions.connector(name);
        var system = connector.system();
        var before = mappings.book();
        var after = versions.candidate(system, day);
        var from = since.orElse(settings.day(clock.instant()).minusMonths(1));
        past.read(name, by);
        var exchanges = past.through(name, from.atStartOfDay(settings.zone()).toInstant());
        var files = new Replay(system, before, after, exchanges);
        for (var file : archived(connector, from.atStartOfDay(settings.zone()).toInstant())) {
            files.read(file);
        }
        files.ledgers();
        return new Difference(name, before.version(system), after.version(system), from, files.rests(),
                TableTexts.compare(before.texts(system), after.texts(system)), files.changes.fields(),
                files.changes.pieces(), files.changes.facts(), files.changes.budget(), files.changes.exchanges());
    }

    /** The connector's archived drops since then, newest first; none where its archive is elsewhere. */
    private List<Path> archived(Connector connector, Instant since) {
        var archive = routes.running().built(connector.name(), "collect")
                .filter(route -> !route.declared().contains("host"))
                .map(route -> route.parameters().getOrDefault("folder", "")).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(resolved(folder)).resolve("archive")).filter(Files::isDirectory);
        if (archive.isEmpty()) {
            return List.of();
        }
        try (var files = Files.list(archive.get())) {
            var times = new LinkedHashMap<Path, Instant>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                times.put(file, Files.getLastModifiedTime(file).toInstant());
            }
            return times.entrySet().stream().filter(each -> !each.getValue().isBefore(since))
                    .sorted(Map.Entry.<Path, Instant>comparingByValue().reversed()).map(Map.Entry::getKey).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the archive of `" + connector.name() + "` cannot be read", e);
        }
    }

    private String resolved(String folder) {
        return PLACEHOLDER.matcher(folder).replaceAll(key -> Matcher.quoteReplacement(
                Optional.ofNullable(settings.connectors().get(key.group(1)))
                        .map(each -> each.values().getOrDefault(key.group(2), "")).orElse("")));
    }

    /** Reads files by both versions. */
    private static final class Replay {
        final Changes changes = new Changes();
        private final String system;
        private final MappingBook before;
        private final MappingBook after;
        private final List<Past> exchanges;
        private final Map<String, Past> byLocalId = new HashMap<>();
        private final HashSet<String> replayed = new HashSet<>();
        /** Whose newest file has been read: nightly drops repeat themselves. */
        private final HashSet<String> persons = new HashSet<>();
        private int files;
        private int records;
        private int faultsBefore;
        private int faultsAfter;
        private int ledgers;
        private boolean isWhole = true;

        Replay(String system, MappingBook before, MappingBook after, List<Past> exchanges) {
            this.system = system;
            this.before = before;
            this.after = after;
            this.exchanges = exchanges;
            exchanges.stream().filter(Past::isOutgoing).forEach(each -> byLocalId.putIfAbsent(each.localId(), each));
        }

        void read(Path file) {
            if (records >= MOST_RECORDS) {
                isWhole = false;
                return;
            }
            files++;
            var olds = new LinkedHashMap<String, Seen>();
            faultsBefore += each(before, file, olds::put);
            olds.keySet().removeIf(id -> !persons.add(id));
            records += olds.size();
            var news = new HashMap<String, Seen>();
            faultsAfter += each(after, file, news::put);
            olds.forEach((id, old) -> {
                var opened = Optional.ofNullable(byLocalId.get(id)).map(each -> each.id().toString());
                opened.ifPresent(replayed::add);
                Optional.ofNullable(news.get(id)).ifPresent(now -> changes.file(old, now, opened));
            });
        }

        private int each(MappingBook book, Path file, BiConsumer<String, Seen> seen) {
            var translator = new Translator(book);
            var faults = new int[1];
            try (var in = Files.newInputStream(file)) {
                LocalFormat.of(book.system(system)).read(in, file.getFileName().toString(),
                        record -> seen.accept(record.localId(), Seen.of(translator.translate(record))),
                        fault -> faults[0]++);
            } catch (IOException e) {
                faults[0]++;
            }
            return faults[0];
        }

        /** What is not in the archive. */
        void ledgers() {
            for (var each : exchanges) {
                if (!replayed.contains(each.id().toString())) {
                    ledgers++;
                    changes.ledger(each, system, before, after);
                }
            }
        }

        Rests rests() {
            return new Rests(files, records, faultsBefore, faultsAfter, ledgers, isWhole);
        }
    }
}
