package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.connectors.kit.ConnectorHome;
import org.viaduc.connectors.kit.certify.Check.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class CertifierTest {
    @ParameterizedTest
    @ValueSource(strings = {"d35-solidor"})
    void the_connectors_of_the_departments_are_certified(String connector) throws IOException {
        try (var home = ConnectorHome.find(connector, Optional.empty(), Path.of("none"))) {
            var told = new ArrayList<Check>();

            var certificate = Certifier.certify(home, Clock.systemUTC(), told::add);

            certificate.checks().forEach(check -> System.out.println(check.verdict() + " " + check.id() + " "
                    + check.took().toMillis() + " " + check.details()));
            assertThat(certificate.checks().stream().filter(check -> check.verdict() == Verdict.FAILED)
                    .map(check -> check.id() + check.details()).toList()).isEqualTo(List.of());
        }
    }
}
