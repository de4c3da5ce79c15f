package org.viaduc.mapping.matrix;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.Fixture;
import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.mapping.matrix.Sayings.Saying;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * One person's file on its way from one system into another: what it said in common terms when it left, what the other
 * system says of it once the file has been written in that system's form, given numbers there, and read again.
 *
 * @param others what it says there of the others of the household, who have files of their own
 */
public record Crossing(CommonRecord departure, LossLedger ledger, CommonRecord arrival, List<CommonRecord> others) {

    static Crossing of(LocalRecord record, String to, MappingBook book) {
        return of(new Translator(book, Fixture.CLOCK).translate(record).record(), to, book);
    }

    /** Of what a decision let leave, or of all that a file says. */
    public static Crossing of(CommonRecord left, String to, MappingBook book) {
        var translator = new Translator(book, Fixture.CLOCK);
        var back = translator.back(left, to);
        var format = LocalFormat.of(book.system(to));
        var rows = new Numbering(book.system(to)).given(back.rows());
        var file = format.write(new BackTranslation(to, rows, back.attachments(), back.ledger()));
        var batch = read(format, file);
        if (!batch.faults().isEmpty() || batch.records().isEmpty()) {
            throw new AssertionError(
                    "what was written for " + to + " cannot be read there: " + batch.faults() + batch.records());
        }
        var arrived = batch.records().stream().map(each -> translator.translate(each).record()).toList();
        return new Crossing(left, back.ledger(), arrived.getFirst(), arrived.subList(1, arrived.size()));
    }

    /** The same as somebody else accounts for it. */
    public Crossing explainedBy(LossLedger other) {
        return new Crossing(departure, other, arrival, others);
    }

    private static LocalBatch read(LocalFormat format, byte[] file) {
        try {
            return format.read(new ByteArrayInputStream(file), "delivery");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was said and is not said any more, and no line of the ledger says why. */
    public List<Saying> unexplained() {
        var lines = new ArrayList<>(ledger.lines().stream()
                .filter(line -> line.outcome() != Outcome.MAPPED && line.outcome() != Outcome.ASSUMED)
                .flatMap(line -> Collections.nCopies(line.count(), line).stream()).toList());
        return Sayings.without(left(), arrived()).stream().filter(saying -> !takeFirst(lines, saying))
                .filter(saying -> !saying.isForm() || lines(saying.kind()).isEmpty() && saysMore(saying.kind()))
                .filter(saying -> !standsElsewhere(saying) && !isSomebodyElsesNow(saying)).toList();
    }

    /** Of some pieces a mask leaves nothing but what every one of their sort says. */
    private boolean saysMore(String kind) {
        return left().stream().anyMatch(saying -> saying.kind().equals(kind) && !saying.isForm());
    }

    /** What is paid for a child belongs, in a fund's household, to whoever it is paid to. */
    private boolean isSomebodyElsesNow(Saying saying) {
        return others.stream().anyMatch(other -> Sayings.of(other).contains(saying));
    }

    /**
     * Said in a text to which something was added, or of a piece whose kind the other system could not tell: its word for the
     * kind was kept as text.
     */
    private boolean standsElsewhere(Saying saying) {
        return lines(saying.kind()).stream().anyMatch(line -> line.outcome() == Outcome.KEPT_AS_TEXT)
                && arrived().stream().anyMatch(other -> other.leaf().equals(saying.leaf())
                        && other.value().contains(saying.value()));
    }

    private static boolean takeFirst(List<Line> lines, Saying saying) {
        return lines.stream().filter(line -> isAbout(line, saying)).findFirst().map(lines::remove).orElse(false);
    }

    private static boolean isAbout(Line line, Saying saying) {
        return line.row().equals(saying.kind())
                && (saying.leaf().equals(line.field()) || saying.leaf().startsWith(line.field() + "."));
    }

    /** What the ledger says of a kind, but for what was simply mapped. */
    private List<Line> lines(String kind) {
        return ledger.lines().stream()
                .filter(line -> line.row().equals(kind) && line.outcome() != Outcome.MAPPED).toList();
    }

    /** What is said now, was said nowhere before, and stands at no element of which the ledger says that it changed. */
    public List<Saying> fromNowhere() {
        var before = Sayings.words(departure);
        return Sayings.without(arrived(), left()).stream()
                .filter(saying -> !saying.isForm() && !before.contains(saying.value())
                        && lines(saying.kind()).stream().noneMatch(line -> isAbout(line, saying))
                        && !isMadeOf(saying, before))
                .toList();
    }

    /** A free text to which was added what has no field of its own. */
    private boolean isMadeOf(Saying saying, Set<String> before) {
        return ledger.lines().stream().anyMatch(line -> line.outcome() == Outcome.KEPT_AS_TEXT)
                && saying.value().lines().allMatch(line -> before.stream()
                        .anyMatch(text -> text.contains(line) || line.endsWith(": " + text)));
    }

    private List<Saying> left() {
        return Sayings.of(departure);
    }

    private List<Saying> arrived() {
        return Sayings.of(arrival);
    }

    /** A local system gives the household, and whoever arrives in it, numbers of its own. */
    private record Numbering(SystemDescription system) {
        List<LocalRow> given(List<LocalRow> rows) {
            var numbered = new ArrayList<LocalRow>();
            var members = new int[]{1};
            var home = system.opening().flatMap(system::row);
            if (home.isPresent() && rows.stream().noneMatch(row -> row.type().equals(home.get().type()))) {
                numbered.add(given(home.get(), new LocalRow(home.get().type(), flags(), 0), "1"));
            }
            for (var row : rows) {
                var isMember = system.members().filter(row.type()::equals).isPresent();
                var type = system.row(isMember ? system.person() : row.type()).orElseThrow();
                numbered.add(given(type, row, isMember ? String.valueOf(++members[0]) : "1"));
            }
            return numbered;
        }

        private Map<String, String> flags() {
            return system.wire() instanceof Wire.Views views
                    ? views.deleted().map(flag -> Map.of(flag.field(), flag.live())).orElse(Map.of())
                    : Map.of();
        }

        private static LocalRow given(RowType type, LocalRow row, String person) {
            var fields = new LinkedHashMap<>(row.fields());
            type.person().ifPresent(key -> fields.putIfAbsent(key, person));
            type.household().ifPresent(key -> fields.putIfAbsent(key, "1"));
            return new LocalRow(row.type(), fields, row.line());
        }
    }
}
