package org.viaduc.journal.feed;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal.Sequenced;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;

/** What a collector is told of an entry: in the form of the standards, and nothing that leads to a person. */
class SyslogMessageTest {
    private static final Department D35 = new Department("D35");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123456Z");
    private static final ExchangeId EXCHANGE = ExchangeId.of("0195f3c2-0000-7000-8000-0000000000aa");
    private static final Digest LEAF = new Digest("ab".repeat(32));
    /** RFC 5424, section 6: header, one element of structured data, a text that begins with the byte order mark. */
    private static final Pattern FORM = Pattern.compile("<85>1 \\S+ \\S{1,255} \\S{1,48} - [!-~]{1,32} "
            + "\\[entry@32473( [!-~&&[^=\"\\]]]{1,32}=\"([^\"\\\\\\]]|\\\\[\"\\\\\\]])*\")+] \uFEFF<AuditMessage>.*");

    @ParameterizedTest
    @EnumSource
    void every_step_has_the_form_of_the_standard_and_readable_xml(Step step) throws Exception {
        var message = message(Entry.of(EXCHANGE, Actor.user("a.le-gall"), step, NOW));

        assertThat(message).matches(FORM);
        var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(message.substring(message.indexOf('<', 5)))));
        assertThat(xml.getElementsByTagName("EventIdentification").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("ActiveParticipant").item(0).getAttributes().getNamedItem("UserID")
                .getNodeValue()).isEqualTo("a.le-gall");
    }

    @Test
    void an_entry_tells_its_place_its_hash_and_what_was_done() {
        var message = message(Entry.of(EXCHANGE, Actor.node(D35), Step.SENT, NOW).with(Detail.TO, "D44")
                .with(Detail.ATTEMPT, 2));

        assertThat(message).startsWith("<85>1 2026-11-22T08:00:00.123456Z d35 viaduc - sent [entry@32473 ")
                .contains(" index=\"17\" leaf=\"" + LEAF.hex() + "\" actor=\"node:D35\"",
                        " exchange=\"" + EXCHANGE + "\"", " to=\"D44\"", " attempt=\"2\"", "csd-code=\"110106\"");
    }

    @Test
    void nothing_that_leads_to_a_person_is_told() {
        var person = UUID.randomUUID().toString();
        var message = message(Entry.of(EXCHANGE, Actor.node(D35), Step.MATCHED, NOW)
                .with(Detail.PSEUDONYM, person).with(Detail.CANDIDATES, List.of(person))
                .with(Detail.LOCAL_REFERENCE, "35-001122").with(Detail.FACTS, List.of(person))
                .with(Detail.DIGEST, "cd".repeat(32)));

        assertThat(message).doesNotContain(person, "35-001122", "cdcd");
        assertThat(SyslogMessage.TOLD).doesNotContain(Detail.PSEUDONYM, Detail.CANDIDATES, Detail.LOCAL_REFERENCE,
                Detail.FACT, Detail.FACTS, Detail.DIGEST, Detail.AGENT);
    }

    @Test
    void the_frame_says_how_many_bytes_follow() {
        var frame = SyslogMessage.frame(D35, sequenced(Entry.of(Actor.node(D35), Step.STARTED, NOW)));
        var space = new String(frame, StandardCharsets.ISO_8859_1).indexOf(' ');

        assertThat(new String(frame, 0, space, StandardCharsets.US_ASCII))
                .isEqualTo(Integer.toString(frame.length - space - 1));
        assertThat(Arrays.copyOfRange(frame, space + 1, space + 4))
                .isEqualTo("<85".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void what_would_end_a_value_early_is_escaped() {
        assertThat(SyslogMessage.escaped("a\"b\\c]d")).isEqualTo("a\\\"b\\\\c\\]d");
    }

    private static String message(Entry entry) {
        return SyslogMessage.message(D35, sequenced(entry));
    }

    private static Sequenced sequenced(Entry entry) {
        return new Sequenced(17, LEAF, entry);
    }
}
