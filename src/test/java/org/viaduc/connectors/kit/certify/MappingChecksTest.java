package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.connectors.kit.certify.Check.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class MappingChecksTest {
    @ParameterizedTest
    @ValueSource(strings = {"solidor", "ardoise", "gabare", "estey", "sambre", "cordee", "cnaf-virs", "cnaf-vrsb",
            "cnaf-vrsf", "tddui"})
    void the_mappings_of_the_departments_pass(String system) throws IOException {
        var trying = new Trying(check -> {
        });

        var subject = Subject.of(system, Path.of("mappings", system));
        new MappingChecks(subject).run(trying);

        assertThat(trying.checks().stream().filter(check -> check.verdict() == Verdict.FAILED)
                .map(check -> check.id() + check.details()).toList()).isEqualTo(List.of());
    }
}
