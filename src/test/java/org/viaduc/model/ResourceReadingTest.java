package org.viaduc.model;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResourceReadingTest {
    private final Resource resource = Resource.a("Patient").set("name(use=official).family", "Bâ")
            .set("name(use=official).given[*]", "Awa").set("name(use=official).given[*]", "Rose")
            .set("name(use=usual).family", "Roy").set("birthDate", "1990-01-01").build();

    @Test
    void what_has_been_taken_is_gone_and_the_rest_can_be_told() {
        var reading = resource.reading();

        assertThat(reading.take(FieldPath.of("name(use=official).given[*]"))).containsExactly("Awa", "Rose");
        assertThat(reading.take(FieldPath.of("name(use=official).given[*]"))).isEmpty();
        assertThat(reading.take(FieldPath.of("name(use=official).family"))).containsExactly("Bâ");

        assertThat(reading.rest()).containsExactly("name.use", "name.use", "name.family", "birthDate");
    }

    @Test
    void a_whole_element_is_taken_with_all_its_leaves() {
        var reading = resource.reading();

        assertThat(reading.takeWhole(FieldPath.of("name(use=official)"))).containsExactly("use", "family", "given",
                "given");
        assertThat(reading.rest()).containsExactly("name.use", "name.family", "birthDate");
    }

    @Test
    void reading_changes_nothing_of_the_resource() {
        var before = resource.copy();

        resource.reading().take(FieldPath.of("birthDate"));

        assertThat(resource.copy()).isEqualTo(before);
    }

    @Test
    void only_another_value_contradicts() {
        var reading = resource.reading();

        assertThat(reading.contradicts(FieldPath.of("birthDate"), "1990-01-01")).isFalse();
        assertThat(reading.contradicts(FieldPath.of("birthDate"), "1990-01-02")).isTrue();
        assertThat(reading.contradicts(FieldPath.of("gender"), "female")).isFalse();
    }

    @Test
    void a_path_knows_where_its_conditions_stand_and_what_stands_beside_its_element() {
        var path = FieldPath.of("extension(url=a).extension(url=b).valueCode");

        assertThat(path.conditions()).extracting(FieldPath::toString)
                .containsExactly("extension(url=a).extension(url=b).url", "extension(url=a).url");
        assertThat(path.beside()).hasToString("extension(url=a).extension(url=b)._valueCode");
        assertThat(path.then("x[0]")).hasToString("extension(url=a).extension(url=b).valueCode.x[0]");
    }
}
