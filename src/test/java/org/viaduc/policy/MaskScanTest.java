package org.viaduc.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Confidentiality;
import org.viaduc.model.Content;
import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.person.KnownPersons;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every piece says its own word at every element, in every text, file name and file; whatever leaves is scanned for the words of
 * what was withheld or masked. The scan knows the words and the verdicts, and nothing of how a mask is made.
 */
class MaskScanTest {
    private static final Pattern WORD = Pattern.compile("SAYS-([0-9]+)-([A-Z]+)");
    private static final List<String> OPEN = List.of("STATUS", "CODE", "DATE", "ID");

    @Test
    void no_withheld_or_masked_element_leaves_in_any_text_name_or_metadata() {
        var released = 0;
        var masked = new TreeSet<Kind>();
        for (var seed = 0L; seed < 12_000; seed++) {
            var given = RandomCase.of(seed);
            var decision = given.decide();
            if (!decision.isRelease()) {
                continue;
            }
            var record = record(given.file());
            var leaves = new DecisionPoint(RuleBook.bundled()).release(KnownPersons.matched(record), decision);
            scan(decision, leaves, words(leaves));
            decision.verdicts().stream().filter(each -> each.treatment() == Treatment.MASK).forEach(each -> masked
                    .add(each.piece().kind()));
            released++;
        }
        assertThat(released).isGreaterThan(300);
        assertThat(masked).hasSizeGreaterThan(25);
    }

    private static void scan(Decision decision, ReleasedRecord leaves, String words) {
        var found = new HashSet<String>();
        var match = WORD.matcher(words);
        while (match.find()) {
            found.add(match.group(1) + " " + match.group(2));
        }
        for (var i = 0; i < decision.verdicts().size(); i++) {
            var verdict = decision.verdicts().get(i);
            for (var said : found) {
                if (said.startsWith(i + " ")) {
                    assertThat(verdict.treatment()).as("%s says %s", verdict.piece(), said)
                            .isNotEqualTo(Treatment.WITHHOLD);
                    assertThat(verdict.treatment() == Treatment.RELEASE || OPEN.contains(said.substring(said.indexOf(
                            ' ') + 1))).as("%s under a mask says %s", verdict.piece(), said).isTrue();
                }
            }
            if (verdict.treatment() == Treatment.RELEASE) {
                assertThat(found).as("%s was released", verdict.piece()).contains(i + " TEXT", i + " FILE");
            }
        }
        assertThat(leaves.record().pieces()).noneMatch(piece -> decision.verdicts().stream().anyMatch(
                verdict -> verdict.piece().pieceId().equals(piece.id()) && !verdict.leaves()));
    }

    /** All that would be seen: every piece's resource, id, marks and files with their names, types and bytes, and what goes with them. */
    private static String words(ReleasedRecord leaves) {
        var all = new StringBuilder();
        for (var piece : leaves.record().pieces()) {
            all.append(piece.id()).append(' ').append(piece.resource().copy()).append(' ');
            for (var file : piece.attachments()) {
                all.append(file.id()).append(' ').append(file.mediaType()).append(' ').append(text(file)).append(' ');
            }
        }
        QuestionResources.write(leaves.decision().question()).forEach(each -> all.append(each.copy()));
        ObligationResources.write(leaves.decision().obligations()).forEach(each -> all.append(each.copy()));
        all.append(ProvenanceResources.write(leaves.decision()).copy());
        return all.toString();
    }

    private static String text(Attachment file) {
        try (var in = file.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static CommonRecord record(FileFace file) {
        var pieces = new ArrayList<Piece>();
        for (var i = 0; i < file.pieces().size(); i++) {
            var face = file.pieces().get(i);
            pieces.add(new Piece(face.pieceId(), face.kind(), resource(face.kind(), i), Confidentiality.R, face
                    .marks(), List.of(file(i))));
        }
        return new CommonRecord(pieces);
    }

    private static Attachment file(int i) {
        var bytes = says(i, "FILE").getBytes(StandardCharsets.UTF_8);
        return new Attachment(says(i, "NAME"), "application/pdf", bytes.length, Digest.of(bytes), Content.of(bytes));
    }

    private static String says(int i, String what) {
        return "SAYS-" + i + "-" + what;
    }

    /** One word at each of many elements; those in OPEN are the ones that some mask may keep. */
    private static Resource resource(Kind kind, int i) {
        return Resource.a(kind == Kind.IDENTITY ? "Patient" : "Basic").set("status", says(i, "STATUS"))
                .set("identifier[0].value", says(i, "ID")).set("date", says(i, "DATE"))
                .set("code.coding[0].code", says(i, "CODE")).set("code.coding[0].display", says(i, "DISPLAY"))
                .set("code.text", says(i, "TEXT")).set("text.div", says(i, "TEXT")).set("note[0].text", says(i,
                        "NOTE"))
                .set("description", says(i, "DESCRIPTION")).set("payload[0].contentString", says(i, "PAYLOAD"))
                .set("sender.display", says(i, "SENDER")).set("author[0].display", says(i, "AUTHOR"))
                .set("address[0].line[0]", says(i, "ADDRESS")).set("address[0].city", says(i, "CITY"))
                .set("telecom[0].value", says(i, "PHONE")).set("name[0].text", says(i, "NAMETEXT"))
                .set("meta.source", says(i, "SOURCE")).set("extension(url=urn:other).valueString", says(i, "EXT"))
                .set("content[0].attachment.title", says(i, "TITLE")).set("content[0].attachment.url", says(i, "URL"))
                .set("contained[0].id", says(i, "CONTAINED")).set("subject.identifier.value", says(i, "SUBJECT"))
                .build();
    }
}
