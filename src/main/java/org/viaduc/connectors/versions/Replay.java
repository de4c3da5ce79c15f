package org.viaduc.connectors.versions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.viaduc.connectors.versions.Archive.Drop;
import org.viaduc.connectors.versions.Difference.NotRead;
import org.viaduc.connectors.versions.Difference.Rests;
import org.viaduc.exchange.PastExchanges.Past;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;

/** Reads a connector's past by two versions: drops where there are any, ledgers for the rest; and counts what it could not read. */
final class Replay {
    /** Looked at in one go. */
    private static final int MOST_RECORDS = 20_000;

    final Changes changes = new Changes();
    private final String system;
    private final MappingBook before;
    private final MappingBook after;
    private final List<Past> exchanges;
    private final Map<String, Past> byLocalId = new HashMap<>();
    private final Set<String> replayed = new HashSet<>();
    /** Whose newest file has been read: nightly drops repeat themselves. */
    private final Set<String> persons = new HashSet<>();
    private int files;
    private int records;
    private int faultsBefore;
    private int faultsAfter;
    private int beyond;
    private int broken;

    Replay(String system, MappingBook before, MappingBook after, List<Past> exchanges) {
        this.system = system;
        this.before = before;
        this.after = after;
        this.exchanges = exchanges;
        exchanges.stream().filter(Past::isOutgoing).forEach(each -> byLocalId.putIfAbsent(each.localId(), each));
    }

    /** The newest first; of the oldest, too many are only counted. */
    void read(Archive archive, List<Drop> drops) {
        for (var drop : drops) {
            if (records < MOST_RECORDS) {
                read(archive, drop);
            } else {
                beyond++;
            }
        }
    }

    private void read(Archive archive, Drop drop) {
        var olds = new LinkedHashMap<String, Seen>();
        var news = new HashMap<String, Seen>();
        int faultsOld;
        int faultsNew;
        try {
            faultsOld = each(before, archive, drop, olds::put);
            olds.keySet().removeIf(persons::contains);
            faultsNew = each(after, archive, drop, news::put);
        } catch (IOException e) {
            broken++;
            return;
        }
        files++;
        faultsBefore += faultsOld;
        faultsAfter += faultsNew;
        persons.addAll(olds.keySet());
        records += olds.size();
        olds.forEach((id, old) -> {
            var opened = Optional.ofNullable(byLocalId.get(id)).map(each -> each.id().toString());
            opened.ifPresent(replayed::add);
            Optional.ofNullable(news.get(id)).ifPresent(now -> changes.file(old, now, opened));
        });
    }

    private int each(MappingBook book, Archive archive, Drop drop, BiConsumer<String, Seen> seen) throws IOException {
        var translator = new Translator(book);
        var faults = new int[1];
        try (var in = archive.open(drop)) {
            LocalFormat.of(book.system(system)).read(in, drop.name(),
                    record -> seen.accept(record.localId(), Seen.of(translator.translate(record))),
                    fault -> faults[0]++);
        }
        return faults[0];
    }

    /**
     * What no drop told.
     *
     * @param why no file of an exchange from here was read again, as a word of {@link NotRead}
     */
    Rests rest(String why) {
        var left = exchanges.stream().filter(each -> !replayed.contains(each.id().toString())).toList();
        left.forEach(each -> changes.ledger(each, system, before, after));
        var notRead = new ArrayList<NotRead>();
        count(notRead, "files", "beyond-the-limit", beyond);
        count(notRead, "files", "cannot-be-fetched", broken);
        count(notRead, "exchanges", "arrived-here", (int) left.stream().filter(each -> !each.isOutgoing()).count());
        count(notRead, "exchanges", why, (int) left.stream().filter(Past::isOutgoing).count());
        return new Rests(files, records, faultsBefore, faultsAfter, left.size(), beyond + broken == 0, notRead);
    }

    private static void count(List<NotRead> all, String what, String why, int count) {
        if (count > 0) {
            all.add(new NotRead(what, why, count));
        }
    }
}
