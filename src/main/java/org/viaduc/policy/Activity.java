package org.viaduc.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.viaduc.model.Purpose;
import org.viaduc.model.Section;
import org.viaduc.model.Track;

/**
 * What a node does with personal data on one road, as its rule book says it: a line of the register of processing (RGPD 30(1)).
 *
 * @param sections   of the file that may leave, at least in part
 * @param special    those of them of which the book says that they hold or may reveal special categories (RGPD 9)
 * @param penal      those that may hold what RGPD 10 is about
 * @param senders    the offices that may send
 * @param recipients the offices that may receive
 * @param retention  how long what was exchanged is kept; empty where it is not kept
 * @param ofMinors   whether it is about children first
 */
public record Activity(Track track, String rule, Set<Purpose> purposes, String french, String english, List<String> law,
        Set<Section> sections, Set<Section> special, Set<Section> penal, Set<Role> senders, Set<Role> recipients,
        Set<ObligationCode> retention, boolean ofMinors) {
    /** One for each road of the book, in the order of the tracks. */
    public static List<Activity> of(RuleBook book) {
        return book.roads.values().stream().map(road -> of(book, road)).toList();
    }

    private static Activity of(RuleBook book, Road road) {
        var sections = EnumSet.noneOf(Section.class);
        var senders = EnumSet.noneOf(Role.class);
        var recipients = EnumSet.noneOf(Role.class);
        for (var passage : passages(book, road)) {
            Kinds.list(passage.release() | passage.mask()).stream().map(kind -> kind.section())
                    .filter(section -> !section.neverLeaves()).forEach(sections::add);
            senders.addAll(roles(passage.from()));
            recipients.addAll(roles(passage.to()));
        }
        return new Activity(road.track, road.rule, Set.copyOf(road.purposes), road.french, road.english, road.law,
                sections, marked(book, sections, "art. 9", "art. 9/10"),
                marked(book, sections, "10)", "art. 10", "/10"),
                senders, recipients, retention(road), road.ase);
    }

    /** A road that goes on as others has theirs. */
    private static List<Passage> passages(RuleBook book, Road road) {
        var passages = new ArrayList<>(road.passages);
        road.asTracks.stream().filter(track -> book.road(track) != null)
                .forEach(track -> passages.addAll(book.road(track).passages));
        return passages;
    }

    private static Set<Role> roles(long bits) {
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            if ((bits & role.bit()) != 0) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static Set<Section> marked(RuleBook book, Set<Section> sections, String... words) {
        var marked = EnumSet.noneOf(Section.class);
        book.categories.rows().stream().filter(row -> sections.contains(row.section()))
                .filter(row -> List.of(words).stream().anyMatch(row.rgpd()::contains))
                .forEach(row -> marked.add(row.section()));
        return marked;
    }

    private static Set<ObligationCode> retention(Road road) {
        var codes = new LinkedHashSet<ObligationCode>();
        road.obligations.stream().filter(code -> code.word().startsWith("retention:")).forEach(codes::add);
        road.retention.values().stream().sorted().forEach(codes::add);
        return codes;
    }
}
