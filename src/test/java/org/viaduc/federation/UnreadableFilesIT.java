package org.viaduc.federation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a department hands over and nobody can read is refused with its place and an entry, and harms nothing else. */
class UnreadableFilesIT {
    private final Neighbourhood neighbourhood = Neighbourhood.running();
    private final Pair pair = neighbourhood.pair;
    private final Depot depot = pair.depot(Pair.D35);
    private final Family good = Family.onIncomeSupport("44");
    private final Family next = Family.onIncomeSupport("44");

    @Test
    void a_line_with_too_few_columns_holds_its_household_back_and_no_other() throws Exception {
        var bad = Family.onIncomeSupport("44").raw("R;" + Family.MARK + ";2");

        var drop = depot.drop(bad, good);

        assertRead("archive", drop, "columns");
        pair.until(Pair.D35, good, "delivered");
        assertThat(pair.exchangeOf(Pair.D35, bad)).isEmpty();
        assertNextGoesThrough();
    }

    @Test
    void a_line_of_an_unknown_type_holds_its_household_back_and_no_other() throws Exception {
        var bad = Family.onIncomeSupport("44").raw("ZZ;" + Family.MARK);

        var drop = depot.drop(good, bad);

        assertRead("archive", drop, "row type");
        pair.until(Pair.D35, good, "delivered");
        assertNextGoesThrough();
    }

    @Test
    void a_file_in_another_encoding_is_refused_whole() throws Exception {
        var text = Family.drop(Family.onIncomeSupport("44").line("V", "é" + Family.MARK + ";1,00;2026T3"));

        var drop = depot.drop(text.replace("CE-", "é").getBytes(StandardCharsets.UTF_8));

        assertRead("reject", drop, "UTF-8");
        assertNextGoesThrough();
    }

    @Test
    void a_file_without_headers_is_refused_whole() throws Exception {
        var text = Family.drop(Family.onIncomeSupport("44")).lines().filter(line -> !line.startsWith("#"))
                .reduce("", (all, line) -> all + line + "\r\n");

        var drop = depot.drop(text.getBytes(Family.CHARSET));

        assertRead("reject", drop, "header");
        assertNextGoesThrough();
    }

    @Test
    void an_empty_file_is_refused() throws Exception {
        var drop = depot.drop(new byte[0]);

        assertRead("reject", drop, "empty");
        assertNextGoesThrough();
    }

    @Test
    void bytes_that_are_no_text_are_refused() throws Exception {
        var noise = new byte[200_000];
        new java.util.Random(7).nextBytes(noise);

        var drop = depot.drop(noise);

        assertRead("reject", drop, ":");
        assertNextGoesThrough();
    }

    @Test
    void an_xml_bomb_in_an_answer() throws Exception {
        var entities = new StringBuilder("<!ENTITY a0 'ha'>");
        for (var i = 1; i < 30; i++) {
            entities.append("<!ENTITY a").append(i).append(" '").append("&a").append(i - 1).append(";")
                    .append("&a").append(i - 1).append(";'>");
        }

        assertAnswerRefused("BOMB", "<?xml version='1.0'?><!DOCTYPE x [" + entities + "]>"
                + StubArdoise
                        .read("<dossier numero='BOMB'><usager><nomNaissance>&a29;</nomNaissance></usager></dossier>"));
    }

    @Test
    void an_external_entity_in_an_answer() throws Exception {
        var address = neighbourhood.ardoise.address().replace("/ardoise", "/outside");

        assertAnswerRefused("ENTITY", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM '" + address
                + "'><!ENTITY f SYSTEM 'file:///etc/hostname'>]>" + StubArdoise.read(
                        "<dossier numero='ENTITY'><usager><nomNaissance>&e;&f;</nomNaissance></usager></dossier>"));
        assertThat(neighbourhood.ardoise.strangePaths()).isEmpty();
    }

    @Test
    void an_answer_that_is_no_xml() throws Exception {
        assertAnswerRefused("TORN", "<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body><dossier "
                + Family.MARK);
    }

    @Test
    void an_answer_nested_without_end() throws Exception {
        assertAnswerRefused("DEEP", StubArdoise.read("<dossier numero='DEEP'>" + "<usager>".repeat(5_000)
                + Family.MARK + "</usager>".repeat(5_000) + "</dossier>"));
    }

    @Test
    void a_file_that_the_service_says_is_unknown() throws Exception {
        assertAnswerRefused("GONE", StubArdoise.soap("<S:Fault><faultcode>S:Client</faultcode><faultstring>"
                + Family.MARK
                + "</faultstring><detail><DossierInconnu xmlns='urn:ardoise:dossier:v1'><numeroDossier>GONE</numeroDossier>"
                + "</DossierInconnu></detail></S:Fault>"));
    }

    @Test
    void a_file_on_which_the_service_fails_is_asked_for_until_it_answers() throws Exception {
        neighbourhood.ardoise.changed("FAULT", StubArdoise.soap("<S:Fault><faultcode>S:Server</faultcode><faultstring>"
                + Family.MARK + "</faultstring></S:Fault>"));
        neighbourhood.ardoise.changed("FAULT-NEXT",
                StubArdoise.read(StubArdoise.dossier("FAULT-NEXT", Family.MARK + "apreslapanne")));
        untilDelivered("FAULT-NEXT");
        Eventually.is("it is asked for again", () -> neighbourhood.ardoise.askedFor("FAULT") > 2);

        neighbourhood.ardoise.answers("FAULT",
                StubArdoise.read(StubArdoise.dossier("FAULT", Family.MARK + "retrouve")));

        untilDelivered("FAULT");
        assertThat(pair.tables(Pair.D35).entries("refused-at-door").stream().filter(line -> line.says("guichet-35")))
                .as("entries about it, however often it was asked for").hasSizeLessThan(12);
    }

    private void assertRead(String ending, String drop, String reason) throws IOException, java.sql.SQLException {
        Eventually.is(drop + " is in " + ending, () -> depot.isIn(ending, drop));
        assertThat(Files.readAllLines(pair.log(Pair.D35))).as("the place in the log")
                .anyMatch(line -> line.contains("place=\"" + drop + ":") && line.contains(reason));
        assertThat(pair.tables(Pair.D35).entries("refused-at-door")).anyMatch(line -> line.says("depot-35"));
    }

    private void assertNextGoesThrough() throws IOException {
        depot.drop(next);
        pair.until(Pair.D35, next, "delivered");
    }

    /** The bad file is refused once and for all; the file listed after it is read. */
    private void assertAnswerRefused(String number, String answer) throws Exception {
        var before = pair.tables(Pair.D35).entries("refused-at-door").size();
        neighbourhood.ardoise.changed(number, answer);
        neighbourhood.ardoise.changed(number + "-NEXT",
                StubArdoise
                        .read(StubArdoise.dossier(number + "-NEXT",
                                Family.MARK + "suivant" + number.toLowerCase(java.util.Locale.ROOT))));

        untilDelivered(number + "-NEXT");
        assertThat(pair.tables(Pair.D35).entries("refused-at-door").stream().skip(before))
                .anyMatch(line -> line.says("guichet-35"));
        assertThat(neighbourhood.ardoise.askedFor(number)).as("calls for the bad file").isLessThanOrEqualTo(3);
    }

    private void untilDelivered(String number) {
        Eventually.is(number + " is delivered", () -> pair.exchanges(Pair.D35).stream()
                .anyMatch(each -> each.path("localId").asText().equals(number)
                        && each.path("state").asText().equals("delivered")));
    }
}
