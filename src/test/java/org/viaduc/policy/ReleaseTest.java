package org.viaduc.policy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Confidentiality;
import org.viaduc.model.Content;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Purpose;
import org.viaduc.model.Resource;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.Documents;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.person.KnownPersons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a decision withholds or masks is in nothing that leaves; SECRET stands for whatever may not. */
class ReleaseTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final DecisionPoint POINT = new DecisionPoint(RuleBook.bundled());
    private static final Question ALERT = new Question(Track.ASE_IP, Purpose.EVAL_IP,
            new Party(new Department("D35"), Role.CADRE_CRIP),
            new Recipient(new Department("D44"), Role.CADRE_CRIP, true, Optional.of(Mission.PE)));

    @Test
    void nothing_withheld_or_masked_is_in_what_leaves() {
        var released = release(aRecord());
        var leaving = new String(DocumentBundle.write(new SocialDocument(Documents.aHead(), released.record(),
                QuestionResources.write(ALERT), facts().stream().map(FactResources::write).toList(),
                ObligationResources.write(released.decision().obligations()),
                List.of(ProvenanceResources.write(released.decision())))), StandardCharsets.UTF_8);
        assertThat(leaving).doesNotContain("SECRET").contains("IP-2026-17", "R-ASE-IP");
        assertThat(released.record().pieces()).extracting(Piece::kind).containsExactly(Kind.IDENTITY, Kind.HOUSEHOLD,
                Kind.MEDICAL, Kind.IP, Kind.EVALUATION_REPORT, Kind.PPE, Kind.PROTECTION_ORDER);
        assertThat(released.record().pieces()).flatExtracting(Piece::attachments).extracting(Attachment::id)
                .containsExactly("open");
    }

    @Test
    void what_leaves_is_read_back_strictly_at_the_other_end() {
        var released = release(aRecord());
        var read = DocumentBundle.read(DocumentBundle.write(new SocialDocument(Documents.aHead(), withoutFiles(
                released.record()), QuestionResources.write(ALERT),
                facts().stream().map(FactResources::write)
                        .toList(),
                ObligationResources.write(released.decision().obligations()),
                List.of(ProvenanceResources.write(released.decision())))));
        assertThat(QuestionResources.read(read.question())).isEqualTo(ALERT);
        assertThat(ObligationResources.read(read.obligations())).isEqualTo(released.decision().obligations());
        assertThat(read.facts().stream().map(each -> FactResources.read(each, "D35", Instant.EPOCH, "peer").kind()))
                .containsExactlyElementsOf(facts().stream().map(Fact::kind).toList());
        assertThat(ProvenanceResources.rules(read.provenance().getFirst())).contains("R-ASE-IP");
        assertThat(ProvenanceResources.bookDigest(read.provenance().getFirst()))
                .contains(RuleBook.bundled().digest());
    }

    @Test
    void a_mask_keeps_what_the_book_lists_and_no_more() {
        var alert = release(aRecord()).record().of(Kind.IP).findFirst().orElseThrow();
        assertThat(alert.resource().leafNames()).containsExactlyInAnyOrder("resourceType", "status",
                "identifier.value", "received", "category.coding.system", "category.coding.code",
                "category.coding.system", "category.coding.code");
        assertThat(alert.resource().copy().toString()).contains("neglect", "NEG");
    }

    @Test
    void a_word_that_no_table_knows_is_free_text_though_it_stands_where_codes_stand() {
        var pieces = new ArrayList<>(aRecord().pieces());
        pieces.replaceAll(piece -> piece.kind() == Kind.HOUSEHOLD
                ? piece.with(Resource.a("RelatedPerson").set("relationship[0].coding[0].system",
                        "urn:viaduc:code:estey:family-link")
                        .set("relationship[0].coding[0].code", "SECRET, son filleul")
                        .set("relationship[0].text", "SECRET, son filleul").build())
                : piece);
        assertThat(release(new CommonRecord(pieces)).record().of(Kind.HOUSEHOLD)).as("nothing of it is left")
                .isEmpty();
    }

    @Test
    void a_mask_keeps_one_extension_and_drops_the_other() {
        var identity = new Piece("i", Kind.IDENTITY, Resource.a("Patient").set("name(use=official).family", "Exemple")
                .set("extension(url=http://hl7.org/fhir/StructureDefinition/patient-birthPlace).valueAddress."
                        + "extension(url=https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code)"
                        + ".valueCoding.code", "35288")
                .set("extension(url=urn:other).valueString", "SECRET").set("name(use=usual).family", "SECRET")
                .set("identifier[0].value", "SECRET").build(), Set.of(Mark.NIR));
        var pieces = new ArrayList<>(aRecord().pieces());
        pieces.set(0, identity);
        var masked = release(new CommonRecord(pieces)).record().identity().orElseThrow().resource().copy().toString();
        assertThat(masked).contains("35288", "Exemple").doesNotContain("SECRET");
    }

    @Test
    void free_text_is_in_no_mask() {
        var free = Set.of("text", "note", "description", "summary", "payload", "display", "contentString", "line",
                "telecom", "data", "title", "attachment");
        for (var kind : Kind.values()) {
            for (var path : RuleBook.bundled().maskKeeps(kind)) {
                assertThat(free).as("%s %s", kind, path).doesNotContain(path.names().getLast())
                        .doesNotContain(path.names().getFirst());
            }
        }
    }

    @Test
    void a_record_is_released_by_its_own_decision_only() {
        var record = aRecord();
        var decision = decide(record, facts());
        var other = new CommonRecord(record.pieces().stream().map(piece -> new Piece(piece.id(), piece.kind(),
                piece.resource(), Set.of(Mark.PROTECTED))).toList());
        assertThatThrownBy(() -> POINT.release(KnownPersons.matched(other), decision))
                .isInstanceOf(WrongDecision.class);
        var fewer = new CommonRecord(record.pieces().subList(0, 3));
        assertThatThrownBy(() -> POINT.release(KnownPersons.matched(fewer), decision))
                .isInstanceOf(WrongDecision.class);
        var waiting = decide(record, facts().subList(0, 2));
        assertThatThrownBy(() -> POINT.release(KnownPersons.matched(record), waiting))
                .isInstanceOf(WrongDecision.class).hasMessageContaining("lets nothing leave");
    }

    @Test
    void only_an_emergency_shows_a_file_that_nobody_was_matched_with() {
        var record = aRecord();
        var byAlert = decide(record, facts());
        assertThatThrownBy(() -> POINT.view(record, byAlert)).isInstanceOf(WrongDecision.class)
                .hasMessageContaining("only an emergency");
        var question = new Question(org.viaduc.model.Track.BREAK_GLASS, org.viaduc.model.Purpose.URGENCE, ALERT.from(),
                ALERT.to());
        var emergency = FactCodec.fact(new FactId("e"), FactKind.EMERGENCY, TODAY, Map.of("by", "EDUC-ASE", "motive",
                "SECRET"), "SECRET", Instant.EPOCH, "SECRET", Optional.empty());
        var decision = POINT.decide(question, FileFace.of(record, new Age.Years(9), false), List.of(emergency), TODAY);
        assertThat(POINT.view(record, decision).record().pieces()).extracting(Piece::kind).containsExactly(
                Kind.IDENTITY);
    }

    private static ReleasedRecord release(CommonRecord record) {
        return POINT.release(KnownPersons.matched(record), decide(record, facts()));
    }

    private static Decision decide(CommonRecord record, List<Fact> facts) {
        return POINT.decide(ALERT, FileFace.of(record, new Age.Years(9), false), facts, TODAY);
    }

    private static CommonRecord withoutFiles(CommonRecord record) {
        return new CommonRecord(record.pieces().stream().map(piece -> new Piece(piece.id(), piece.kind(),
                piece.resource(), piece.marks())).toList());
    }

    private static List<Fact> facts() {
        return List.of(fact("ip-under-evaluation", Map.of()), fact("family-moved", Map.of("to", "D44", "address",
                "known")), fact("information-waived", Map.of("by", "CADRE-CRIP", "motive", "SECRET")),
                fact("rgs-attestation", Map.of("by", "D35")));
    }

    private static Fact fact(String kind, Map<String, String> fields) {
        return FactCodec.fact(new FactId(kind), FactKind.of(kind), LocalDate.of(2026, 11, 15), fields, "SECRET",
                Instant.EPOCH, "SECRET", Optional.empty());
    }

    private static CommonRecord aRecord() {
        return new CommonRecord(List.of(
                piece("identity-1", Kind.IDENTITY, Resource.a("Patient").set("name(use=official).family", "Exemple")),
                piece("address-1", Kind.ADDRESS, Resource.a("Patient").set("address[0].line[0]", "SECRET"),
                        Mark.PROTECTED),
                piece("contact-1", Kind.CONTACT, Resource.a("Patient").set("telecom(system=phone).value", "SECRET")),
                piece("household-1", Kind.HOUSEHOLD, Resource.a("RelatedPerson").set("name[0].family", "SECRET")
                        .set("relationship[0].coding[0].code", "sister").set("relationship[0].text", "SECRET"),
                        Mark.THIRD_PARTY),
                piece("medical-1", Kind.MEDICAL, Resource.a("Condition").set("code.coding[0].code", "asthma")
                        .set("code.coding[0].display", "SECRET").set("note[0].text", "SECRET")),
                piece("ip-1", Kind.IP, Resource.a("Communication").set("identifier[0].value", "IP-2026-17")
                        .set("status", "completed").set("received", "2026-10-01T08:00:00Z")
                        .set("category[0].coding[0].system", "https://viaduc.org/fhir/CodeSystem/ip-qualification")
                        .set("category[0].coding[0].code", "neglect")
                        .set("category[0].coding[1].system", "urn:viaduc:code:solidor:qualif")
                        .set("category[0].coding[1].code", "NEG").set("category[0].text", "SECRET")
                        .set("sender.display", "SECRET")
                        .set("extension(url=urn:viaduc:informant-relation).valueString", "SECRET")
                        .set("payload[0].contentString", "SECRET"), Mark.INFORMANT_IDENTITY),
                withFile("report-1", Kind.EVALUATION_REPORT, "open", "what may be read", Set.of()),
                withFile("report-2", Kind.PPE, "closed", "SECRET", Set.of(Mark.THIRD_PARTY)),
                withFile("report-3", Kind.OTHER_DOCUMENT, "other", "SECRET", Set.of()),
                piece("order-1", Kind.PROTECTION_ORDER, Resource.a("Flag").set("status", "active")
                        .set("code.coding[0].code", "OP").set("extension(url=urn:note).valueString", "SECRET")),
                piece("note-1", Kind.NOTE, Resource.a("Basic").set("code.text", "SECRET"))));
    }

    private static Piece piece(String id, Kind kind, Resource.Builder resource, Mark... marks) {
        return new Piece(id, kind, resource.build(), Set.of(marks));
    }

    private static Piece withFile(String id, Kind kind, String file, String text, Set<Mark> marks) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Piece(id, kind, Resource.a("DocumentReference").set("status", "current").set("date",
                "2026-11-01T00:00:00Z").set("description", text)
                .set("content[0].attachment.contentType", "application/pdf")
                .set("content[0].attachment.url", "cid:" + file).build(), Confidentiality.V, marks,
                List.of(new Attachment(file, "application/pdf", bytes.length, Digest.of(bytes), Content.of(bytes))));
    }
}
