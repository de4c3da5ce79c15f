package org.viaduc.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.access.AgentsOnly;
import org.viaduc.exchange.access.Extracts;
import org.viaduc.exchange.access.Part;
import org.viaduc.exchange.desk.State;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.viaduc.exchange.Story.AGENT;
import static org.viaduc.exchange.Story.isKept;
import static org.viaduc.exchange.Story.journal;
import static org.viaduc.exchange.Story.steps;

/** Somebody asks for their own file, or for their child's: what they are given, until when, and what nobody can tell from it. */
class OwnAccessTest {
    @TempDir
    private Path folder;

    @Test
    void a_person_reads_their_whole_file_but_what_would_betray_others_or_where_somebody_is() {
        var story = anAdult("own").holds(Kind.INCOME, Kind.MEDICAL, Kind.SYNTHESIS, Kind.NIR, Kind.RESIDENCE_PERMIT)
                .holds(Kind.HOUSEHOLD, Mark.THIRD_PARTY).holds(Kind.PROTECTION_ORDER, Kind.NOTE, Kind.COURT_FILE_PIECE);

        var id = story.isAskedByTheirOwn(Role.PERSON);

        assertThat(story.origin.state(id)).isEqualTo(State.READY);
        assertThat(kinds(story, id)).containsExactlyInAnyOrder("S01.identity", "S01.nir", "S03.household",
                "S04.residence-permit", "S05.income", "S07.medical", "S14.synthesis");
        assertThat(page(story, id)).contains(Pieces.text(Kind.MEDICAL), Pieces.text(Kind.SYNTHESIS),
                "Maëlys Exemple-Kervella", "la personne concernée").doesNotContain(Pieces.text(Kind.HOUSEHOLD));
        assertThat(story.origin.carried).isEmpty();
    }

    @Test
    void parents_read_their_childs_file_without_what_it_keeps_from_them() {
        var story = aChild("child").holds(Kind.GIR, Kind.MEDICAL).holds(Kind.CHILD_HEALTH, Mark.SECRET_FROM_PARENTS)
                .happened(FactKind.OPPOSITION, 2, "by", "minor", "to", "S07");

        var parents = story.isAskedByTheirOwn(Role.PARENTS);
        var own = story.isAskedByTheirOwn(Role.PERSON);

        assertThat(kinds(story, parents)).containsExactlyInAnyOrder("S01.identity", "S08.gir");
        assertThat(kinds(story, own)).contains("S07.medical", "S09.child-health");
    }

    @Test
    void what_parents_are_given_does_not_tell_that_there_is_something_else() {
        var secretive = aChild("secretive").holds(Kind.CHILD_HEALTH, Mark.SECRET_FROM_PARENTS).holds(Kind.GIR)
                .happened(FactKind.OPPOSITION, 2, "by", "minor", "to", "S07").holds(Kind.MEDICAL, Kind.SYNTHESIS);
        var open = aChild("open").holds(Kind.GIR, Kind.SYNTHESIS);

        assertAlike(secretive, open, Role.PARENTS);
    }

    @Test
    void an_alert_under_evaluation_is_in_no_extract_and_none_tells_of_it() {
        var evaluated = aChild("evaluated").holds(Kind.IP, Kind.IP_EVALUATION).holds(Kind.GIR)
                .happened(FactKind.IP_RECEIVED, 9).happened(FactKind.IP_UNDER_EVALUATION, 8);
        var quiet = aChild("quiet").holds(Kind.GIR);

        assertAlike(evaluated, quiet, Role.PARENTS);
    }

    @Test
    void a_protected_address_and_a_protection_order_leave_no_trace_in_an_extract() {
        var sheltered = anAdult("sheltered").holds(Kind.ADDRESS, Mark.PROTECTED).holds(Kind.CONTACT,
                Kind.PROTECTION_ORDER,
                Kind.INCOME);
        var plain = anAdult("plain").holds(Kind.INCOME);

        assertAlike(sheltered, plain, Role.PERSON);
    }

    @Test
    void an_ex_partner_reads_their_own_file_and_nothing_of_where_she_is() {
        var story = anAdult("ex").holds(Kind.BENEFIT_DECISION, Kind.DANGER_ASSESSMENT, Kind.PROTECTION_ORDER)
                .holds(Kind.ADDRESS, Mark.PROTECTED_ADDRESS).holds(Kind.HOUSEHOLD, Mark.THIRD_PARTY)
                .holds(Kind.HOUSING, Mark.PROTECTED_ADDRESS);

        var id = story.isAskedByTheirOwn(Role.PERSON);

        assertThat(kinds(story, id)).contains("S12.decision").doesNotContain("S16.protection-order",
                "S16.danger-assessment", "S02.address");
        assertThat(page(story, id) + bundle(story, id)).doesNotContain(Pieces.text(Kind.ADDRESS),
                Pieces.text(Kind.HOUSEHOLD), Pieces.text(Kind.HOUSING), Pieces.text(Kind.PROTECTION_ORDER),
                "protected", "third-party", "R-ADRESSE");
    }

    @Test
    void a_representative_reads_what_the_person_would() {
        var story = anAdult("represented").holds(Kind.MEDICAL, Kind.LEGAL_PROTECTION, Kind.PROTECTION_ORDER);

        var id = story.isAskedByTheirOwn(Role.REPRESENTATIVE);

        assertThat(kinds(story, id)).containsExactlyInAnyOrder("S01.identity", "S03.legal-protection", "S07.medical");
        assertThat(page(story, id)).contains("le représentant légal");
    }

    @Test
    void parents_of_an_adult_get_nothing_and_are_owed_an_answer_all_the_same() {
        var story = anAdult("grown-up").holds(Kind.INCOME);

        var id = story.isAskedByTheirOwn(Role.PARENTS);

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(isKept(story.origin, id)).isFalse();
        assertNothing(() -> page(story, id));
        assertThat(duties(story)).containsExactly("clock:person-answer " + story.today().plusMonths(1));
    }

    @Test
    void the_answer_is_due_within_a_month_from_the_asking_whether_the_file_has_come_or_not() {
        var story = anAdult("due").begins();

        story.origin.access.ask("depot", "351", Role.PERSON, AGENT);
        var due = story.today().plusMonths(1);
        story.clock.pass(Duration.ofDays(3));
        story.isCollected();

        assertThat(duties(story)).containsExactly("clock:person-answer " + due);
        assertThat(waiting(story)).containsExactly("ready extract " + story.today().plusMonths(1));
    }

    @Test
    void an_extract_is_the_same_as_often_as_it_is_fetched_and_every_fetch_is_an_entry() {
        var story = anAdult("twice").holds(Kind.INCOME);
        var id = story.isAskedByTheirOwn(Role.PERSON);

        var first = bundle(story, id);
        story.clock.pass(Duration.ofDays(2));

        assertThat(bundle(story, id)).isEqualTo(first);
        assertThat(story.origin.entries(id, Step.RELEASED)).isEqualTo(2);
        assertThat(journal(story.origin, id)).contains("part=bundle", "user:" + AGENT.id())
                .doesNotContain(Pieces.SECRET, "Kervella");
    }

    @Test
    void a_fact_that_comes_later_counts_for_the_next_fetch() {
        var story = aChild("later").holds(Kind.IP, Kind.GIR);
        var id = story.isAskedByTheirOwn(Role.PARENTS);
        assertThat(kinds(story, id)).contains("S10.ip");

        story.origin.counter.state(new Counter.About.Exchange(id), story.fact(FactKind.IP_UNDER_EVALUATION, 0),
                Side.READER);

        assertThat(story.origin.state(id)).isEqualTo(State.READY);
        assertThat(kinds(story, id)).doesNotContain("S10.ip").contains("S08.gir");
    }

    @Test
    void on_the_eighteenth_birthday_the_parents_extract_is_shredded_and_nothing_is_fetched_before_that() {
        var story = Story.between("D35", "D44", folder.resolve("birthday")).holds(Kind.GIR);
        story.born(story.today().plusDays(1).minusYears(18));
        var id = story.isAskedByTheirOwn(Role.PARENTS);
        assertThat(kinds(story, id)).contains("S08.gir");
        story.clock.pass(Duration.ofDays(1));

        assertNothing(() -> page(story, id));
        new Clocks(story.origin.desk, story.origin.collecting, story.origin.receiving).reask(id);

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(isKept(story.origin, id)).isFalse();
    }

    @Test
    void what_was_handed_over_is_shredded_and_no_longer_due_and_not_handed_over_twice() {
        var story = anAdult("given").holds(Kind.INCOME);
        var id = story.isAskedByTheirOwn(Role.PERSON);
        page(story, id);

        story.origin.extracts.handedOver(id, Role.PERSON, story.today(), AGENT);

        assertThat(story.origin.state(id)).isEqualTo(State.DELIVERED);
        assertThat(isKept(story.origin, id)).isFalse();
        assertThat(duties(story)).isEmpty();
        assertThat(waiting(story)).isEmpty();
        assertThat(journal(story.origin, id)).contains("to-role=PERSON", "on=" + story.today());
        assertThat(steps(story.origin, id)).endsWith(Step.DELIVERED, Step.SHREDDED);
        assertNothing(() -> story.origin.extracts.handedOver(id, Role.PERSON, story.today(), AGENT));
        assertNothing(() -> page(story, id));
        assertThat(story.origin.entries(id, Step.DELIVERED)).isEqualTo(1);
        assertNothing(() -> story.origin.handingOver.offer(id, AGENT));
    }

    @Test
    void an_extract_goes_to_whom_it_was_put_together_for_once_it_was_fetched_and_on_a_day_that_can_be() {
        var story = aChild("hands").holds(Kind.MEDICAL);
        var id = story.isAskedByTheirOwn(Role.PERSON);

        assertNotHandedOver(story, id, Role.PERSON, 0, "nobody has fetched");
        page(story, id);
        assertNotHandedOver(story, id, Role.PARENTS, 0, "put together for PERSON");
        assertNotHandedOver(story, id, Role.PERSON, 1, "`on`");
        assertNotHandedOver(story, id, Role.PERSON, -1, "`on`");

        assertThat(story.origin.state(id)).isEqualTo(State.READY);
    }

    @Test
    void an_extract_that_nobody_handed_over_is_shredded_after_a_month_and_the_answer_stays_due() {
        var story = anAdult("forgotten").holds(Kind.INCOME);
        var id = story.isAskedByTheirOwn(Role.PERSON);
        var clocks = new Clocks(story.origin.desk, story.origin.collecting, story.origin.receiving);
        page(story, id);
        var last = story.today().plusMonths(1);
        while (story.today().isBefore(last)) {
            story.clock.pass(Duration.ofDays(1));
            clocks.reask(id);
        }
        assertThat(story.origin.state(id)).as("on the last day").isEqualTo(State.READY);

        story.clock.pass(Duration.ofDays(1));
        clocks.reask(id);

        assertThat(story.origin.state(id)).isEqualTo(State.FAILED);
        assertThat(story.origin.reason(id)).isEqualTo("not-handed-over");
        assertThat(isKept(story.origin, id)).isFalse();
        assertNothing(() -> page(story, id));
        assertThat(clocks.running()).singleElement()
                .matches(each -> each.code().equals("clock:person-answer")
                        && each.nearness() == Deadline.Nearness.OVERDUE);
    }

    @Test
    void only_an_agent_of_the_register_asks_fetches_or_hands_over_and_who_tries_is_in_the_journal() {
        var story = anAdult("stranger").holds(Kind.INCOME);
        var id = story.isAskedByTheirOwn(Role.PERSON);

        assertThatThrownBy(() -> story.origin.access.ask("depot", "351", Role.PERSON, Side.READER))
                .isInstanceOf(AgentsOnly.class);
        assertThatThrownBy(() -> story.origin.extracts.fetch(id, new Part.Bundle(), Side.READER))
                .isInstanceOf(AgentsOnly.class);
        assertThatThrownBy(() -> story.origin.extracts.handedOver(id, Role.PERSON, story.today(), Side.READER))
                .isInstanceOf(AgentsOnly.class);

        assertThat(story.origin.entries(Step.REFUSED)).hasSize(3)
                .allMatch(entry -> entry.actor().equals(Side.READER));
        assertThat(story.origin.entries(id, Step.RELEASED)).isZero();
    }

    @Test
    void an_extract_is_never_sent_even_if_somebody_were_to_try() {
        var story = anAdult("stays").holds(Kind.INCOME);
        var id = story.isAskedByTheirOwn(Role.PERSON);

        story.isSent(id);

        assertThat(story.origin.errands(id)).isEmpty();
        assertThat(story.origin.carried).isEmpty();
        assertThat(story.origin.state(id)).isEqualTo(State.READY);
    }

    private Story anAdult(String place) {
        return Story.between("D35", "D44", folder.resolve(place)).aged(34);
    }

    private Story aChild(String place) {
        return Story.between("D35", "D44", folder.resolve(place)).aged(16);
    }

    /** What is given in the one story and in the other differs in nothing but the reference and the hour. */
    private static void assertAlike(Story one, Story other, Role asker) {
        var secret = one.isAskedByTheirOwn(asker);
        var plain = other.isAskedByTheirOwn(asker);

        assertThat(one.origin.state(secret)).isEqualTo(other.origin.state(plain)).isEqualTo(State.READY);
        assertThat(timeless(page(one, secret), secret)).isEqualTo(timeless(page(other, plain), plain));
        assertThat(timeless(bundle(one, secret), secret)).isEqualTo(timeless(bundle(other, plain), plain));
    }

    private static String timeless(String text, ExchangeId id) {
        return text.replace(id.toString(), "ID").replaceAll("T[0-9:.]+Z", "T");
    }

    private static String page(Story story, ExchangeId id) {
        return fetched(story, id, new Part.Page(Language.FR));
    }

    private static String bundle(Story story, ExchangeId id) {
        return fetched(story, id, new Part.Bundle());
    }

    private static Set<String> kinds(Story story, ExchangeId id) {
        return DocumentBundle.read(bundle(story, id).getBytes(StandardCharsets.UTF_8)).record().pieces().stream()
                .map(Piece::kind).map(Kind::code).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String fetched(Story story, ExchangeId id, Part part) {
        try (var in = story.origin.extracts.fetch(id, part, AGENT).content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> duties(Story story) {
        return new Clocks(story.origin.desk, story.origin.collecting, story.origin.receiving).running().stream()
                .map(each -> each.code() + " " + each.deadline().orElseThrow().due()).toList();
    }

    private static List<String> waiting(Story story) {
        return story.origin.tray.waiting(Side.READER).stream()
                .map(each -> each.what() + " " + each.on() + " " + each.due().orElseThrow()).toList();
    }

    private static void assertNothing(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NoSuchElementException.class);
    }

    private static void assertNotHandedOver(Story story, ExchangeId id, Role to, int inDays, String why) {
        assertThatThrownBy(() -> story.origin.extracts.handedOver(id, to, story.today().plusDays(inDays), AGENT))
                .isInstanceOf(Extracts.NotHandedOver.class).hasMessageContaining(why);
    }
}
