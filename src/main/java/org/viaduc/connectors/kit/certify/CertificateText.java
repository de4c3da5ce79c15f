package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.connectors.kit.certify.Check.Verdict;
import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.model.Language;

/** A certificate as a table for people, as JSON, and as JUnit XML. */
public final class CertificateText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CertificateText() {
    }

    /** One line of the table, as soon as the check is done. */
    public static String line(Check check, Language language) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%-9s %-26s %s", word(check.verdict(), language),
                check.id(), check.title().in(language)));
        check.details().forEach(detail -> text.append(System.lineSeparator()).append("          - ")
                .append(detail.in(language)));
        return text.toString();
    }

    /** The last line. */
    public static String summary(Certificate certificate, Language language) {
        var mapping = certificate.mapping().isEmpty()
                ? language.pick("les correspondances ne se chargent pas", "the mapping does not load")
                : language.pick("correspondances ", "mapping ") + certificate.mapping();
        return String.format(Locale.ROOT, language.pick(
                "%s : %s. %d réussis, %d échoués, %d non prouvés, %d sans objet ; %s.",
                "%s: %s. %d passed, %d failed, %d not proven, %d with nothing to try; %s."),
                certificate.connector(), word(certificate.result(), language), certificate.count(Verdict.PASSED),
                certificate.count(Verdict.FAILED), certificate.count(Verdict.NOT_PROVEN),
                certificate.count(Verdict.NOT_TRIED), mapping);
    }

    /** The result for people. */
    public static String word(Certificate.Result result, Language language) {
        return switch (result) {
            case CERTIFIED -> language.pick("CERTIFIÉ", "CERTIFIED");
            case NOT_ALL_PROVEN -> language.pick("PAS TOUT PROUVÉ", "NOT ALL PROVEN");
            case NOT_CERTIFIED -> language.pick("NON CERTIFIÉ", "NOT CERTIFIED");
        };
    }

    private static String word(Verdict verdict, Language language) {
        return switch (verdict) {
            case PASSED -> language.pick("réussi", "passed");
            case FAILED -> language.pick("ÉCHOUÉ", "FAILED");
            case NOT_TRIED -> "-";
            case NOT_PROVEN -> language.pick("à prouver", "unproven");
        };
    }

    public static String json(Certificate certificate) {
        var tree = JSON.createObjectNode().put("connector", certificate.connector()).put("system", certificate.system())
                .put("mapping", certificate.mapping()).put("content", certificate.content())
                .put("on", certificate.on().toString()).put("passed", certificate.passed())
                .put("result", certificate.result().word());
        var checks = tree.putArray("checks");
        certificate.checks().forEach(check -> {
            var one = checks.addObject().put("id", check.id()).put("fr", check.title().french())
                    .put("en", check.title().english())
                    .put("verdict", check.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("milliseconds", check.took().toMillis());
            var details = one.putArray("details");
            check.details().forEach(detail -> details.addObject().put("fr", detail.french()).put("en",
                    detail.english()));
        });
        return tree.toPrettyString();
    }

    /** Keeps the certificate as the connector's latest, where a node's pages look for it. */
    public static void keep(Certificate certificate, Path data) throws IOException {
        var file = file(data, certificate.connector());
        Files.createDirectories(file.getParent());
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, json(certificate) + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The connector's latest certificate; empty when it was never certified, or what stands there is no certificate. */
    public static Optional<Certificate> latest(Path data, String connector) {
        var file = file(data, connector);
        try {
            return Files.isRegularFile(file) ? Optional.of(read(JSON.readTree(file.toFile()))) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Path file(Path data, String connector) {
        return data.resolve("certificates").resolve(connector + ".json");
    }

    private static Certificate read(JsonNode tree) {
        var checks = new ArrayList<Check>();
        for (var check : tree.path("checks")) {
            var details = new ArrayList<Hint>();
            check.path("details").forEach(detail -> details.add(detail.isTextual()
                    ? new Hint(detail.asText(), detail.asText())
                    : new Hint(detail.path("fr").asText(), detail.path("en").asText())));
            checks.add(new Check(check.path("id").asText(),
                    new Hint(check.path("fr").asText(), check.path("en").asText()),
                    Verdict.valueOf(check.path("verdict").asText().toUpperCase(Locale.ROOT).replace('-', '_')), details,
                    Duration.ofMillis(check.path("milliseconds").asLong())));
        }
        return new Certificate(tree.path("connector").asText(), tree.path("system").asText(),
                tree.path("mapping").asText(), tree.path("content").asText(), Instant.parse(tree.path("on").asText()),
                checks);
    }

    /** As build servers read test results. */
    public static String junit(Certificate certificate, Language language) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "connector " + certificate.connector());
            xml.writeAttribute("timestamp", certificate.on().toString());
            xml.writeAttribute("tests", Integer.toString(certificate.checks().size()));
            xml.writeAttribute("failures", Integer.toString(certificate.count(Verdict.FAILED)));
            xml.writeAttribute("skipped", Integer.toString(certificate.count(Verdict.NOT_TRIED)
                    + certificate.count(Verdict.NOT_PROVEN)));
            xml.writeAttribute("errors", "0");
            for (var check : certificate.checks()) {
                testcase(certificate, check, language, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException("XML can be written to memory", new IOException(e));
        }
        return text.toString();
    }

    private static void testcase(Certificate certificate, Check check, Language language, XMLStreamWriter xml)
            throws XMLStreamException {
        var details = check.details().stream().map(detail -> detail.in(language)).toList();
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", certificate.connector());
        xml.writeAttribute("name", check.id() + ": " + check.title().in(language));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", check.took().toMillis() / 1000.0));
        if (check.verdict() == Verdict.FAILED) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", details.isEmpty() ? "" : details.getFirst());
            xml.writeCharacters(String.join("\n", details));
            xml.writeEndElement();
        } else if (check.verdict() != Verdict.PASSED) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", String.join("; ", details));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
