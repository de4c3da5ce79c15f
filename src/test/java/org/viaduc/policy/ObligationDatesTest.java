package org.viaduc.policy;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Days and what would change an answer, on the cases of the folder. */
class ObligationDatesTest {
    @Test
    void the_clocks_of_an_alert_run_from_its_receipt_and_the_transmission() throws IOException {
        var decision = decided("waived-information-releases-the-alert-with-its-source-masked");
        var today = decision.decidedOn();
        var received = Asked.given("waived-information-releases-the-alert-with-its-source-masked").facts().stream()
                .filter(fact -> fact.kind() == FactKind.IP_RECEIVED).findFirst().orElseThrow();
        assertThat(days(decision)).containsEntry("clock:ip-evaluation", received.on().plusMonths(3).toString());
        assertThat(decision.factsReliedOn()).contains(received.id());
        assertThat(days(decision)).containsEntry("log-36-months", today.plusMonths(36).toString())
                .containsEntry("retention:2-years", today.plusYears(2).toString())
                .containsEntry("persist-label", "").containsEntry("no-redisclosure", "");
    }

    @Test
    void the_clocks_of_an_emergency_run_from_the_day_it_was_declared() throws IOException {
        var decision = decided("emergency-of-yesterday-still-opens");
        var yesterday = decision.decidedOn().minusDays(1);
        assertThat(days(decision)).containsEntry("clock:access-24-hours", yesterday.plusDays(1).toString())
                .containsEntry("clock:review-72-hours", yesterday.plusDays(3).toString())
                .containsEntry("notify-second-person", yesterday.toString());
    }

    @Test
    void the_months_of_the_domicile_run_from_its_day() throws IOException {
        var decision = decided("three-months-at-home-move-the-care-allowance-file");
        assertThat(days(decision)).containsKeys("clock:transmission-1-month", "clock:answer-1-month");
        assertThat(days(decision).get("clock:answer-1-month")).isEqualTo(decision.decidedOn().plusMonths(1).toString());
        assertThat(LocalDate.parse(days(decision).get("clock:transmission-1-month")))
                .isBetween(decision.decidedOn().minusMonths(12), decision.decidedOn().plusMonths(1));
    }

    @Test
    void what_would_change_an_answer_is_told() throws IOException {
        assertThat(decided("majority-stops-an-unfinished-transfer").wouldChange()).containsExactly(
                FactKind.ACTION_EDUCATIVE);
        assertThat(decided("department-without-published-attestation-sends-paper").wouldChange()).containsExactly(
                FactKind.RGS_ATTESTATION);
        assertThat(decided("opposition-and-consent-of-one-day-close-the-pregnancy-file").wouldChange()).containsExactly(
                FactKind.CONSENT);
        assertThat(decided("evaluation-closed-on-the-day-it-began-opens-no-road").wouldChange()).containsExactly(
                FactKind.IP_UNDER_EVALUATION);
        assertThat(decided("landlord-is-bound-by-no-secrecy").wouldChange()).isEmpty();
        assertThat(decided("refusal-waits-for-an-evaluation").wouldChange()).containsExactlyElementsOf(List.of(
                FactKind.EVALUATED_AFTER_REFUSAL, FactKind.WRITTEN_AGREEMENT));
    }

    @Test
    void sets_of_kinds_are_said_as_short_as_can_be() {
        assertThat(Kinds.words(Kinds.of("S05") | Kinds.of("S10.ip"))).isEqualTo("S05 · S10 ip");
        assertThat(Kinds.words(0)).isEmpty();
    }

    @Test
    void ages_are_whole_and_an_unknown_one_is_neither() {
        assertThat(new Age.Years(0).isMinor(LocalDate.EPOCH)).isTrue();
        assertThat(new Age.Years(150).isAdult(LocalDate.EPOCH)).isTrue();
        assertThat(new Age.Unknown().isMinor(LocalDate.EPOCH)).isFalse();
        assertThat(new Age.Unknown().isAdult(LocalDate.EPOCH)).isFalse();
    }

    private static Map<String, String> days(Decision decision) {
        var days = new TreeMap<String, String>();
        decision.obligations()
                .forEach(each -> days.put(each.code().word(), each.due().map(Object::toString).orElse("")));
        return days;
    }

    private static Decision decided(String name) throws IOException {
        return Asked.decided(name);
    }
}
