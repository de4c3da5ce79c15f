package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files as others write them, under {@code fhir/foreign}: nothing breaks, nothing is lost unsaid, nothing is fetched. */
class ForeignFhirFilesTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(com.fasterxml.jackson.core.JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
    private static final Path FOLDER = Path.of("src/test/resources/fhir/foreign");
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final FhirFormat FORMAT = new FhirFormat(BOOK.system("tddui"));
    /** How a Bundle travels and what a server says of its own keeping, beside the words that only say whom it is about. */
    private static final List<String> TRANSPORT = List.of("fullUrl", "request", "response", "search", "link", "total",
            "resourceType", "versionId", "lastUpdated", "source", "id");
    private static final Pattern ATTRIBUTE = Pattern.compile(" (?:value|url)=\"([^\"]*)\"");

    static Stream<Path> files() throws IOException {
        return Files.list(FOLDER).sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_value_of_a_foreign_file_stands_in_its_record(Path file) throws IOException {
        var text = Files.readString(file);

        var batch = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(batch.faults()).isEmpty();
        var held = held(batch.records());
        var known = Files.readString(Path.of("mappings/tddui/system.yaml"));
        assertThat(values(file, text)).isNotEmpty().allSatisfy(value -> assertThat(
                held.stream().anyMatch(each -> each.equals(value) || isWord(each, value)) || known.contains(value))
                .as("`%s` of %s", value, file.getFileName()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_ledger_counts_every_field_once(Path file) throws IOException {
        for (var record : read(Files.readAllBytes(file)).records()) {
            var ledger = new Translator(BOOK).translate(record).ledger();
            var fields = record.rows().stream().mapToInt(row -> row.fields().size()).sum();

            assertThat(ledger.total()).isEqualTo(fields);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_not_understood_becomes_pieces_that_leave_on_no_road(Path file) throws IOException {
        for (var record : read(Files.readAllBytes(file)).records()) {
            var pieces = new Translator(BOOK).translate(record).record();

            var rests = record.rows().stream()
                    .filter(row -> row.type().equals("Autre") || row.fields().containsKey("reste")).count();
            assertThat(pieces.of(Kind.OTHER_DOCUMENT).count()).isEqualTo(rests);
        }
    }

    @Test
    void what_was_negated_or_is_about_others_is_not_read_as_the_persons_own() throws IOException {
        var record = read(Files.readAllBytes(FOLDER.resolve("odds-and-ends.json"))).records().getFirst();
        var pieces = new Translator(BOOK).translate(record).record();

        assertThat(pieces.of(Kind.of("S07.medical"))).isEmpty();
        assertThat(pieces.of(Kind.of("S05.income"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void a_file_in_another_unicode_form_is_the_same_or_refused(String charset) throws IOException {
        var text = Files.readString(FOLDER.resolve("document-with-signature.json"));

        var batch = read(text.getBytes(Charset.forName(charset)));

        if (batch.faults().isEmpty()) {
            assertThat(batch.records().getFirst().digest())
                    .isEqualTo(read(text.getBytes(StandardCharsets.UTF_8)).records().getFirst().digest());
        }
        assertThat(batch.records().isEmpty()).isNotEqualTo(batch.faults().isEmpty());
    }

    @Test
    void a_byte_order_mark_changes_nothing() throws IOException {
        var text = Files.readString(FOLDER.resolve("odds-and-ends.json"));

        assertThat(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)).records().getFirst().digest())
                .isEqualTo(read(text.getBytes(StandardCharsets.UTF_8)).records().getFirst().digest());
    }

    @Test
    void a_narrative_of_megabytes_is_kept_to_the_last_letter() throws IOException {
        var text = Files.readString(FOLDER.resolve("tddui-transaction-of-a-home.json"))
                .replace("alert('x')", "é".repeat(4 << 20));

        var record = read(text.getBytes(StandardCharsets.UTF_8)).records().getFirst();

        assertThat(record.rows().getFirst().fields().get("reste")).hasSizeGreaterThan(4 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<!DOCTYPE Patient SYSTEM \"%s/x.dtd\"><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"1\"/></Patient>",
            "<!DOCTYPE Patient [<!ENTITY x SYSTEM \"%s/x\">]><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&x;\"/></Patient>",
            "<!DOCTYPE Patient [<!ENTITY %% x SYSTEM \"%s/x\"> %%x;]><Patient xmlns=\"http://hl7.org/fhir\"/>",
            "<Patient xmlns=\"http://hl7.org/fhir\" xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"%s/x\"/><id value=\"1\"/></Patient>",
            "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"1\"/><text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"%1$s/i\"/><iframe src=\"%1$s/f\"/></div></text></Patient>",
            "{\"resourceType\": \"Patient\", \"id\": \"1\", \"implicitRules\": \"%s/rules\"}",
            "{\"resourceType\": \"Patient\", \"id\": \"1\", \"meta\": {\"profile\": [\"%s/profile\"]}, \"photo\": [{\"url\": \"%s/photo\"}]}",
            "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"link\": [{\"relation\": \"next\", \"url\": \"%1$s/next\"}], \"entry\": [{\"fullUrl\": \"%1$s/Patient/1\", \"resource\": {\"resourceType\": \"Patient\", \"id\": \"1\"}}, {\"resource\": {\"resourceType\": \"DocumentReference\", \"content\": [{\"attachment\": {\"url\": \"%1$s/Binary/1\"}}]}}]}"})
    void no_address_in_a_file_is_called(String form) throws IOException {
        try (var trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(200);
            var address = "http://127.0.0.1:" + trap.getLocalPort();
            var batch = read(form.formatted(address, address).getBytes(StandardCharsets.UTF_8));

            assertThat(batch.records().isEmpty()).isNotEqualTo(batch.faults().isEmpty());
            batch.records().forEach(record -> new Translator(BOOK).translate(record));
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Cut short at any place, or with any byte altered, a file is read or refused, and never breaks the reader. */
    @ParameterizedTest
    @MethodSource("files")
    void a_damaged_file_is_read_or_refused(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var random = new java.util.Random(4);
        for (var i = 0; i < 150; i++) {
            var damaged = i % 2 == 0
                    ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
                    : bytes.clone();
            if (i % 2 == 1) {
                damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var batch = read(damaged);
            assertThat(batch.faults().isEmpty() && batch.records().isEmpty()).isFalse();
            batch.records().forEach(record -> new Translator(BOOK).translate(record));
        }
    }

    private static List<String> values(Path file, String text) throws IOException {
        if (file.toString().endsWith(".xml")) {
            return ATTRIBUTE.matcher(text).results().map(found -> found.group(1).replace("&amp;", "&")).toList();
        }
        var values = new ArrayList<String>();
        var tree = (ObjectNode) JSON.readTree(text);
        tree.remove(tree.path("type").asText().equals("document")
                ? List.of("type")
                : List.of("type", "timestamp", "identifier"));
        tree.path("entry").forEach(entry -> {
            if (!entry.path("search").path("mode").asText().equals("outcome")) {
                leaves(entry, values);
            }
        });
        tree.remove("entry");
        leaves(tree, values);
        return values;
    }

    private static void leaves(JsonNode node, List<String> found) {
        if (node.isValueNode() && !node.isNull()) {
            found.add(node.asText());
        }
        node.properties().forEach(field -> {
            var isPerson = List.of("subject", "patient", "for").contains(field.getKey());
            if (isPerson && field.getValue().path("display").isTextual()) {
                found.add(field.getValue().path("display").asText());
            }
            var isInside = node.has("contentType") && field.getValue().asText().startsWith("urn:uuid:");
            if (!TRANSPORT.contains(field.getKey()) && !isPerson && !isInside) {
                leaves(field.getValue(), found);
            }
        });
        if (node.isArray()) {
            node.forEach(each -> leaves(each, found));
        }
    }

    private static List<String> held(List<LocalRecord> records) throws IOException {
        var held = new ArrayList<String>();
        for (var record : records) {
            held.add(record.localId());
            for (var row : record.rows()) {
                for (var field : row.fields().entrySet()) {
                    held.add(field.getValue());
                    if (field.getKey().equals("reste")) {
                        leaves(JSON.readTree(field.getValue()), held);
                    }
                }
            }
            for (var document : record.attachments()) {
                held.add(Document.base64(document));
                held.add(document.mediaType());
            }
        }
        return held;
    }

    /** One of the given names that stand in one field. */
    private static boolean isWord(String held, String value) {
        return List.of(held.split(" +")).contains(value);
    }

    private static LocalBatch read(byte[] bytes) throws IOException {
        return FORMAT.read(new ByteArrayInputStream(bytes), "posted");
    }
}
