package org.viaduc.trust;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Confidentiality;
import org.viaduc.model.Content;
import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.fhir.Documents;

import static org.assertj.core.api.Assertions.assertThat;

class MultipartTest {
    private final Nodes nodes = new Nodes();

    @Test
    void attachments_arrive_with_their_pieces_byte_for_byte() throws IOException {
        var record = record("Un rapport inventé.".getBytes(StandardCharsets.UTF_8), new byte[0], large(3_000_000));

        var opened = receive(body(record), contentType(record));

        assertThat(opened).isInstanceOfSatisfying(VerifiedRecord.class, verified -> {
            for (var i = 0; i < 3; i++) {
                var sent = record.pieces().get(i + 1).attachments().getFirst();
                var received = verified.record().pieces().get(i + 1).attachments().getFirst();
                assertThat(read(received.content())).isEqualTo(read(sent.content()));
                assertThat(received.digest()).isEqualTo(sent.digest());
                assertThat(received.mediaType()).isEqualTo("application/pdf");
            }
        });
    }

    @Test
    void a_kept_offer_finds_its_attachments_again() throws IOException {
        var record = record(large(10));
        var verified = (VerifiedRecord) receive(body(record), contentType(record));

        var kept = Offer.ofKept(verified.offer().toJson(), nodes.theirs);

        assertThat(read(kept.document().record().pieces().get(1).attachments().getFirst().content())).hasSize(10);
    }

    @Test
    void an_attachment_that_lies_sealed_already_is_not_sealed_again() throws IOException {
        var record = record(large(10));
        var first = nodes.ours.seal(record);

        var second = nodes.ours.seal(first.attach(record, nodes.ours));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void the_body_shows_nothing_of_an_attachment() throws IOException {
        var record = record("Un rapport inventé.".getBytes(StandardCharsets.UTF_8));

        var body = new String(body(record), StandardCharsets.ISO_8859_1);

        assertThat(body).doesNotContain("rapport").doesNotContain("application/pdf").doesNotContain("report-0")
                .doesNotContain("filename");
    }

    @Test
    void an_altered_attachment_refuses_the_whole_and_nothing_stays() throws IOException {
        var record = record(large(100_000), large(100_000));
        var body = body(record);
        body[body.length - 1000] ^= 1;

        var opened = receive(body, contentType(record));

        assertRefused(opened, Refusal.ALTERED);
        assertThat(stored()).isEmpty();
    }

    @Test
    void an_attachment_too_few_or_too_many_refuses_the_whole() throws IOException {
        var record = record(large(1000), large(1000));
        var text = new String(body(record), StandardCharsets.ISO_8859_1);
        var boundary = "\r\n--viaduc-" + Nodes.EXCHANGE;
        var end = text.lastIndexOf(boundary);
        var last = text.lastIndexOf(boundary, end - 1);

        var tooFew = text.substring(0, last) + text.substring(end);
        var tooMany = text.substring(0, end) + text.substring(last);

        assertRefused(receive(bytes(tooFew), contentType(record)), Refusal.MALFORMED);
        assertRefused(receive(bytes(tooMany), contentType(record)), Refusal.MALFORMED);
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_body_that_breaks_off_is_refused_wherever_it_does() throws IOException {
        var record = record(large(1000));
        var body = body(record);

        for (var length = 0; length < body.length - 10; length += 531) {
            assertThat(receive(Arrays.copyOf(body, length), contentType(record))).isInstanceOf(Opening.Refused.class);
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void an_envelope_whose_attachments_stayed_behind_is_refused() throws IOException {
        var envelope = nodes.sealer().seal(nodes.content(record(large(10))), nodes.toThere(), Nodes.EXCHANGE);

        assertRefused(nodes.opened(envelope), Refusal.MALFORMED);
    }

    @Test
    void fifty_megabytes_pass_with_flat_memory(@TempDir Path folder) throws IOException {
        var document = folder.resolve("document");
        var length = 50L << 20;
        try (var out = Files.newOutputStream(document)) {
            for (var i = 0; i < 50; i++) {
                out.write(large(1 << 20));
            }
        }
        var record = record(List.of(new Attachment("report-0", "application/pdf", length, digest(document),
                () -> Files.newInputStream(document))));
        var body = folder.resolve("body");
        var before = allocated();

        var envelope = nodes.sealer().seal(nodes.content(record), nodes.toThere(), Nodes.EXCHANGE);
        try (var out = Files.newOutputStream(body)) {
            Multipart.write(out, envelope, Nodes.EXCHANGE, nodes.ours);
        }
        Opening opened;
        try (var in = Files.newInputStream(body)) {
            opened = nodes.opener().open(in, Multipart.contentType(envelope, Nodes.EXCHANGE), Nodes.D35, nodes.theirs);
        }

        var allocated = allocated() - before;
        assertThat(opened).isInstanceOf(VerifiedRecord.class);
        assertThat(digest(((VerifiedRecord) opened).record().pieces().get(1).attachments().getFirst().content()))
                .isEqualTo(digest(document));
        assertThat(allocated).as("bytes allocated for " + length).isLessThan(length);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static Digest digest(Path file) throws IOException {
        return digest((Content) () -> Files.newInputStream(file));
    }

    private static Digest digest(Content content) throws IOException {
        var sha = Digest.sha256();
        try (var in = new DigestInputStream(content.open(), sha)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    private byte[] body(CommonRecord record) throws IOException {
        var envelope = nodes.sealer().seal(nodes.content(record), nodes.toThere(), Nodes.EXCHANGE);
        var out = new ByteArrayOutputStream();
        Multipart.write(out, envelope, Nodes.EXCHANGE, nodes.ours);
        return out.toByteArray();
    }

    private String contentType(CommonRecord record) throws IOException {
        return Multipart.contentType(nodes.sealer().seal(nodes.content(record), nodes.toThere(), Nodes.EXCHANGE),
                Nodes.EXCHANGE);
    }

    private Opening receive(byte[] body, String contentType) throws IOException {
        return nodes.opener().open(new ByteArrayInputStream(body), contentType, Nodes.D35, nodes.theirs);
    }

    private List<Path> stored() throws IOException {
        try (var files = Files.list(nodes.theirs.folder())) {
            return files.toList();
        }
    }

    private static byte[] read(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CommonRecord record(byte[]... contents) {
        return record(IntStream.range(0, contents.length)
                .mapToObj(i -> new Attachment("report-" + i, "application/pdf", contents[i].length,
                        Digest.of(contents[i]), Content.of(contents[i])))
                .toList());
    }

    private static CommonRecord record(List<Attachment> attachments) {
        var pieces = new ArrayList<Piece>(List.of(Documents.anIdentity()));
        for (var attachment : attachments) {
            pieces.add(new Piece("document-" + pieces.size(), Kind.DOCUMENT,
                    Resource.a("DocumentReference").set("status", "current")
                            .set("content[0].attachment.url", "cid:" + attachment.id()).build(),
                    Confidentiality.N, Set.of(), List.of(attachment)));
        }
        return new CommonRecord(pieces);
    }

    private static byte[] large(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertRefused(Opening opening, Refusal reason) {
        assertThat(opening).isInstanceOfSatisfying(Opening.Refused.class,
                refused -> assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason));
    }
}
