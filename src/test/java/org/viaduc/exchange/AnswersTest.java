package org.viaduc.exchange;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.exchange.audit.Annotation;
import org.viaduc.exchange.audit.Annotations;
import org.viaduc.exchange.audit.Answers;
import org.viaduc.exchange.audit.Deadlines;
import org.viaduc.exchange.audit.Period;
import org.viaduc.exchange.audit.ReportPage;
import org.viaduc.exchange.audit.ReportPaper;
import org.viaduc.exchange.audit.Reports;
import org.viaduc.exchange.audit.Sampling;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Disclosure;
import org.viaduc.journal.answers.Sample;
import org.viaduc.journal.answers.Stratum;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Language;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.ReportSeal;
import org.viaduc.trust.container.SignedPdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An auditor's questions to a node that has sent one family's file and awaits an agreement for another's. */
class AnswersTest {
    private static final Actor AUDITOR = Actor.user("a.martin");
    private static final Search ALL = Search.latest(1000);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private Side nantes;
    private Answers answers;
    private ExchangeId sent;
    private ExchangeId awaiting;
    private Pseudonym person;

    @BeforeEach
    void two_families(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
        sent = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(sent);
        awaiting = rennes.collects(Family.withHomeSupport("44")).getFirst();
        person = rennes.counter.find(sent).orElseThrow().person().orElseThrow();
        answers = new Answers(rennes.desk);
    }

    @Test
    void who_received_anything_about_a_person_is_told_with_kinds_rules_and_outcome() {
        var found = answers.disclosures(person, AUDITOR);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.exchange()).isEqualTo(sent);
            assertThat(one.to()).isEqualTo(nantes.department);
            assertThat(one.released()).contains("S01.identity");
            assertThat(one.rules()).contains("R-RSA");
            assertThat(one.outcome()).isEqualTo(Disclosure.Outcome.DELIVERED);
        });
        assertThat(read()).extracting(entry -> entry.details().get("part")).containsExactly("disclosures");
        assertThat(read().getFirst().details()).containsEntry("pseudonym", person.value().toString());
    }

    @Test
    void the_receiving_node_says_the_same_from_its_side() {
        var there = nantes.counter.find(sent).orElseThrow().person().orElseThrow();

        assertThat(new Answers(nantes.desk).disclosures(there, AUDITOR)).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(rennes.department);
            assertThat(one.to()).isEqualTo(nantes.department);
        });
    }

    @Test
    void what_a_user_opened_is_found_and_nothing_that_others_did() {
        rennes.counter.read(sent, Side.READER);
        rennes.counter.read(awaiting, Actor.user("m.autre"));

        assertThat(answers.readings(Side.READER.id(), ALL, AUDITOR).found())
                .extracting(placed -> placed.entry().exchange().orElseThrow()).containsExactly(sent);
    }

    @Test
    void releases_that_rested_on_a_rule_are_found_and_what_only_awaits_is_not() {
        var found = answers.releases("R-RSA", ALL, AUDITOR).found();

        assertThat(found).extracting(course -> course.exchange()).containsExactly(sent);
        assertThat(answers.releases("R-ASE-ADM", ALL, AUDITOR).found()).isEmpty();
    }

    @Test
    void what_awaits_is_found_with_what_is_awaited_and_where_it_stands() {
        var found = answers.stopped(ALL, AUDITOR, Step.AWAITING).found();

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.entry().exchange()).contains(awaiting);
            assertThat(one.entry().details().get("awaits")).contains("written-agreement");
            assertThat(one.course().orElseThrow().ending()).isEqualTo("awaiting");
        });
    }

    @Test
    void an_answer_of_many_pages_leaves_nothing_out_and_says_nothing_twice() {
        var whole = answers.stopped(ALL, AUDITOR, Step.DECIDED, Step.AWAITING, Step.QUEUED).found();
        var first = answers.stopped(Search.latest(2), AUDITOR, Step.DECIDED, Step.AWAITING, Step.QUEUED);
        var second = answers.stopped(ALL.before(first.next().orElseThrow()), AUDITOR, Step.DECIDED, Step.AWAITING,
                Step.QUEUED);

        assertThat(first.found()).hasSize(2);
        assertThat(whole).hasSizeGreaterThan(2);
        assertThat(List.of(first.found(), second.found()).stream().flatMap(List::stream).toList()).isEqualTo(whole);
    }

    @Test
    void a_deadline_that_passed_is_missed_by_this_department_until_it_is_done_and_remembered_after() {
        due(awaiting, "clock:transmission-1-month", today().minusDays(3));

        var missed = deadlines().missed(days(30), AUDITOR);

        assertThat(missed).singleElement().satisfies(one -> {
            assertThat(one.who()).isEqualTo(rennes.department);
            assertThat(one.what()).isEqualTo("clock:transmission-1-month");
            assertThat(one.done()).isEmpty();
        });
        due(sent, "clock:transmission-1-month", today().minusDays(3));
        assertThat(deadlines().missed(days(30), AUDITOR)).extracting(one -> one.exchange())
                .containsExactlyInAnyOrder(awaiting, sent);
        due(sent, "clock:transmission-1-month", today().plusDays(3));
        assertThat(deadlines().missed(days(30), AUDITOR)).extracting(one -> one.exchange()).containsExactly(awaiting);
    }

    @Test
    void a_sample_is_drawn_again_by_another_auditor_though_the_journal_has_grown() {
        var sampling = new Sampling(rennes.desk, rennes.source);
        var plan = new Sample.Plan(Sample.Plan.seed("dés lancés en séance"), days(30).begins(), days(30).ends(), 1,
                Set.of(Stratum.By.TRACK));
        var first = sampling.draw(plan, OptionalLong.empty(), AUDITOR);
        rennes.collects(Family.onIncomeSupport("44"));
        rennes.state(awaiting, FactKind.WRITTEN_AGREEMENT, Map.of("by", "parents"));

        var second = sampling.draw(plan, OptionalLong.of(first.checkpoint().size()), Actor.user("c.bernard"));

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.drawn()).isEqualTo(first.drawn());
        assertThat(first.population()).isEqualTo(2);
        assertThat(rennes.entries(Step.SAMPLED)).extracting(entry -> entry.details().get("seed"))
                .containsExactly(plan.seed().hex(), plan.seed().hex());
        assertThatThrownBy(() -> sampling.draw(plan, OptionalLong.of(1), AUDITOR))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_note_stays_as_it_is_and_its_digest_stands_in_the_journal() throws SQLException {
        var notes = new Annotations(rennes.desk, answers);

        notes.add(new Annotation.On.Exchange(sent), "Vérifié le 21/11 : base légale conforme (" + sent + ").", AUDITOR);

        assertThat(notes.on(sent, AUDITOR)).singleElement()
                .satisfies(note -> assertThat(note.author()).isEqualTo("user:a.martin"));
        assertThat(rennes.entries(Step.ANNOTATED)).singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsKey("digest").doesNotContainKey("text"));
        try (var log = rennes.source.getConnection(); var statement = log.createStatement()) {
            assertThatThrownBy(() -> statement.execute("update annotation set body = 'autre chose'"))
                    .hasMessageContaining("never changed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "NIR 2 94 03 56 260 123", "rappeler le 02 99 12 34 56",
            "voir m.kerouedan@d56.fr"})
    void what_names_a_person_is_no_note(String text) {
        var notes = new Annotations(rennes.desk, answers);

        assertThatThrownBy(() -> notes.add(new Annotation.On.Exchange(sent), text, AUDITOR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_note_on_nothing_is_refused() {
        var notes = new Annotations(rennes.desk, answers);

        assertThatThrownBy(() -> notes.add(new Annotation.On.Exchange(ExchangeId.next(clock)), "Rien", AUDITOR))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> notes.add(new Annotation.On.Entry(1_000_000), "Rien", AUDITOR))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_report_is_signed_counts_the_period_and_reads_in_french_and_english() throws Exception {
        new Annotations(rennes.desk, answers).add(new Annotation.On.Exchange(sent), "Base légale <vérifiée>", AUDITOR);

        var jws = reports().sign(days(30), AUDITOR);

        var report = ReportSeal.open(jws, rennes.ring.publicKeys()).orElseThrow();
        var json = new ObjectMapper().readTree(report);
        assertThat(json.path("checkpoint").path("size").asLong()).isPositive();
        assertThat(count(json, "delivered")).isEqualTo(1);
        assertThat(count(json, "awaiting")).isEqualTo(1);
        assertThat(json.path("disclosures").findValuesAsText("to")).containsExactly("D44");
        assertThat(ReportPage.of(report).html()).contains("Base légale &lt;vérifiée&gt;", "Échanges", "Recipients");
        assertThat(ReportPage.of(report).text()).contains("Délais manqués");
        assertThat(new String(report, java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain(person.value().toString());
    }

    @Test
    void a_report_with_one_character_changed_or_under_another_key_is_not_believed() {
        var jws = reports().sign(days(30), AUDITOR);

        assertThat(ReportSeal.open(jws, nantes.ring.publicKeys())).isEmpty();
        var at = jws.indexOf('.') + 20;
        var changed = jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
        assertThat(ReportSeal.open(changed, rennes.ring.publicKeys())).isEmpty();
    }

    @Test
    void a_report_on_paper_says_in_one_language_what_was_signed_and_brings_it_along() throws Exception {
        new Annotations(rennes.desk, answers).add(new Annotation.On.Exchange(sent), "Vérifié : l’œuvre du 12/11, ça va",
                AUDITOR);
        new Sampling(rennes.desk, rennes.source).draw(new Sample.Plan(Sample.Plan.seed("dés"), days(30).begins(),
                days(30).ends(), 2, Set.of(Stratum.By.TRACK, Stratum.By.ENDING)), OptionalLong.empty(), AUDITOR);
        var entries = rennes.entries(Step.REPORTED).size();

        var pdf = reports().pdf(days(30), Language.FR, AUDITOR);

        assertThat(rennes.entries(Step.REPORTED)).hasSize(entries + 1);
        var opened = SignedPdf.open(pdf).orElseThrow();
        assertThat(opened.signer()).isEqualTo(rennes.ring.documentSigner().certificate());
        var file = new ObjectMapper().readTree(opened.files().get(ReportPaper.FILE));
        var report = ReportSeal.open(file.path("jws").asText(), rennes.ring.publicKeys()).orElseThrow();
        var json = new ObjectMapper().readTree(report);
        var text = text(pdf);
        assertThat(text).contains("Rapport d’audit du nœud D35", "Demandé par user:a.martin", "Délais manqués",
                "Vérifié : l’œuvre du 12/11, ça va", rennes.ring.documentSigner().keyId(), "voie, issue", "RSA",
                "livré")
                .doesNotContain("Recipients", "delivered");
        assertThat(squeezed(text)).contains(json.path("checkpoint").path("root").asText(),
                Sample.Plan.seed("dés").hex(), sent.toString()).doesNotContain(person.value().toString());
        assertThat(text(reports().pdf(days(30), Language.EN, AUDITOR))).contains("Audit report", "Recipients",
                "delivered").doesNotContain("Destinataires");
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            return new org.apache.pdfbox.text.PDFTextStripper().getText(document);
        }
    }

    /** Without what breaks lines, so that a long number stands whole. */
    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    private static long count(JsonNode report, String ending) {
        for (var each : report.path("exchanges")) {
            if (each.path("ending").asText().equals(ending)) {
                return each.path("count").asLong();
            }
        }
        return 0;
    }

    private Reports reports() {
        return new Reports(rennes.desk, rennes.source, rennes.ring, RuleBook.bundled(), answers, deadlines(),
                new Annotations(rennes.desk, answers));
    }

    private Deadlines deadlines() {
        return new Deadlines(rennes.desk, answers);
    }

    private List<Entry> read() {
        return rennes.entries(Step.READ);
    }

    private Period days(int before) {
        return new Period(today().minusDays(before), today(), PARIS);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PARIS));
    }

    private void due(ExchangeId exchange, String code, LocalDate due) {
        rennes.desk.transactions().run(tx -> {
            try (var insert = tx.prepareStatement("insert into duty (exchange, code, due) values (?, ?, ?) "
                    + "on conflict (exchange, code) do update set due = excluded.due")) {
                insert.setObject(1, exchange.value());
                insert.setString(2, code);
                insert.setObject(3, due);
                return insert.executeUpdate();
            }
        });
    }
}
