package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.viaduc.mapping.FactTable.Said;
import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** Makes up records of a system out of its own tables: words that they know, words that they do not, and nonsense. */
final class RecordMaker {
    private static final List<String> COMMON = List.of("2016-02-29", "2026-11-21", "1987-06-05", "2026-10", "2026",
            "2026-07-01T09:30:00+02:00", "1234.56", "12", "-5", "0", "true", "false", "0299000000", "+33612345678",
            "186112901920478", "1850535288001", "185052A00400181", "299122B03301258", "85073003328", "2A004", "35238",
            "99352", "A-1", "Le Goff",
            "N'Diaye-Évenou", "D’Angeli", "Cœur-de-Roy €", "Łukasz Dvořák", "première ligne\nseconde ligne",
            "O'Brien; dit \"Bob\"");
    /** One for each sort of place, for fields that are given up. */
    private static final List<String> PLACED = List.of("12", "12.50", "20261121", "85073003328");
    private static final List<String> NONSENSE = List.of("?", "30/02/2016", "abc déf", "99/99/9999", "-", "0,,1",
            "ZZZ");

    private final SystemTables tables;
    private final Random random;

    RecordMaker(MappingBook book, String system, long seed) {
        this.tables = book.tables(system);
        this.random = new Random(seed);
    }

    LocalRecord record() {
        var description = tables.description;
        var rows = new ArrayList<LocalRow>();
        for (var table : tables.rows) {
            var type = table.type().type();
            var count = type.equals(description.person()) ? 1 : random.nextInt(3);
            if (description.opening().filter(type::equals).isPresent()) {
                count = 1;
            }
            for (var i = 0; i < count; i++) {
                var row = row(table, i);
                if (!row.fields().isEmpty()) {
                    rows.add(row);
                }
            }
        }
        twin(rows);
        return new LocalRecord(description.name(), "7", "12", rows, List.of());
    }

    /** Now and then a member of the household says all that the person says, but for the number. */
    private void twin(List<LocalRow> rows) {
        var description = tables.description;
        var person = rows.stream().filter(row -> row.type().equals(description.person())).findFirst();
        if (description.members().isEmpty() || person.isEmpty() || random.nextBoolean()) {
            return;
        }
        var type = tables.row(description.members().get()).type();
        var fields = new LinkedHashMap<>(person.get().fields());
        fields.keySet().retainAll(type.fields());
        description.row(description.person()).orElseThrow().person()
                .ifPresent(key -> fields.replace(key, "8"));
        rows.removeIf(row -> row.type().equals(type.type()));
        rows.add(new LocalRow(type.type(), fields, 1));
    }

    private LocalRow row(RowTable table, int number) {
        var fields = new LinkedHashMap<String, String>();
        var names = table.fields();
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (table.type().person().filter(name::equals).isPresent()) {
                fields.put(name, "7");
            } else if (table.type().household().filter(name::equals).isPresent()) {
                fields.put(name, "12");
            } else if (random.nextInt(4) > 0) {
                value(table, i).ifPresent(value -> fields.put(name, value));
            }
        }
        return new LocalRow(table.type().type(), fields, number + 1);
    }

    private Optional<String> value(RowTable table, int field) {
        var document = table.type().document().filter(each -> each.content().equals(table.fields().get(field)));
        if (document.isPresent()) {
            return Optional.empty();
        }
        var place = table.type().forms().get(table.fields().get(field));
        var words = words(table, field);
        var nonsense = NONSENSE.stream().filter(word -> fits(word, place)).toList();
        var choice = random.nextInt(8) == 0 || words.isEmpty() ? nonsense : words;
        return choice.isEmpty() ? Optional.empty() : Optional.of(pick(choice));
    }

    /** What the tables can read in this field. */
    private List<String> words(RowTable table, int field) {
        var found = new ArrayList<String>();
        for (var block : table.pieces()) {
            block.lines().stream().filter(line -> line.locals().contains(field))
                    .forEach(line -> found.addAll(of(line)));
            block.taking().when().stream().filter(each -> each.field() == field)
                    .forEach(each -> found.addAll(each.words()));
        }
        for (var fact : table.facts()) {
            fact.when().stream().filter(each -> each.field() == field).forEach(each -> found.addAll(each.words()));
            if (fact.on() == field) {
                found.addAll(local(fact.onFormat()));
            }
            Stream.concat(fact.fields().values().stream(), fact.author().stream()).forEach(said -> {
                if (said instanceof Said.Coded coded && coded.field() == field) {
                    coded.table().lines().forEach(line -> found.add(line.local()));
                }
            });
        }
        if (tables.description.protectedAddress() instanceof ProtectedAddress.Said said
                && said.row().equals(table.type().type()) && said.field().equals(table.fields().get(field))) {
            found.add(said.when());
            found.addAll(said.open());
        }
        var place = table.type().forms().get(table.fields().get(field));
        if (place instanceof Form.Truth) {
            found.addAll(List.of("true", "false"));
        }
        if (found.isEmpty() && place instanceof Form.Span) {
            found.addAll(PLACED);
        }
        return found.stream().filter(word -> fits(word, place)).toList();
    }

    /** Whether a file of the system could hold the word there. */
    private boolean fits(String word, Form place) {
        return tables.description.wire().charset().newEncoder().canEncode(word) && switch (place) {
            case Form.Span span -> word.length() <= span.length() && switch (span.holds()) {
                case TEXT -> span.goesOn() != 0 || word.indexOf('\n') < 0;
                case DIGITS -> word.matches("\\d+");
                case CENTS -> word.matches("-?\\d+\\.\\d\\d");
                case DAY -> word.matches("\\d{8}");
                case NISS -> word.matches("\\d{11}");
            };
            case Form.Truth truth -> word.equals("true") || word.equals("false");
            case null, default -> true;
        };
    }

    private static List<String> of(FieldLine line) {
        return switch (line) {
            case CodedLine coded -> coded.table.lines().stream().map(CodeTable.Line::local).toList();
            case FieldLine.Scalar scalar -> local(scalar.format());
            case FieldLine.Quarter quarter -> List.of("2026T3", "2026T1");
            case FieldLine.Names names -> List.of("Anne-Marie Louise", "Élodie");
            default -> List.of("x", "2026-10-01", "12");
        };
    }

    private static List<String> local(Format format) {
        return COMMON.stream().map(format::toLocal).filter(text -> !text.isEmpty()).distinct().toList();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
