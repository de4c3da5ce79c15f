package org.viaduc.connectors.kit.guess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.viaduc.connectors.kit.guess.Guess.Block;
import org.viaduc.connectors.kit.guess.Guess.Codes;
import org.viaduc.connectors.kit.guess.Guess.Hidden;
import org.viaduc.connectors.kit.guess.Guess.Left;
import org.viaduc.connectors.kit.guess.Guess.Line;
import org.viaduc.connectors.kit.guess.Guess.Moved;
import org.viaduc.connectors.kit.guess.Target.As;
import org.viaduc.connectors.kit.guess.Target.Field;
import org.viaduc.connectors.kit.guess.Vocabulary.Said;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Judge;
import org.viaduc.connectors.kit.sample.Sample.Shape;
import org.viaduc.connectors.kit.sample.Sample.Table;

/** Guesses where the columns of a sample belong. The same sample gives the same guess. */
public final class Guesser implements Judge {
    /** These say nothing of their own beside what else a name says. */
    private static final Set<String> NEUTRAL = Set.of("person", "file", "type", "date", "number", "name", "address");
    /** Sections about the person alone: in rows about somebody else they would say a relative's name as the person's. */
    private static final Set<String> OF_THE_PERSON = Set.of("S01", "S04");
    private static final Set<String> TELLING = Set.of("number", "date", "type");
    /** What columns say of the subject of the columns before them, in a row that is about a person: `typ_prest;mt;dt_deb`. */
    private static final Set<String> OF_A_SUBJECT = Set.of("start", "end", "amount", "date", "month", "period",
            "situation");
    private static final Set<String> SUBJECTS = Set.of("measure", "contract", "alert", "benefit", "housing", "notes");
    private static final int MOST_NAMED = 9;
    private static final String BENEFIT_SYSTEM = "https://viaduc.org/fhir/CodeSystem/benefit";

    private final Vocabulary vocabulary = Vocabulary.load();
    private final Targets targets = Targets.load();
    private final Optional<String> key;

    /** @param key the column that says whose row it is, where somebody has said so */
    public Guesser(Optional<String> key) {
        this.key = key;
    }

    /** Where the columns belong of the table whose rows say who a file is about. */
    public Guess person(Table table) {
        return new Guessing(table, true, Set.of()).guess();
    }

    @Override
    public int identity(Table table) {
        return person(table).blocks().stream().filter(block -> block.piece().equals("S01.identity"))
                .mapToInt(block -> block.lines().size()).sum();
    }

    @Override
    public boolean saysSomething(Table table) {
        var guess = person(table);
        return !guess.blocks().isEmpty() || guess.household().isPresent() || guess.hidden().isPresent();
    }

    /** Where the columns of another table belong. @param keys the person's own keys, which its rows may repeat */
    public Guess other(Table table, Set<String> keys) {
        return new Guessing(table, false, keys).guess();
    }

    /** The words for yes and no, where the column has nothing else. */
    public Optional<List<String>> yesNo(Column column) {
        return new Look(column).yesNo();
    }

    /**
     * The column of another table that says whose row it is, by its name.
     *
     * @param key  of the person's own rows
     * @param bare whether a name that says no more than a number is enough: each table of a database has an id of its own
     */
    public Optional<String> keyOf(Table table, String key, boolean bare) {
        var same = table.columns().stream().map(Column::name).filter(key::equals).findFirst();
        if (same.isPresent() && vocabulary.read(key).concepts().size() > 1) {
            return same;
        }
        return table.columns().stream().map(Column::name).filter(name -> !name.equals(key))
                .filter(name -> vocabulary.read(name).unknown() == 0
                        && vocabulary.read(name).concepts().equals(Set.of("person", "number")))
                .findFirst().or(() -> same.filter(any -> bare));
    }

    /** A column at a field of a piece: how well the name fits, and in which format its values do. */
    private record Fit(int score, int column, Target target, Field field, String format, Optional<Codes> codes) {}

    /** One table being looked at. */
    private final class Guessing {
        private final Table table;
        private final boolean isPerson;
        private final Set<String> about;
        private final Map<String, String> subject = new HashMap<>();
        private final Map<String, Said> said = new HashMap<>();
        private final Map<String, Look> looks = new HashMap<>();
        private final Set<String> used = new HashSet<>();

        Guessing(Table table, boolean isPerson, Set<String> keys) {
            this.table = table;
            this.isPerson = isPerson;
            used.addAll(keys);
            table.columns().forEach(column -> {
                said.put(column.name(), vocabulary.read(column.name()));
                looks.put(column.name(), new Look(column));
            });
            this.about = isPerson ? vocabulary.read(table.type()).concepts() : about(table.type());
            if (isPerson) {
                subjects();
            }
        }

        /** In a row about a person, a day or an amount that says no more is about what the columns before it are about. */
        private void subjects() {
            var before = Optional.<String>empty();
            for (var column : table.columns()) {
                var here = said.get(column.name());
                var own = here.concepts().stream().filter(SUBJECTS::contains).toList();
                if (own.size() == 1 && here.unknown() == 0 && !here.foreign()) {
                    before = Optional.of(own.getFirst());
                } else if (here.concepts().isEmpty() || here.unknown() > 0
                        || !OF_A_SUBJECT.containsAll(here.concepts())) {
                    before = Optional.empty();
                }
                before.ifPresent(word -> subject.put(column.name(), word));
            }
        }

        private boolean isAbout(String column, String concept) {
            return about.contains(concept) || concept.equals(subject.get(column));
        }

        /** What the type's name says, and what its rows number, date or tell the sort of: a type may be called `A`. */
        private Set<String> about(String type) {
            var found = new HashSet<>(vocabulary.read(type).concepts());
            said.values().stream().map(Said::concepts)
                    .filter(concepts -> concepts.size() == 2 && concepts.stream().anyMatch(TELLING::contains))
                    .flatMap(Set::stream).filter(SUBJECTS::contains).forEach(found::add);
            return found;
        }

        Guess guess() {
            var person = isPerson
                    ? key.filter(said::containsKey).or(() -> key(targets.person(), true))
                    : Optional.<String>empty();
            person.ifPresent(used::add);
            var household = isPerson ? key(targets.household(), false) : Optional.<String>empty();
            household.ifPresent(used::add);
            var hidden = hidden();
            hidden.map(Hidden::column).ifPresent(used::add);
            var left = new LinkedHashMap<String, Left>();
            told(targets.drop(), true, left);
            told(targets.careful(), false, left);
            var moved = moved();
            moved.ifPresent(fact -> used.addAll(Set.of(fact.on(), fact.to())));
            var blocks = blocks();
            table.columns().stream().map(Column::name).filter(name -> !used.contains(name)).forEach(
                    name -> left.put(name, new Left(false, hint(name))));
            return new Guess(table, about.contains("notes") && !isPerson, person, household, hidden, blocks, moved,
                    left);
        }

        /** The first column whose name and values make a key; for persons, one whose name only may. */
        private Optional<String> key(List<Set<String>> named, boolean unique) {
            return free().map(Column::name)
                    .filter(name -> !unique || looks.get(name).isKey(table.rows()))
                    .filter(name -> score(name, named, true) > 0)
                    .max(Comparator.comparingInt(name -> score(name, named, true)))
                    .or(() -> unique
                            ? free().map(Column::name)
                                    .filter(name -> said.get(name).concepts().contains("number")
                                            && looks.get(name).isKey(table.rows()))
                                    .findFirst()
                            : Optional.empty());
        }

        private java.util.stream.Stream<Column> free() {
            return table.columns().stream().filter(column -> !used.contains(column.name()));
        }

        private Optional<Hidden> hidden() {
            for (var column : free().toList()) {
                var yesNo = looks.get(column.name()).yesNo();
                if (yesNo.isPresent() && score(column.name(), targets.hidden(), false) > 0) {
                    return Optional.of(new Hidden(column.name(), yesNo.get().getFirst(), yesNo.get().getLast()));
                }
            }
            return Optional.empty();
        }

        private void told(List<Targets.Told> words, boolean decided, Map<String, Left> left) {
            for (var column : free().toList()) {
                for (var each : words) {
                    if (!used.contains(column.name()) && score(column.name(), each.named(), false) > 0) {
                        left.put(column.name(), new Left(decided, Hint.of(each.words())));
                        used.add(column.name());
                    }
                }
            }
        }

        private Optional<Moved> moved() {
            var on = free().map(Column::name).filter(name -> score(name, targets.movedOn(), false) > 0
                    && looks.get(name).as(As.DATE).filter(format -> format.startsWith("date")).isPresent()).findFirst();
            var to = free().filter(column -> score(column.name(), targets.movedTo(), false) > 0
                    && !column.values().isEmpty()).findFirst();
            if (on.isEmpty() || to.isEmpty()) {
                return Optional.empty();
            }
            var codes = codes("department", to.get());
            return codes.filter(Codes::isWhole).map(whole -> new Moved(on.get(),
                    looks.get(on.get()).as(As.DATE).orElseThrow(), to.get().name(), Optional.of(whole)));
        }

        /** The best fits first; a column and an element are each used once. */
        private List<Block> blocks() {
            var fits = new ArrayList<Fit>();
            for (var i = 0; i < table.columns().size(); i++) {
                if (!used.contains(table.columns().get(i).name())) {
                    fits.addAll(fits(i));
                }
            }
            fits.sort(Comparator.comparingInt((Fit fit) -> -fit.score).thenComparingInt(Fit::column));
            var chosen = new HashMap<Target, List<Fit>>();
            var taken = new HashSet<String>();
            for (var fit : fits) {
                var name = table.columns().get(fit.column).name();
                var path = fit.target.piece() + " " + fit.field.path();
                if ((!used.contains(name) || fit.field.shared()) && !taken.contains(path)) {
                    taken.add(path);
                    used.add(name);
                    chosen.computeIfAbsent(fit.target, target -> new ArrayList<>()).add(fit);
                }
            }
            return targets.pieces().stream().filter(chosen::containsKey)
                    .flatMap(target -> block(target, chosen.get(target)).stream()).toList();
        }

        private List<Fit> fits(int place) {
            var column = table.columns().get(place);
            var found = new ArrayList<Fit>();
            for (var target : targets.pieces()) {
                if (!isPerson && OF_THE_PERSON.contains(target.piece().substring(0, 3))) {
                    continue;
                }
                for (var field : target.fields()) {
                    var score = score(column.name(), field.named(), false);
                    if (score > 0) {
                        fit(score, place, target, field).ifPresent(found::add);
                    }
                }
            }
            return found;
        }

        private Optional<Fit> fit(int score, int place, Target target, Field field) {
            var column = table.columns().get(place);
            if (column.shape() == Shape.LIST && !field.path().endsWith("[*]")) {
                return Optional.empty();
            }
            if (field.as() != As.CODES) {
                return looks.get(column.name()).as(field.as())
                        .map(format -> new Fit(score, place, target, field, format, Optional.empty()));
            }
            return codes(field.codes().orElseThrow(), column)
                    .map(codes -> new Fit(score, place, target, field, "", Optional.of(codes)));
        }

        private Optional<Codes> codes(String table, Column column) {
            var known = CodeWords.of(table);
            var words = new TreeMap<String, Optional<String>>();
            column.values().forEach(value -> words.computeIfAbsent(value, known::common));
            var found = words.values().stream().filter(Optional::isPresent).count();
            return found > 0 && (found * 2 >= words.size() || looks.get(column.name()).isCodes()) && words.size() <= 200
                    ? Optional.of(new Codes(table, words))
                    : Optional.empty();
        }

        private Optional<Block> block(Target target, List<Fit> fits) {
            var constants = new LinkedHashMap<>(target.constants());
            var own = fits.stream().filter(fit -> !fit.field.shared()).toList();
            var asked = target.asked().flatMap(id -> fits.stream().filter(fit -> fit.field.id().equals(id)).findFirst())
                    .map(fit -> table.columns().get(fit.column).name());
            if (own.isEmpty() || target.asked().isPresent() && asked.isEmpty()) {
                own.forEach(fit -> used.remove(table.columns().get(fit.column).name()));
                return Optional.empty();
            }
            if (target.withoutBenefit().isPresent()
                    && fits.stream().noneMatch(fit -> fit.field.id().equals("benefit"))) {
                var benefit = benefit(own);
                if (benefit.isEmpty()) {
                    own.forEach(fit -> used.remove(table.columns().get(fit.column).name()));
                    return Optional.empty();
                }
                var at = target.withoutBenefit().get() + ".coding[0].";
                constants.put(at + "system", BENEFIT_SYSTEM);
                constants.put(at + "code", benefit.get());
            }
            var lines = fits.stream().sorted(Comparator.comparingInt(Fit::column)).map(this::line).toList();
            return Optional.of(new Block(target.piece(), target.resource(), constants, asked, lines));
        }

        /** Which benefit the columns' names or the table's name say. */
        private Optional<String> benefit(List<Fit> fits) {
            return java.util.stream.Stream.of("rsa", "apa", "pch").filter(benefit -> about.contains(benefit)
                    || fits.stream().anyMatch(fit -> said.get(table.columns().get(fit.column).name()).concepts()
                            .contains(benefit)))
                    .findFirst();
        }

        private Line line(Fit fit) {
            return new Line(table.columns().get(fit.column).name(), fit.field.path(), fit.field.concept(), fit.format,
                    fit.codes, fit.field.system(), fit.field.note());
        }

        /**
         * How well one of the names says what the column says: all of the name must be said, by the column or by the row
         * type, and nothing else may be said but what says nothing of its own.
         */
        private int score(String column, List<Set<String>> names, boolean mayBeKey) {
            var said = this.said.get(column);
            var best = 0;
            for (var name : names) {
                var own = name.stream().filter(said.concepts()::contains).count();
                var all = name.stream().allMatch(each -> said.concepts().contains(each) || isAbout(column, each));
                var more = said.concepts().stream().filter(each -> !name.contains(each)
                        && !isAbout(column, each) && !isImplied(each, name)).toList();
                var strange = more.stream().anyMatch(each -> !NEUTRAL.contains(each)) || said.foreign();
                if (all && own > 0 && !strange && (said.unknown() == 0 || mayBeKey && own > 1)) {
                    best = Math.max(best, (int) own * 20 + name.size() * 2 - more.size() * 3);
                }
            }
            return best;
        }

        /** A name that asks for a benefit is content with one by name. */
        private boolean isImplied(String concept, Set<String> name) {
            return Set.of("rsa", "apa", "pch").contains(concept) && name.contains("benefit")
                    || concept.equals("benefit") && name.contains("overpayment")
                    || Set.of("rsa", "apa", "pch").contains(concept) && name.contains("overpayment");
        }

        private Hint hint(String name) {
            if (isKeyOfNir(name)) {
                return new Hint("la clé du NIR, à lire avec lui (`locals:`, voir connect-a-system.md)",
                        "the key of the NIR, to be read with it (`locals:`, see connect-a-system.md)");
            }
            var words = looks.get(name).words();
            if (said.get(name).foreign()) {
                return words.and(", au sujet d'une autre personne", ", about somebody else than the person");
            }
            return nearest(name).map(fit -> words.and(" ; " + fit.french(), "; " + fit.english())).orElse(words);
        }

        private boolean isKeyOfNir(String name) {
            return Set.of(Set.of("number"), Set.of("number", "nir")).contains(said.get(name).concepts())
                    && looks.get(name).isTwoDigits()
                    && used.stream().anyMatch(other -> said.containsKey(other)
                            && said.get(other).concepts().contains("nir") && !looks.get(other).isWholeNir());
        }

        /** Where the name alone would put it, and why it does not stand there. */
        private Optional<Hint> nearest(String name) {
            Optional<Hint> best = Optional.empty();
            var most = 0;
            for (var target : targets.pieces()) {
                for (var field : target.fields()) {
                    var score = isPerson || !OF_THE_PERSON.contains(target.piece().substring(0, 3))
                            ? score(name, field.named(), false)
                            : 0;
                    if (score > most) {
                        most = score;
                        best = Optional.of(nearest(name, target, field));
                    }
                }
            }
            return best;
        }

        private Hint nearest(String name, Target target, Field field) {
            var at = "`" + (field.concept() ? "concept: " : "path: ") + field.path() + "`";
            var of = new Hint("d'après son nom " + at + " de " + target.piece(),
                    "by its name " + at + " of " + target.piece());
            if (field.as() == As.CODES && codes(field.codes().orElseThrow(), place(name)).isEmpty()) {
                var common = CodeWords.of(field.codes().get()).commons();
                var list = String.join(", ", common.subList(0, Math.min(MOST_NAMED, common.size())))
                        + (common.size() > MOST_NAMED ? ", …" : "");
                return of.and(", mais ses mots sont inconnus : écrire codes/" + field.codes().get() + ".csv ("
                        + list + ")",
                        ", but its words are unknown: write codes/" + field.codes().get() + ".csv (" + list + ")");
            }
            return field.as() != As.CODES && looks.get(name).as(field.as()).isEmpty()
                    ? of.and(", mais ses valeurs n'en ont pas la forme", ", but its values do not look like it")
                    : of.and(", où il manque un champ ou s'en trouve déjà un autre",
                            ", where another field stands already or one is missing");
        }

        private Column place(String name) {
            return table.columns().stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
        }
    }
}
