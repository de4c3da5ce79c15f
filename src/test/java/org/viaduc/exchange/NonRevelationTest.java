package org.viaduc.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.glass.BreakGlass;
import org.viaduc.journal.Actor;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.person.Sex;
import org.viaduc.person.Traits;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FactResources;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Motive;
import org.viaduc.policy.Role;
import org.viaduc.trust.NamedAgent;
import org.viaduc.trust.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a withheld secret answers equals what an absent file answers: same length and same bytes once opened, but for id, time,
 * nonce and signature, and the digest of what the asker itself had sealed.
 */
class NonRevelationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What differs between any two messages, whatever they say: {@code jti}, {@code xid}, {@code iat}; and {@code received}. */
    private static final Set<String> ANY_TWO_DIFFER_IN = Set.of("jti", "xid", "iat", "received");
    @TempDir
    private Path folder;

    @Test
    void an_emergency_about_somebody_unknown_answers_as_one_about_a_file_without_a_measure_or_an_asker_without_a_right() {
        var story = aChildWith(Kind.PARENTAL_AUTHORITY, Kind.AE_DECISION);
        var measured = traits(story);
        var unknown = new Traits("Personne-Inconnue", List.of("Yann"), Sex.MALE, LocalDate.of(2015, 2, 3), "29019");
        var answers = new ArrayList<byte[]>();

        answers.add(answer(story, unknown, Role.EDUC_ASE, true));
        answers.add(answer(story, measured, Role.GEST_RSA, true));
        answers.add(answer(story, measured, Role.EDUC_ASE, false));
        answers.add(answer(story, unknown, Role.GEST_RSA, false));
        var withoutMeasure = aChildWith(Kind.PPE, Kind.IP);
        answers.add(answer(withoutMeasure, traits(withoutMeasure), Role.EDUC_ASE, true));

        assertThat(answers).allSatisfy(bytes -> assertThat(bytes).hasSameSizeAs(answers.getFirst()));
        assertThat(answers.subList(0, 4)).map(NonRevelationTest::opened).containsOnly(opened(answers.getFirst()));
        assertThat(answers).map(NonRevelationTest::payload).containsOnly(payload(answers.getFirst()));
    }

    @Test
    void two_who_have_the_same_five_traits_answer_as_nobody() {
        var story = aChildWith(Kind.PARENTAL_AUTHORITY, Kind.AE_DECISION);
        story.origin.desk.transactions()
                .run(tx -> story.origin.desk.index().open(tx, story.record(), Optional.empty()));

        var answer = answer(story, traits(story), Role.EDUC_ASE, true);

        assertThat(payload(answer)).isEqualTo(payload(answer(story,
                new Traits("Personne-Inconnue", List.of("Yann"), Sex.MALE, LocalDate.of(2015, 2, 3), "29019"),
                Role.EDUC_ASE, true)));
    }

    @Test
    void the_asker_counts_as_much_afterwards_whoever_it_was_about() {
        var known = aChildWith(Kind.PPE, Kind.IP);
        var other = aChildWith(Kind.PPE, Kind.IP);

        var withheld = declared(known, traits(known));
        var absent = declared(other,
                new Traits("Personne-Inconnue", List.of("Yann"), Sex.MALE, LocalDate.of(2015, 2, 3), "29019"));

        assertThat(Story.steps(known.host, withheld)).isEqualTo(Story.steps(other.host, absent));
        assertThat(known.host.counter.latest(10, Side.READER))
                .hasSameSizeAs(other.host.counter.latest(10, Side.READER));
        assertThat(known.host.tray.waiting(Side.READER)).hasSameSizeAs(other.host.tray.waiting(Side.READER));
        assertThat(known.host.state(withheld)).isEqualTo(other.host.state(absent));
        assertThat(Story.isKept(known.host, withheld)).isEqualTo(Story.isKept(other.host, absent));
    }

    @Test
    void a_view_that_is_not_there_is_over_or_is_anothers_is_refused_in_the_same_way() {
        var story = aChildWith(Kind.PARENTAL_AUTHORITY, Kind.AE_DECISION);
        var id = declared(story, traits(story));
        var declarer = Actor.user("agent-" + Role.EDUC_ASE.ordinal());

        assertThatThrownBy(() -> story.host.glass.view(ExchangeId.next(story.clock), declarer))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> story.host.glass.view(id, Actor.user("b.morvan")))
                .isInstanceOf(NoSuchElementException.class);
        story.clock.pass(Duration.ofHours(25));
        assertThatThrownBy(() -> story.host.glass.view(id, declarer)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_receipt_does_not_say_why_a_host_would_not_hold_what_it_was_offered() {
        var unnamed = anAlert("unnamed");
        var first = unnamed.opens();
        unnamed.host.agents.clear();
        unnamed.host.meets(unnamed.origin, true);
        unnamed.isSent(first);
        var grown = anAlert("grown");
        grown.born(grown.today().plusDays(1).minusYears(18));
        var second = grown.opens();
        grown.origin.beforeCarrying = () -> grown.clock.pass(Duration.between(grown.clock.instant(), grown.today()
                .plusDays(1).atStartOfDay(java.time.ZoneId.of("Europe/Paris")).toInstant()));
        grown.isSent(second);

        assertThat(unnamed.host.state(first)).isEqualTo(State.WITHHELD);
        assertThat(grown.host.state(second)).isEqualTo(State.WITHHELD);
        assertThat(unnamed.host.answered.getLast()).hasSameSizeAs(grown.host.answered.getLast());
        assertThat(payload(unnamed.host.answered.getLast())).isEqualTo(payload(grown.host.answered.getLast()));
    }

    private Story aChildWith(Kind... kinds) {
        var story = Story.between("D35", "D44", folder.resolve(UUID.randomUUID().toString()))
                .receives(Mission.PE, Role.EDUC_ASE).holds(kinds);
        story.isCollected();
        return story;
    }

    private Story anAlert(String place) {
        return Story.between("D35", "D44", folder.resolve(place)).sends(Track.ASE_IP, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP).holds(Kind.IP, Kind.IP_EVALUATION)
                .happened(FactKind.IP_UNDER_EVALUATION, 49).happened(FactKind.PARENTS_INFORMED, 3)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
    }

    private static Traits traits(Story story) {
        return Traits.of(story.record()).orElseThrow();
    }

    private static ExchangeId declared(Story story, Traits person) {
        return story.host.glass.declare(
                new BreakGlass.Emergency(story.origin.department, person, new Motive("found alone")),
                Actor.user("agent-" + Role.EDUC_ASE.ordinal()));
    }

    /** The origin's answer to an emergency that the host's node would not have let pass. */
    private static byte[] answer(Story story, Traits person, Role asker, boolean declaresIt) {
        var id = ExchangeId.next(story.clock);
        var fact = FactCodec.fact(new FactId(UUID.randomUUID().toString()), FactKind.EMERGENCY, story.today(),
                Map.of("by", asker.word(), "motive", "found alone"), "D44", story.clock.instant(), "api",
                Optional.empty());
        var request = new Request(Track.BREAK_GLASS, Purpose.URGENCE, new NamedAgent("agent-1", asker), Mission.PE,
                person, declaresIt ? List.of(FactResources.write(fact)) : List.of());
        var peer = story.host.desk.peers().peer(story.origin.department).orElseThrow();
        story.host.carry(peer, story.host.desk.sealer().seal(request, peer, id), id);
        return story.origin.answered.getLast();
    }

    /** Header and payload, without what any two messages differ in. */
    private static List<JsonNode> opened(byte[] compact) {
        var parts = new String(compact, StandardCharsets.US_ASCII).split("\\.");
        return List.of(part(parts[0]), part(parts[1]));
    }

    private static JsonNode payload(byte[] compact) {
        return opened(compact).get(1);
    }

    private static JsonNode part(String encoded) {
        try {
            var json = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(encoded));
            return json.without(ANY_TWO_DIFFER_IN);
        } catch (java.io.IOException e) {
            throw new AssertionError("an answer to an outsider is a receipt in clear, not a sealed view", e);
        }
    }
}
