package org.viaduc.journal.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.viaduc.journal.Detail;
import org.viaduc.journal.Journal.Sequenced;
import org.viaduc.model.Department;

/**
 * One entry as a syslog message (RFC 5424, section 6): facility 10 and severity 5, as IHE ITI-20 has it; the node as host, the
 * step as message id; the entry in structured data, with its place and its leaf hash so that it can be held against the journal;
 * an {@link AuditMessage} as text.
 */
public final class SyslogMessage {
    private static final int PRIORITY = 10 * 8 + 5;
    /** 32473 is the number that RFC 5612 sets aside for those who have none of their own. */
    private static final String ELEMENT = "entry@32473";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** What is told of an entry. Pseudonyms, candidates, references and facts are not: they are about persons. */
    static final Set<Detail> TOLD = Set.of(Detail.FROM, Detail.TO, Detail.PEER, Detail.TRACK, Detail.PURPOSE,
            Detail.MESSAGE, Detail.DOOR, Detail.PART, Detail.OUTCOME, Detail.STATE, Detail.METHOD, Detail.REASON,
            Detail.RULES, Detail.BOOK_VERSION, Detail.ATTEMPT, Detail.NUMBER, Detail.FINAL, Detail.SYSTEM,
            Detail.CONNECTOR, Detail.MISSION, Detail.FROM_ROLE, Detail.TO_ROLE, Detail.AWAITS, Detail.DUE,
            Detail.RECORDS, Detail.SIZE, Detail.ROOT, Detail.STATUS);

    private SyslogMessage() {
    }

    /** The message with its length before it (RFC 5425, section 4.3.1). */
    public static byte[] frame(Department origin, Sequenced entry) {
        var message = message(origin, entry).getBytes(StandardCharsets.UTF_8);
        var framed = new ByteArrayOutputStream();
        framed.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        framed.writeBytes(message);
        return framed.toByteArray();
    }

    static String message(Department origin, Sequenced entry) {
        return "<" + PRIORITY + ">1 " + entry.entry().at() + " " + origin.code().toLowerCase(Locale.ROOT) + " viaduc - "
                + entry.entry().step().word() + " [" + ELEMENT + parameters(origin, entry) + "] " + BYTE_ORDER_MARK
                + AuditMessage.of(origin, entry.entry());
    }

    private static String parameters(Department origin, Sequenced sequenced) {
        var entry = sequenced.entry();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("origin", origin.code());
        parameters.put("index", Long.toString(sequenced.index()));
        parameters.put("leaf", sequenced.leaf().hex());
        parameters.put("actor", entry.actor().toString());
        entry.exchange().ifPresent(id -> parameters.put("exchange", id.toString()));
        told(entry.details()).forEach((key, value) -> parameters.put(key, value));
        var text = new StringBuilder();
        parameters.forEach((key, value) -> text.append(' ').append(key).append("=\"").append(escaped(value))
                .append('"'));
        return text.toString();
    }

    private static Map<String, String> told(Map<String, String> details) {
        var told = new LinkedHashMap<String, String>();
        details.forEach((key, value) -> {
            if (TOLD.contains(Detail.of(key))) {
                told.put(key, value);
            }
        });
        return told;
    }

    /** Section 6.3.3: quotation mark, backslash and closing bracket. */
    static String escaped(String value) {
        return value.replaceAll("([\"\\\\\\]])", "\\\\$1");
    }
}
