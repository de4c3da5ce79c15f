package org.viaduc.model.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Confidentiality;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DocumentBundleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_document_read_again_is_the_document_written() {
        var document = Documents.aDocument();

        var read = DocumentBundle.read(DocumentBundle.write(document));

        assertThat(read).isEqualTo(document);
    }

    @Test
    void every_kind_with_every_mark_and_confidentiality_is_restored() {
        var pieces = new ArrayList<Piece>();
        pieces.add(Documents.anIdentity());
        for (var kind : Kind.values()) {
            for (var confidentiality : EnumSet.of(Confidentiality.U, Confidentiality.R, Confidentiality.V)) {
                pieces.add(new Piece(kind.code().replace('.', '-') + "-" + confidentiality, kind,
                        Resource.a("Basic").set("code.text", "x").build(), confidentiality, EnumSet.allOf(Mark.class),
                        List.of()));
            }
        }
        var record = new CommonRecord(pieces);

        var read = DocumentBundle.read(DocumentBundle.write(SocialDocument.of(Documents.aHead(), record))).record();

        assertThat(read.pieces()).containsExactlyInAnyOrderElementsOf(record.pieces());
    }

    @Test
    void amounts_keep_their_digits() {
        for (var amount : List.of("500", "1234.50", "0.10", "-12", "100000000000000000.01")) {
            var piece = new Piece("p", Kind.INCOME, Resource.a("Observation").set("status", "final")
                    .set(FieldPath.of("valueQuantity.value"), new BigDecimal(amount)).build(), Set.of());

            var read = DocumentBundle.read(DocumentBundle.write(document(piece))).record();

            assertThat(read.pieces()).containsExactly(piece);
            assertThat(read.pieces().getFirst().resource().text(FieldPath.of("valueQuantity.value"))).hasValue(amount);
        }
    }

    @Test
    void the_wire_form_says_what_a_stranger_needs() throws Exception {
        var bundle = JSON.readTree(DocumentBundle.write(Documents.aDocument()));

        var composition = bundle.at("/entry/0/resource");
        assertThat(composition.at("/type/coding/0/code").asText()).isEqualTo("28653-4");
        assertThat(composition.path("section")).extracting(section -> section.at("/code/coding/0/code").asText())
                .containsExactly("S01", "S02", "S03", "S05", "S10", "facts", "obligations", "question");
        var identity = bundle.at("/entry/1/resource");
        assertThat(identity.at("/meta/profile/0").asText()).endsWith("fr-core-patient");
        assertThat(identity.at("/meta/source").asText()).isEqualTo("urn:viaduc:system:solidor");
        var alert = bundle.at("/entry/5/resource");
        assertThat(alert.at("/meta/security").findValuesAsText("code")).containsExactly("V", "IP", "NORDSCLCD",
                "PERSISTLABEL", "NOPAT", "informant-identity", "secret-from-parents");
        assertThat(alert.at("/subject/reference").asText()).isEqualTo("Patient/person-1");
    }

    @Test
    void labels_of_others_stay_on_their_resource() {
        var piece = new Piece("p", Kind.MEDICAL, Resource.a("Condition").set("code.text", "x")
                .set("meta.security[0].system", "urn:other").set("meta.security[0].code", "X")
                .set("meta.source", "urn:other:system").build(), Set.of());

        var read = DocumentBundle.read(DocumentBundle.write(document(piece))).record();

        assertThat(read.pieces()).containsExactly(piece);
    }

    @Test
    void an_unknown_section_is_named_with_its_place() throws Exception {
        var bundle = bundle();
        ((ObjectNode) bundle.at("/entry/0/resource/section/3/code/coding/0")).put("code", "S42");

        var refused = refused(bundle);

        assertThat(refused)
                .anyMatch(fault -> fault.startsWith("Bundle.entry[0].resource.section[3].code: unknown section `S42`"));
    }

    @Test
    void an_unknown_kind_and_an_unknown_mark_are_named_with_their_places_at_once() throws Exception {
        var bundle = bundle();
        ((ObjectNode) bundle.at("/entry/2/resource/meta/tag/0")).put("code", "S02.phone-box");
        var security = bundle.at("/entry/3/resource/meta/security");
        ((ObjectNode) security.get(security.size() - 1)).put("code", "top-secret");

        var refused = refused(bundle);

        assertThat(refused)
                .anyMatch(fault -> fault.startsWith("Bundle.entry[2].resource.meta: unknown kind `S02.phone-box`"))
                .anyMatch(fault -> fault.startsWith("Bundle.entry[3].resource.meta: unknown mark `top-secret`"));
    }

    @Test
    void an_element_that_r4_does_not_have_is_named_with_its_place() throws Exception {
        var bundle = bundle();
        ((ObjectNode) bundle.at("/entry/1/resource/name/0")).put("nickname", "Zaza");
        ((ObjectNode) bundle.at("/entry/4/resource")).put("salary", 3);

        var refused = refused(bundle);

        assertThat(refused).containsExactlyInAnyOrder(
                "Bundle.entry[1].resource.name[0].nickname: is no element that FHIR R4 has there",
                "Bundle.entry[4].resource.salary: is no element that FHIR R4 has there");
    }

    @Test
    void a_value_that_r4_does_not_allow_is_refused_without_being_repeated() throws Exception {
        var bundle = bundle();
        ((ObjectNode) bundle.at("/entry/1/resource")).put("birthDate", "DUPONTEL");

        var refused = refused(bundle);

        assertThat(refused).isNotEmpty().noneMatch(fault -> fault.contains("DUPONTEL"));
    }

    @Test
    void broken_json_is_refused_with_line_and_column_and_nothing_else() {
        var bytes = "{\"resourceType\":\"Bundle\",\n\"type\": DUPONTEL}".getBytes();

        var refused = catchThrowableOfType(UnreadableDocument.class, () -> DocumentBundle.read(bytes));

        assertThat(refused.getMessage()).contains("line 2").doesNotContain("DUPONTEL");
    }

    @Test
    void a_name_given_twice_is_refused() {
        var bytes = "{\"resourceType\":\"Bundle\",\"type\":\"document\",\"type\":\"batch\"}".getBytes();

        assertThat(catchThrowableOfType(UnreadableDocument.class, () -> DocumentBundle.read(bytes))).isNotNull();
    }

    @Test
    void an_entry_in_no_section_is_refused() throws Exception {
        var bundle = bundle();
        ((ObjectNode) bundle.at("/entry/0/resource/section/0")).putArray("entry");

        assertThat(refused(bundle)).contains("Bundle.entry[1].resource: stands in no section");
    }

    @Test
    void an_address_inside_a_foreign_identity_becomes_a_piece_of_its_own() throws Exception {
        var bundle = bundle();
        var identity = (ObjectNode) bundle.at("/entry/1/resource");
        identity.putArray("address").addObject().put("city", "Nantes");
        identity.putArray("telecom").addObject().put("system", "phone").put("value", "0000000000");
        ((ObjectNode) identity.get("meta")).remove("tag");

        var record = DocumentBundle.read(JSON.writeValueAsBytes(bundle)).record();

        assertThat(record.identity().orElseThrow().resource()).isEqualTo(Documents.anIdentity().resource());
        assertThat(record.of(Kind.ADDRESS).map(Piece::id)).contains("person-1-address");
        assertThat(record.of(Kind.CONTACT).map(Piece::id)).containsExactly("person-1-contact");
    }

    @Test
    void a_foreign_document_without_our_kinds_is_read_where_the_section_leaves_no_doubt() throws Exception {
        var bundle = bundle();
        bundle.path("entry").forEach(entry -> ((ObjectNode) entry.path("resource")).remove("meta"));

        var refused = refused(bundle);

        assertThat(refused).hasSize(3)
                .anyMatch(fault -> fault.startsWith("Bundle.entry[3].resource.meta.tag: says no kind"))
                .anyMatch(fault -> fault.startsWith("Bundle.entry[4]"))
                .anyMatch(fault -> fault.startsWith("Bundle.entry[5]"));
    }

    @Test
    void what_this_node_wrote_is_read_alike_with_and_without_asking_r4() {
        var bytes = DocumentBundle.write(Documents.aDocument());

        assertThat(DocumentBundle.readOwn(bytes)).isEqualTo(DocumentBundle.read(bytes));
    }

    private static SocialDocument document(Piece piece) {
        return SocialDocument.of(Documents.aHead(), new CommonRecord(List.of(piece)));
    }

    private static ObjectNode bundle() throws Exception {
        return (ObjectNode) JSON.readTree(DocumentBundle.write(Documents.aDocument()));
    }

    private static List<String> refused(ObjectNode bundle) throws Exception {
        var bytes = JSON.writeValueAsBytes(bundle);
        var refused = catchThrowableOfType(UnreadableDocument.class, () -> DocumentBundle.read(bytes));
        assertThat(refused).isNotNull();
        return refused.faults().stream().map(UnreadableDocument.Fault::toString).toList();
    }
}
