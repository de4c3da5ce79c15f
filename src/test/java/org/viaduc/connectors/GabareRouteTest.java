package org.viaduc.connectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.connectors.soap.PlayedGabare;
import org.viaduc.connectors.soap.ServiceKeys;
import org.viaduc.connectors.soap.ServiceLogin;
import org.viaduc.federation.Eventually;

import static org.assertj.core.api.Assertions.assertThat;

/** The connector of D47 as it is packed, against a service that checks logins and signatures as Gabare does. */
class GabareRouteTest {
    private static final String CONNECTOR = "d47-gabare";
    private static final String WOMAN = "47-2019-003871";
    private static final ServiceKeys INSTRUCTION = ServiceKeys.rsa("viaduc-instruction");
    private static final ServiceKeys PHYSICIAN = ServiceKeys.rsa("viaduc-medecin");

    @TempDir
    private Path folder;
    private PlayedGabare gabare;
    private RunningRoutes routes;
    private final ServiceLogin login = new ServiceLogin("viaduc-instruction", "très-secret", INSTRUCTION.certificate());
    private final ServiceLogin medical = new ServiceLogin("viaduc-medecin", "plus-secret", PHYSICIAN.certificate());

    @BeforeEach
    void open() throws Exception {
        gabare = new PlayedGabare();
    }

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
        gabare.close();
    }

    private Map<String, String> values() {
        var values = new TreeMap<String, String>();
        values.put("address", gabare.address());
        values.put("compartment-address", gabare.compartmentAddress());
        values.put("every", "300");
        values.putAll(ServiceLogin.settings(login, "", INSTRUCTION, gabare.service));
        values.putAll(ServiceLogin.settings(medical, "compartment-", PHYSICIAN, gabare.service));
        return values;
    }

    private void start(Map<String, String> values) throws Exception {
        var connector = RunningRoutes.connector(CONNECTOR, "gabare", values);
        routes = new RunningRoutes(folder, connector);
        var door = new SoapDoor(routes.intake, routes.node, RunningRoutes.BOOK, routes.settings);
        routes.bind("soapDoor", door).bind("compartmentDoor", new CompartmentDoor(door));
        ConnectorBeans.bind(routes.camel, routes.settings);
        routes.start();
    }

    private static String example(String name) throws Exception {
        var text = Files.readString(Path.of("mappings/gabare/examples/" + name + ".local.xml"));
        return text.substring(text.indexOf("?>") + 2).strip();
    }

    /** The file without what belongs into the compartment. */
    private static String file() throws Exception {
        return example("woman-who-asks-for-her-transfer").replaceAll("(?s)<diagnostic>.*(?=</dossierMdph>)", "");
    }

    private static String compartment() throws Exception {
        return example("woman-who-asks-for-her-transfer").replaceAll("(?s)^.*?(?=<diagnostic>)", "")
                .replace("</dossierMdph>", "");
    }

    @Test
    void a_changed_file_is_read_with_login_and_signature_and_its_closed_compartment_is_not_asked() throws Exception {
        gabare.open(login, medical).changed(WOMAN, file());
        start(values());

        Eventually.is("read", () -> routes.node.ids().contains(WOMAN));

        assertThat(gabare.asked()).doesNotContain("LireVoletMedical");
        assertThat(routes.node.taken().getFirst().rows()).noneMatch(row -> row.type().equals("diagnostic"));
    }
}
