package org.viaduc.policy.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import org.viaduc.model.Kind;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;

/** The list of limits, read strictly: an unknown key, kind, track, fact or obligation is a fault. */
public final class Limits {
    private static final String PACKED = "/policy/view/limits.yaml";
    private static final Set<String> KEYS = Set.of("id", "tracks", "kinds", "rules", "recalls", "while-closed",
            "when-fact", "unless-fact", "unless-done", "hides", "others", "law", "fr", "en");

    private final List<Limit> limits;

    private Limits(List<Limit> limits) {
        this.limits = List.copyOf(limits);
    }

    /** Those packed with the program. */
    public static Limits bundled() {
        try (InputStream in = Limits.class.getResourceAsStream(PACKED)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the packed limits cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException naming the limit and what is wrong with it */
    static Limits read(String yaml) {
        var document = new Load(LoadSettings.builder().setLabel("limits.yaml").build()).loadFromString(yaml);
        if (!(document instanceof Map<?, ?> map) || !Set.of("version", "limits").equals(map.keySet())
                || !(map.get("limits") instanceof List<?> list)) {
            throw new IllegalArgumentException("limits.yaml holds `version` and a list `limits`");
        }
        return new Limits(list.stream().map(Limits::limit).toList());
    }

    private static Limit limit(Object each) {
        if (!(each instanceof Map<?, ?> map) || !(map.get("id") instanceof String id)) {
            throw new IllegalArgumentException("limits.yaml: each limit has an `id`");
        }
        var unknown = map.keySet().stream().filter(key -> !KEYS.contains(String.valueOf(key))).toList();
        if (!unknown.isEmpty()) {
            throw fault(id, "has unknown keys " + unknown);
        }
        var hides = hides(id, map.get("hides"));
        var read = new Limit(id, set(map, "tracks", word -> Track.of(word).word()), set(map, "kinds", Kind::of),
                set(map, "rules", word -> word), set(map, "recalls", word -> word),
                set(map, "while-closed", Kind::of), set(map, "when-fact", FactKind::of),
                set(map, "unless-fact", FactKind::of), set(map, "unless-done", ObligationCode::of), hides,
                map.containsKey("others") ? hides(id, map.get("others")) : hides,
                List.copyOf(set(map, "law", word -> word)), text(id, map, "fr"), text(id, map, "en"));
        if (read.law().isEmpty() || read.tracks().isEmpty() && read.kinds().isEmpty() && read.rules().isEmpty()
                && read.recalls().isEmpty()) {
            throw fault(id, "touches nothing, or cites no law");
        }
        return read;
    }

    private static Showing hides(String id, Object word) {
        return switch (String.valueOf(word)) {
            case "all" -> Showing.HIDDEN;
            case "recipient" -> Showing.WITHOUT_RECIPIENT;
            default -> throw fault(id, "hides `all` or the `recipient`");
        };
    }

    private static String text(String id, Map<?, ?> map, String key) {
        if (!(map.get(key) instanceof String text) || text.isBlank()) {
            throw fault(id, "has no sentence `" + key + "`");
        }
        return text;
    }

    private static <T> Set<T> set(Map<?, ?> map, String key, Function<String, T> reading) {
        if (!map.containsKey(key)) {
            return Set.of();
        }
        if (!(map.get(key) instanceof List<?> words) || words.isEmpty()) {
            throw fault(String.valueOf(map.get("id")), "has no list `" + key + "`");
        }
        return words.stream().map(String::valueOf).map(reading).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static IllegalArgumentException fault(String id, String what) {
        return new IllegalArgumentException("limits.yaml: the limit `" + id + "` " + what);
    }

    /**
     * How much of it the reader may see: as little as any limit leaves.
     *
     * @param reader   {@link Role#PERSON} or another of those who hold no office
     * @param isClosed whether the rule book closes a kind to the reader today
     * @param known    the facts about the person that stand
     */
    public Showing of(Passed passed, Role reader, Predicate<Kind> isClosed, Set<FactKind> known) {
        return limits.stream().map(limit -> limit.of(passed, reader, isClosed, known)).reduce(Showing.WHOLE,
                Showing::andAlso);
    }

    /** The laws that are cited, for whoever checks citations. */
    List<String> citations() {
        var all = new ArrayList<String>();
        limits.forEach(limit -> all.addAll(limit.law()));
        return all;
    }
}
