package org.viaduc.connectors.soap;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.connectors.soap.ServiceLogin.Answers;
import org.viaduc.exchange.node.NodeSettings.Connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service that speaks SOAP 1.1 and asks for WS-Security: other names of envelope and faults, the same promises. */
class Soap11Test {
    private static final ServiceKeys CALLER = ServiceKeys.rsa("viaduc");
    private static final ServiceKeys ELLIPTIC = ServiceKeys.elliptic("viaduc");
    private static final String CALL = "<LireDossier xmlns='urn:gabare:mdph:v2'><numero>47-1</numero></LireDossier>";

    @TempDir
    private Path folder;
    private PlayedGabare gabare;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private ProducerTemplate producer;

    @BeforeEach
    void open() throws Exception {
        gabare = PlayedGabare.inSoap11(folder);
        gabare.changed("47-1", "<dossierMdph numero='47-1'><piece><contenu>{{60000}}</contenu></piece></dossierMdph>");
    }

    @AfterEach
    void close() {
        camel.stop();
        gabare.close();
    }

    private void start(ServiceLogin login, ServiceKeys caller, Map<String, String> others) {
        gabare.open(login, login);
        var values = new TreeMap<>(ServiceLogin.settings(login, "", caller, gabare.service));
        values.put("address", gabare.address());
        values.putAll(others);
        SoapLogin.of(new Connector("guichet", "gabare", true, true, true, values)).forEach(camel.getRegistry()::bind);
        camel.getRegistry().bind(SoapHeaders.NAME, new SoapHeaders());
        camel.start();
        producer = camel.createProducerTemplate();
    }

    private static ServiceLogin login(ServiceKeys caller) {
        return new ServiceLogin("viaduc", "très-secret", caller.certificate());
    }

    private String call(String body) {
        return producer.requestBodyAndHeaders("cxf:" + gabare.address() + "?wsdlURL=" + gabare.wsdl()
                + "&serviceName={urn:gabare:mdph:v2}DossierService"
                + "&dataFormat=PAYLOAD&headerFilterStrategy=#soapHeaders&cxfConfigurer=#soapLogin-guichet",
                body, Map.of("operationName", "LireDossier"), String.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_request_bears_token_and_signature_and_its_signed_answer_is_read_with_its_document(boolean isDigest) {
        start(isDigest ? login(CALLER) : login(CALLER).withPlainPassword(), CALLER, Map.of());

        assertThat(call(CALL)).contains("numero=\"47-1\"");
        assertThat(gabare.asked()).containsExactly("LireDossier");
    }

    @Test
    void a_key_on_an_elliptic_curve_signs_as_well() {
        start(login(ELLIPTIC), ELLIPTIC, Map.of());

        assertThat(call(CALL)).contains("numero=\"47-1\"");
    }

    @ParameterizedTest
    @EnumSource(value = Answers.class, names = "SIGNED", mode = EnumSource.Mode.EXCLUDE)
    void an_answer_that_is_not_signed_as_it_should_be_is_not_read(Answers how) {
        start(login(CALLER).answering(how), CALLER, Map.of());

        assertThatThrownBy(() -> call(CALL)).satisfies(failure -> {
            assertThat(SoapFaults.security(failure)).get().asString().contains("the service's answer is not believed");
            assertThat(SoapFaults.refusal(failure)).isEmpty();
        });
    }

    @Test
    void a_login_that_the_service_does_not_accept_is_said_clearly() {
        start(login(CALLER), CALLER, Map.of("password", "faux"));

        assertThatThrownBy(() -> call(CALL)).satisfies(failure -> assertThat(SoapFaults.security(failure)).get()
                .asString().contains("the service does not accept", "`password`").doesNotContain("faux"));
        assertThat(gabare.asked()).isEmpty();
    }

    @Test
    void a_signed_fault_of_its_own_is_a_refusal() {
        start(login(CALLER), CALLER, Map.of());

        assertThatThrownBy(() -> call(CALL.replace("47-1", "47-999"))).satisfies(
                failure -> assertThat(SoapFaults.refusal(failure)).contains("DossierInconnu"));
    }

    @Test
    void an_unsigned_fault_says_that_something_failed_and_not_that_the_department_refuses() {
        start(login(CALLER).answering(Answers.UNSIGNED), CALLER, Map.of());

        assertThatThrownBy(() -> call(CALL.replace("47-1", "47-999"))).satisfies(
                failure -> assertThat(SoapFaults.refusal(failure)).isEmpty());
    }
}
