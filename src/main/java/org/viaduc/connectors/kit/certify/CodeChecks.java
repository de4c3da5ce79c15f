package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.viaduc.connectors.kit.certify.MappingTables.CodeLine;
import org.viaduc.connectors.kit.certify.MappingTables.Coded;
import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.mapping.Translation;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Resource;
import org.viaduc.policy.FactCodec;

/** The code tables: every row is used, in both directions, and a word of no row stops nothing. */
record CodeChecks(Subject subject, MappingChecks words) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORD = "mot inconnu ¿";

    void run(Trying trying) {
        trying.tryOut("code-rows", "chaque ligne des tables de codes sert, aller et retour",
                "every row of the code tables is used, there and back", this::codeRows);
        trying.tryOut("unknown-codes", "un code inconnu ou tronqué est gardé et n'arrête rien",
                "an unknown or cut code is kept and stops nothing", this::unknownCodes);
    }

    private void codeRows(Faults faults) throws NothingToTry {
        if (subject.tables().codes().isEmpty()) {
            throw new NothingToTry("les correspondances n'ont pas de table de codes", "the mapping has no code table");
        }
        for (var table : subject.tables().codes().entrySet()) {
            var users = subject.tables().coded().stream().filter(each -> each.table().equals(table.getKey())).toList();
            for (var line : table.getValue()) {
                codeRow(line, table.getValue(), users, faults);
            }
        }
    }

    private void codeRow(CodeLine line, List<CodeLine> table, List<Coded> users, Faults faults)
            throws NothingToTry {
        var first = table.stream().filter(each -> each.local().equals(line.local()) && together(each, line)).findFirst()
                .orElse(line);
        var there = false;
        var back = false;
        for (var user : users) {
            if (user.when().stream().filter(when -> when.field().equals(user.field()))
                    .allMatch(when -> when.allows(line.local()))) {
                var translation = translate(record(user, line));
                if (says(translation, first.common())) {
                    there = true;
                    back |= user.fact() || comesBack(said(translation, first, line), user, line, table);
                }
            }
        }
        if (!there) {
            var rows = users.stream().map(Coded::row).distinct().toList();
            faults.add(line.place() + " : `" + line.local() + "` ne devient jamais `" + first.common()
                    + "` : aucune ligne de " + rows + " ne le dit",
                    line.place() + ": `" + line.local() + "` never becomes `" + first.common() + "`: no row of " + rows
                            + " says so");
        } else if (!back) {
            faults.add(line.place() + " : `" + line.common() + "` ne revient pas en un mot de la table",
                    line.place() + ": `" + line.common() + "` does not come back into a word of the table");
        }
    }

    /** Both hold on one day: then the first counts going out, and the other only coming back. */
    private static boolean together(CodeLine one, CodeLine other) {
        return !one.from().orElse(LocalDate.MIN).isAfter(other.until().orElse(LocalDate.MAX))
                && !other.from().orElse(LocalDate.MIN).isAfter(one.until().orElse(LocalDate.MAX));
    }

    private LocalRecord record(Coded user, CodeLine line) throws NothingToTry {
        return subject.with(user.row(), row -> {
            user.when().stream().filter(when -> !when.field().equals(user.field())).forEach(when -> when.fulfil(row));
            row.put(user.field(), line.local());
            line.from().or(line::until).ifPresent(day -> onDay(user, day, row));
        });
    }

    /** Puts the row on a day on which the line holds. */
    private void onDay(Coded user, LocalDate day, Map<String, String> row) {
        var named = subject.tables().days().get(user.row());
        if (named != null) {
            row.put(named.field(), named.format().toLocal(day.toString()));
        }
        subject.tables().dated().stream().filter(each -> each.fact() && user.fact() && each.row().equals(user.row()))
                .forEach(each -> row.put(each.field(), each.format().toLocal(day.toString())));
    }

    /** What the translation says, with the common code of the line as another department would say it. */
    private static CommonRecord said(Translation translation, CodeLine first, CodeLine line) {
        if (first.common().equals(line.common())) {
            return translation.record();
        }
        return new CommonRecord(translation.record().pieces().stream().map(piece -> {
            var tree = piece.resource().copy();
            replace(tree, first.common(), line.common());
            return piece.with(Resource.of(tree));
        }).toList());
    }

    /** Puts one word in the place of another, and takes the local word away that stands beside it. */
    private static void replace(JsonNode node, String old, String word) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> {
                if (each.getValue().isTextual() && each.getValue().asText().equals(old)) {
                    each.setValue(TextNode.valueOf(word));
                }
                replace(each.getValue(), old, word);
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(each -> replace(each, old, word));
            for (var i = array.size() - 1; i >= 0; i--) {
                if (array.get(i).path("system").asText().startsWith("urn:viaduc:code:")) {
                    array.remove(i);
                }
            }
        }
    }

    private boolean comesBack(CommonRecord record, Coded user, CodeLine line, List<CodeLine> table) {
        var words = new HashSet<String>();
        table.stream().filter(each -> each.common().equals(line.common())).forEach(each -> words.add(each.local()));
        return subject.translator().back(record, subject.system()).rows().stream().map(LocalRow::fields)
                .anyMatch(row -> words.contains(row.getOrDefault(user.field(), "")));
    }

    private static boolean says(Translation translation, String common) {
        return translation.record().pieces().stream().anyMatch(piece -> says(piece.resource().copy(), common))
                || translation.facts().stream().anyMatch(fact -> says(tree(FactCodec.toJson(fact)), common));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a fact's own JSON can be read", e);
        }
    }

    private static boolean says(JsonNode node, String common) {
        if (node.isValueNode()) {
            return node.asText().equals(common);
        }
        for (var child : node) {
            if (says(child, common)) {
                return true;
            }
        }
        return false;
    }

    private void unknownCodes(Faults faults) throws NothingToTry {
        if (subject.tables().coded().isEmpty()) {
            throw new NothingToTry("les correspondances ne lisent aucun champ avec une table de codes",
                    "the mapping reads no field with a code table");
        }
        for (var user : subject.tables().coded()) {
            var lines = subject.tables().codes().getOrDefault(user.table(), List.of());
            for (var word : unknown(user, lines)) {
                if (user.when().stream().filter(when -> when.field().equals(user.field()))
                        .allMatch(when -> when.allows(word))) {
                    words.kept(user.row(), user.field(), word, user.when(), user.fact(), faults);
                }
            }
        }
    }

    /** Words of no line that the field has room for. */
    private List<String> unknown(Coded user, List<CodeLine> lines) {
        return Stream.concat(cut(lines).stream(), Stream.of(WORD))
                .flatMap(word -> subject.fitting(user.row(), user.field(), word).stream())
                .filter(word -> lines.stream().noneMatch(line -> line.local().equals(word))).toList();
    }

    /** A word of the table without its last letter, which is no word of the table. */
    private static Optional<String> cut(List<CodeLine> lines) {
        return lines.stream().map(CodeLine::local).filter(word -> word.length() > 2)
                .map(word -> word.substring(0, word.length() - 1))
                .filter(word -> lines.stream().noneMatch(line -> line.local().equals(word))).findFirst();
    }

    private Translation translate(LocalRecord record) {
        return subject.translator().translate(record);
    }
}
