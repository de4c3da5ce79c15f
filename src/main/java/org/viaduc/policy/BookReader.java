package org.viaduc.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.Track;
import org.viaduc.policy.Reason.Step;

/** Reads the files of a rule book, all faults at once. */
final class BookReader {
    static final Set<String> STEPS = Set.of("ends", "purpose", "trigger", "majority", "sender", "recipient", "category",
            "nothing-left", "opposition", "secret-from-parents", "closed-while", "carries", "masked", "released");
    private static final Pattern CITATION = Pattern.compile(".+ \\((V26|V16|V09|JB|SEC|MEM)(\\+(V26|V16|V09|JB|SEC|"
            + "MEM))*\\)");

    private static final Set<String> NO_TRACKS = Set.of("book.yaml", "roles.yaml", "categories.yaml",
            "citations.yaml");

    private final SortedMap<String, String> files;
    private final Faults faults = new Faults();
    private final TableReader tables = new TableReader(faults);
    private List<String> counsel = List.of();

    BookReader(SortedMap<String, String> files) {
        this.files = files;
    }

    RuleBook read() {
        for (var name : List.of("book.yaml", "roles.yaml", "categories.yaml")) {
            if (!files.containsKey(name)) {
                faults.add(name + ":1: the file is missing");
            }
        }
        faults.orThrow();
        var version = new String[]{"?"};
        var titles = new TreeMap<String, String>();
        var commons = faults.or(null, () -> commons(parse("book.yaml"), version, titles));
        var roles = faults.or(null, () -> tables.roles(parse("roles.yaml")));
        var categories = faults.or(null, () -> tables.categories(parse("categories.yaml")));
        faults.orThrow();
        var roads = new EnumMap<Track, Road>(Track.class);
        files.forEach((name, text) -> {
            if (!NO_TRACKS.contains(name)) {
                var road = faults.or(null, () -> new RoadReader(name, parse(name), commons, titles.keySet(), faults)
                        .read());
                if (road != null) {
                    roads.put(road.track, road);
                }
            }
        });
        link(roads);
        faults.orThrow();
        var citations = files.containsKey("citations.yaml")
                ? faults.or(CitationTable.NONE, () -> tables.citations(parse("citations.yaml")))
                : CitationTable.NONE;
        everyArticleIsThere(citations, roads, commons);
        faults.orThrow();
        return new RuleBook(new Imprint(version[0], digest(), titles, counsel, citations), roads, commons, roles,
                categories);
    }

    private Yaml parse(String name) {
        return Yaml.parse("policy/" + name, files.get(name));
    }

    private Digest digest() {
        var texts = new ArrayList<String>();
        files.forEach((name, text) -> {
            texts.add(name);
            texts.add(text);
        });
        return Digest.of(texts);
    }

    private void link(Map<Track, Road> roads) {
        for (var road : roads.values()) {
            var inner = new ArrayList<Road>();
            for (var track : road.asTracks) {
                linked(roads, road, track, inner);
            }
            road.inner = List.copyOf(inner);
            if (road.riskTrack != null) {
                var risk = new ArrayList<Road>();
                linked(roads, road, road.riskTrack, risk);
                road.risk = risk.isEmpty() ? null : risk.getFirst();
            }
        }
    }

    private void linked(Map<Track, Road> roads, Road road, Track track, List<Road> found) {
        if (roads.containsKey(track)) {
            found.add(roads.get(track));
        } else {
            faults.add("policy/" + road.track + ".yaml:1: it goes on as `" + track + "`, which has no rules");
        }
    }

    private Commons commons(Yaml yaml, String[] version, SortedMap<String, String> titles) {
        var top = faults.entries(yaml, Set.of("version", "rules", "company", "never-leaves", "protected-address",
                "attestation", "cannot-be-masked", "peer-obligations", "steps"), Set.of("supersedes", "counsel"));
        counsel = faults.value(top, "counsel", List.<String>of(), each -> each.list(text -> text));
        version[0] = faults.value(top, "version", "?", Yaml::text);
        faults.value(top, "rules", Map.<String, Yaml>of(), Yaml::map)
                .forEach((rule, title) -> titles.put(rule, faults.or("?", title::text)));
        var company = faults.value(top, "company", 0L, BookReader::kinds);
        var never = new EnumMap<Kind, Reason>(Kind.class);
        for (var item : faults.value(top, "never-leaves", List.<Yaml>of(), Yaml::list)) {
            var entries = faults.entries(item, Set.of("rule", "kinds", "law", "fr", "en"), Set.of());
            var reason = reason(entries, faults.value(entries, "rule", "?", Yaml::text), Step.HARD_MASK, "never");
            Kinds.list(faults.value(entries, "kinds", 0L, BookReader::kinds))
                    .forEach(kind -> never.put(kind, reason));
        }
        var address = faults.value(top, "protected-address", Map.<String, Yaml>of(),
                each -> faults.entries(each, Set.of("rule", "address", "law", "fr", "en"), Set.of()));
        var attestation = faults.value(top, "attestation", Map.<String, Yaml>of(),
                each -> faults.entries(each, Set.of("guards", "law", "fr", "en"), Set.of()));
        var unmaskable = faults.value(top, "cannot-be-masked", Map.<String, Yaml>of(),
                each -> faults.entries(each, Set.of("kinds", "law", "fr", "en"), Set.of()));
        return new Commons(company, faults.value(address, "address", 0L, BookReader::kinds),
                faults.value(attestation, "guards", 0L, BookReader::kinds),
                faults.value(unmaskable, "kinds", 0L, BookReader::kinds),
                faults.value(top, "peer-obligations", List.of(), each -> each.list(ObligationCode::of)), never,
                reason(address, faults.value(address, "rule", "?", Yaml::text), Step.HARD_MASK, "protected-address"),
                reason(attestation, "?", Step.TRANSPORT, "attestation"),
                reason(unmaskable, "R-ADRESSE-PROTEGEE", Step.MASK, "cannot-be-masked"), steps(top));
    }

    /** A book with a table of citations cites nothing else, and as the table says it was read. */
    private void everyArticleIsThere(CitationTable citations, Map<Track, Road> roads, Commons commons) {
        if (citations.isEmpty()) {
            return;
        }
        var cited = new java.util.TreeSet<String>();
        roads.values().forEach(road -> road.reasons().forEach(reason -> cited.addAll(reason.law())));
        commons.reasons().forEach(reason -> cited.addAll(reason.law()));
        cited.stream().filter(each -> !citations.has(each)).forEach(each -> faults.add(
                "policy/citations.yaml:1: `" + each + "` is cited and has no line here that says so"));
    }

    private Map<String, String[]> steps(Map<String, Yaml> top) {
        var sentences = new HashMap<String, String[]>();
        faults.value(top, "steps", Map.<String, Yaml>of(), each -> faults.entries(each, STEPS, Set.of()))
                .forEach((clause, yaml) -> {
                    var entries = faults.entries(yaml, Set.of("fr", "en"), Set.of());
                    sentences.put(clause, new String[]{faults.value(entries, "fr", "?", Yaml::text),
                            faults.value(entries, "en", "?", Yaml::text)});
                });
        STEPS.forEach(clause -> sentences.putIfAbsent(clause, new String[]{"?", "?"}));
        return sentences;
    }

    private Reason reason(Map<String, Yaml> entries, String rule, Step step, String clause) {
        return new Reason(rule, step, clause, faults.value(entries, "law", List.of(), BookReader::law),
                faults.value(entries, "fr", "?", Yaml::text), faults.value(entries, "en", "?", Yaml::text));
    }

    /** A list of {@code S10}, {@code S10.ip} or {@code all}, as bits. */
    static long kinds(Yaml yaml) {
        var kinds = 0L;
        for (var word : yaml.list()) {
            kinds |= word.word(Kinds::of);
        }
        return kinds;
    }

    /** Citations, each with its verification code. */
    static List<String> law(Yaml yaml) {
        for (var item : yaml.list()) {
            if (!CITATION.matcher(item.text()).matches()) {
                throw item.fault("`" + item.text() + "` is no citation: write `CASF L221-3 (V16)`, with the code that "
                        + "says how it was verified");
            }
        }
        return yaml.list(text -> text);
    }
}
