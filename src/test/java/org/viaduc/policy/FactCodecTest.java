package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.viaduc.model.UnknownCode;
import org.viaduc.policy.FactDetail.Motivated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FactCodecTest {
    private static final Instant RECORDED = Instant.parse("2026-11-21T08:30:00Z");

    @Property(tries = 1000)
    void a_fact_written_and_read_is_the_same(@ForAll long seed) {
        var random = new Random(seed);
        var fact = RandomCase.fact(random, RandomCase.pick(random, FactKind.values()), 7);
        assertThat(FactCodec.read(FactCodec.toJson(fact))).isEqualTo(fact);
        assertThat(FactCodec.readAll(FactCodec.toJson(List.of(fact, fact)))).containsExactly(fact, fact);
    }

    @Property(tries = 1000)
    void a_fact_sent_as_fhir_and_read_says_the_same_but_its_motive(@ForAll long seed) {
        var random = new Random(seed);
        var fact = RandomCase.fact(random, RandomCase.pick(random, FactKind.values()), 7);
        var read = FactResources.read(FactResources.write(fact), "D35", RECORDED, "peer");
        var fields = FactFields.write(fact.detail());
        fields.computeIfPresent("motive", (name, motive) -> Motive.KEPT_AT_ORIGIN.text());
        assertThat(read.kind()).isEqualTo(fact.kind());
        assertThat(read.on()).isEqualTo(fact.on());
        assertThat(read.id()).isEqualTo(fact.id());
        assertThat(FactFields.write(read.detail())).isEqualTo(fields);
        assertThat(read.author()).isEqualTo("D35");
    }

    @Test
    void a_correction_names_the_fact_it_voids_wherever_it_goes() {
        var fact = new Fact(new FactId("b"), FactKind.PERSON_REQUEST, LocalDate.of(2026, 11, 2),
                FactDetail.Plain.PLAIN, "GEST", RECORDED, "api", Optional.of(new FactId("a")));
        assertThat(FactCodec.read(FactCodec.toJson(fact))).isEqualTo(fact);
        assertThat(FactResources.read(FactResources.write(fact), "D35", RECORDED, "peer").voids())
                .contains(new FactId("a"));
    }

    @Test
    void a_motive_never_leaves_the_node_and_is_never_printed() {
        var fact = FactCodec.fact(new FactId("w"), FactKind.INFORMATION_WAIVED, LocalDate.of(2026, 11, 17),
                Map.of("by", "CADRE-CRIP", "motive", "the father MARKED-NAME threatens"), "CRIP", RECORDED, "api",
                Optional.empty());
        assertThat(FactResources.write(fact).copy().toString()).doesNotContain("MARKED-NAME").contains("recorded");
        assertThat(fact + " " + fact.detail()).doesNotContain("MARKED-NAME");
        assertThat(((Motivated) FactResources.read(FactResources.write(fact), "D35", RECORDED, "peer").detail())
                .motive()).contains(Motive.KEPT_AT_ORIGIN);
    }

    @Test
    void what_is_not_known_is_refused() {
        assertThatThrownBy(() -> fact("moved-away", Map.of())).isInstanceOf(UnknownCode.class);
        assertThatThrownBy(() -> fact("family-moved", Map.of("from", "D35"))).isInstanceOf(UnknownCode.class)
                .hasMessageContaining("unknown field of a fact `family-moved` `from`");
        assertThatThrownBy(() -> fact("consent", Map.of("by", "minor"))).isInstanceOf(UnknownCode.class);
        assertThatThrownBy(() -> fact("information-waived", Map.of("by", "PERSON")))
                .hasMessageContaining("no role of an office");
        assertThatThrownBy(() -> FactCodec.read("{fact: host-asked, on: 2026-11-01, id: a, author: x, source: y}"))
                .isInstanceOf(YamlFault.class).hasMessageContaining("`recorded-at` is missing");
        var consent = FactResources.write(fact("consent", Map.of("by", "person", "for", "S09"))).copy();
        consent.putArray("verification").addObject().put("verified", false);
        assertThatThrownBy(() -> FactResources.read(org.viaduc.model.Resource.of(consent), "D35", RECORDED, "peer"))
                .hasMessageContaining("verification.verified");
        var opposition = FactResources.write(fact("opposition", Map.of("to", "S09"))).copy();
        opposition.withObject("provision").put("type", "permit");
        assertThatThrownBy(() -> FactResources.read(org.viaduc.model.Resource.of(opposition), "D35", RECORDED, "peer"))
                .hasMessageContaining("says the contrary");
    }

    @Test
    void a_blank_field_is_left_out() {
        assertThat(fact("family-moved", Map.of("to", "D44", "address", " ")))
                .isEqualTo(fact("family-moved", Map.of("to", "D44")));
    }

    private static Fact fact(String kind, Map<String, String> fields) {
        return FactCodec.fact(new FactId("f"), FactKind.of(kind), LocalDate.of(2026, 11, 1), fields, "test", RECORDED,
                "test", Optional.empty());
    }
}
