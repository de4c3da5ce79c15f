package org.viaduc.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Confidentiality;
import org.viaduc.model.Content;
import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.Documents;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.person.KnownPersons;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In a file where every piece refers to every other in all the ways of FHIR, on every track: what leaves equals what leaves
 * of a file that never had what is withheld. No reference, list, number, section or rule tells of it.
 */
class NoTraceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DecisionPoint POINT = new DecisionPoint(RuleBook.bundled());
    private static final int SEEDS = 12_000;
    private static final int ENOUGH = 25;

    @Test
    void on_every_track_what_leaves_equals_what_leaves_of_a_file_without_the_rest() throws IOException {
        var tried = new TreeMap<Track, Integer>();
        var withheld = EnumSet.noneOf(Track.class);
        for (var given : given()) {
            if (!given.decide(RuleBook.bundled()).isRelease()
                    || tried.merge(given.question().track(), 1, Integer::sum) > ENOUGH) {
                continue;
            }
            var faces = given.file().pieces();
            var whole = record(faces, piece -> true);
            var decision = decide(given, whole);
            var poor = record(faces, piece -> decision.verdicts().get(piece).leaves());
            var ofPoor = decide(given, poor);
            if (poor.pieces().size() < whole.pieces().size()) {
                withheld.add(given.question().track());
            }

            var leaves = bytes(POINT.release(KnownPersons.matched(whole), decision));

            assertThat(leaves).as("%s", given).isEqualTo(bytes(POINT.release(KnownPersons.matched(poor), ofPoor)));
            for (var i = 0; i < faces.size(); i++) {
                if (decision.verdicts().get(i).treatment() != Treatment.RELEASE) {
                    assertThat(leaves).as("%s", given).doesNotContain("MOT-" + i + "-");
                }
            }
        }
        var tracks = EnumSet.allOf(Track.class);
        assertThat(tried.keySet()).isEqualTo(tracks);
        assertThat(withheld).isEqualTo(tracks);
    }

    @Test
    void what_came_from_elsewhere_keeps_the_ids_that_its_origin_signed() throws IOException {
        for (var given : given().subList(0, 200)) {
            var whole = record(given.file().pieces(), piece -> true);
            var decision = decide(given, whole);
            if (decision.isRelease()) {
                var kept = decision.verdicts().stream().filter(Verdict::leaves).map(each -> each.piece().pieceId());

                assertThat(POINT.admit(KnownPersons.matched(whole), decision).record().pieces())
                        .extracting(Piece::id).containsExactlyElementsOf(kept.toList());
            }
        }
    }

    /** The cases of the rule book, and made up ones. */
    private static List<DecisionCase> given() throws IOException {
        var all = new ArrayList<DecisionCase>();
        try (var files = Files.list(Path.of("src/test/resources/policy/cases"))) {
            for (var file : files.sorted().toList()) {
                all.add(DecisionCase.read("case", Files.readString(file), RuleBook.bundled().rules().keySet()));
            }
        }
        for (var seed = 0L; seed < SEEDS; seed++) {
            var made = RandomCase.of(seed);
            all.add(new DecisionCase(made.today(), made.file(), made.facts(), made.question(), Optional.empty()));
        }
        return all;
    }

    private static Decision decide(DecisionCase given, CommonRecord record) {
        var face = FileFace.of(record, given.file().age(), given.file().discernment());
        return POINT.decide(given.question(), face, given.facts(), given.today());
    }

    /** The document as it is sent, but for the digest of the decision. */
    private static String bytes(ReleasedRecord released) {
        var decision = released.decision();
        var provenance = ProvenanceResources.write(decision).copy().toString().replace(decision.digest().hex(), "");
        var beside = ObligationResources.write(decision.obligations()).stream().map(Resource::copy).toList();
        var files = released.record().pieces().stream().flatMap(piece -> piece.attachments().stream())
                .map(Attachment::id).toList();
        return new String(DocumentBundle.write(SocialDocument.of(Documents.aHead(), released.record())),
                StandardCharsets.UTF_8) + provenance + beside + files;
    }

    /** The pieces that are there, each referring to all the others that are. */
    private static CommonRecord record(List<PieceFace> faces, IntPredicate isThere) {
        var there = IntStream.range(0, faces.size()).filter(isThere).toArray();
        var pieces = new ArrayList<Piece>();
        for (var i : there) {
            var face = faces.get(i);
            pieces.add(new Piece(id(i), face.kind(), resource(face.kind(), i, there), Confidentiality.R, face.marks(),
                    List.of(document(i))));
        }
        return new CommonRecord(pieces);
    }

    private static String id(int i) {
        return "ligne-" + (i + 1) + (i % 3 == 0 ? ".suite" : "");
    }

    private static String type(int i) {
        return i % 2 == 0 ? "CarePlan" : "Observation";
    }

    private static Attachment document(int i) {
        var bytes = ("fichier " + i).getBytes(StandardCharsets.UTF_8);
        return new Attachment("doc-" + (i + 1), "application/pdf", bytes.length, Digest.of(bytes), Content.of(bytes));
    }

    private static Resource resource(Kind kind, int i, int[] there) {
        var tree = JSON.createObjectNode().put("resourceType", kind == Kind.IDENTITY ? "Patient" : type(i));
        tree.putObject("code").put("text", "MOT-" + i + "-texte");
        tree.putArray("content").addObject().putObject("attachment").put("url", "cid:doc-" + (i + 1));
        for (var other : there) {
            if (other != i) {
                refer(tree, other);
            }
        }
        return Resource.of(tree);
    }

    private static void refer(ObjectNode tree, int other) {
        tree.withArray("basedOn").add(reference(other, ""));
        tree.withArray("replaces").add(JSON.createObjectNode().put("reference", "urn:uuid:" + id(other)));
        tree.withArray("extension").addObject().put("url", "urn:dossier:suite").set("valueReference",
                reference(other, "https://mdph.example/fhir/"));
        tree.withArray("extension").addObject().put("url", "urn:dossier:detail").putArray("extension").addObject()
                .put("url", "vers").set("valueReference", reference(other, ""));
        tree.withArray("relatesTo").addObject().put("code", "replaces").set("target", reference(other, ""));
        tree.withArray("activity").addObject().putObject("detail").set("goal", reference(other, ""));
        ((ObjectNode) tree.withArray("activity").addObject().set("reference", reference(other, "")))
                .put("note", "activité");
        tree.putObject("suite-" + other).set("focus", reference(other, ""));
    }

    private static ObjectNode reference(int other, String base) {
        return JSON.createObjectNode()
                .put("reference", base + type(other) + "/" + id(other) + (other % 5 == 0 ? "/_history/2" : ""))
                .put("display", "MOT-" + other + "-affiché");
    }
}
