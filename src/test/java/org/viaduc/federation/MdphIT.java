package org.viaduc.federation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.viaduc.connectors.soap.PlayedGabare;
import org.viaduc.connectors.soap.ServiceKeys;
import org.viaduc.connectors.soap.ServiceLogin;
import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;

/** An MDPH file follows a woman who asks for it: to the instructor without, to the physician with what is medical. */
class MdphIT {
    private static final String NUMBER = "47-2019-003871";
    private static final ServiceKeys FILES = ServiceKeys.rsa("viaduc");
    private static final ServiceKeys COMPARTMENT = ServiceKeys.rsa("viaduc-medecin");

    private final ServiceLogin login = new ServiceLogin("viaduc", "secret-du-service", FILES.certificate());
    private final ServiceLogin medical = new ServiceLogin("viaduc-medecin", "secret-du-volet",
            COMPARTMENT.certificate());
    private PlayedGabare there;
    private PlayedGabare here;
    private Pair pair;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        there = new PlayedGabare().open(login, medical);
        here = new PlayedGabare().open(login, medical);
        pair = Pair.write();
        connect(Pair.D35, there, "collect");
        connect(Pair.D44, here, "deliver");
        Files.writeString(pair.folder(Pair.D44).resolve("habilitations.yaml"), """
                - { id: d44-mdph-01, role: INST-MDPH-ACC, missions: [MDPH] }
                - { id: d44-epe-01, role: MED-EPE, missions: [MDPH] }
                """, StandardOpenOption.APPEND);
        Files.writeString(pair.folder(Pair.D35).resolve("peers/D44.yaml"),
                "  MDPH: [{agent: d44-mdph-01, role: INST-MDPH-ACC}, {agent: d44-epe-01, role: MED-EPE}]\n",
                StandardOpenOption.APPEND);
        pair.startBoth();
    }

    @AfterEach
    void end() {
        pair.close();
        there.close();
        here.close();
    }

    private void connect(Department department, PlayedGabare gabare, String direction) throws IOException {
        var name = "gabare-" + department.code().substring(1);
        try (var packed = MdphIT.class.getResourceAsStream("/routes/d47-gabare-" + direction + ".yaml")) {
            pair.route(department, name + "-" + direction,
                    new String(packed.readAllBytes(), StandardCharsets.UTF_8).replace("d47-gabare", name));
        }
        var settings = new StringBuilder("  " + name + ":\n    system: gabare\n    recognises-repeats: true\n"
                + "    collect: " + direction.equals("collect") + "\n    deliver: " + direction.equals("deliver")
                + "\n    address: " + gabare.address() + "\n    compartment-address: " + gabare.compartmentAddress()
                + "\n    every: 300\n");
        secrets(department, settings, ServiceLogin.settings(login, "", FILES, gabare.service));
        secrets(department, settings, ServiceLogin.settings(medical, "compartment-", COMPARTMENT, gabare.service));
        pair.configure(department, settings.toString());
        var node = pair.folder(department).resolve("node.yaml");
        Files.writeString(node, Files.readString(node).replace("rsa: GEST-RSA }", "mdph: INST-MDPH }"));
    }

    private void secrets(Department department, StringBuilder settings, Map<String, String> values) throws IOException {
        for (var each : values.entrySet()) {
            if (each.getKey().endsWith("login")) {
                settings.append("    ").append(each.getKey()).append(": ").append(each.getValue()).append('\n');
            } else {
                Files.writeString(pair.folder(department).resolve(each.getKey() + ".secret"), each.getValue());
                settings.append("    ").append(each.getKey()).append(": \"${file:").append(each.getKey())
                        .append(".secret}\"\n");
            }
        }
    }

    private static String example() throws IOException {
        var text = Files.readString(
                Path.of("mappings/gabare/examples/woman-who-asks-for-her-transfer.local.xml"));
        return text.substring(text.indexOf("?>") + 2).strip().replace("<valeur>35</valeur>", "<valeur>44</valeur>");
    }

    @Test
    void decisions_and_plan_arrive_and_what_is_medical_stays_until_a_physician_asks_for_it() throws Exception {
        there.changed(NUMBER, example().replaceAll("(?s)<diagnostic>.*(?=</dossierMdph>)", ""));
        there.opened(NUMBER, example().replaceAll("(?s)^.*?(?=<diagnostic>)", "").replace("</dossierMdph>", ""));

        Eventually.is("delivered to the instructor", () -> here.delivered().size() == 1);

        var first = here.delivered().entrySet().iterator().next();
        assertThat(there.asked()).contains("LireVoletMedical");
        assertThat(first.getValue().file()).contains("Casteran", "SUP_80", "ORIENTATION_ESAT", "PPC-2024-0417", "AAH",
                "N-2024-0417", "JVBERi0xLjQKJSBub3RpZmljYXRpb24gaW52ZW50w6llCiUlRU9GCg==")
                .doesNotContain("G80.1", "Marmande", "pieceMedicale", "J-2026-1187");
        assertThat(first.getValue().compartment()).isEmpty();
        assertThat(here.asked()).doesNotContain("DeposerVoletMedical");
        Eventually.is("ended", () -> pair.state(Pair.D35, first.getKey()).equals("delivered"));
        var decision = pair.exchange(Pair.D35, first.getKey()).toString();
        assertThat(decision).contains("R-MDPH");

        pair.client(Pair.D35).post("/api/exchanges", Map.of("connector", "gabare-35", "localId", NUMBER, "track",
                "mdph", "to", "D44", "role", "MED-EPE", "purpose", "INSTR_MDPH", "mission", "MDPH", "recipient",
                "MED-EPE"));
        there.changed(NUMBER, example().replaceAll("(?s)<diagnostic>.*(?=</dossierMdph>)", "")
                .replace("812.40", "815.00"));

        // Five traits and no second factor: somebody says that it is the same woman.
        var item = Eventually.get("parked at D44", () -> pair.client(Pair.D44).get("/api/tray").path(0),
                each -> each.path("candidates").size() == 1);
        pair.client(Pair.D44).post("/api/tray/" + item.path("id").asText() + "/resolution",
                Map.of("person", item.path("candidates").path(0).path("person").asText()));

        Eventually.is("delivered to the physician", () -> here.delivered().size() == 2);
        var second = here.delivered().entrySet().stream().filter(each -> !each.getKey().equals(first.getKey()))
                .findFirst().orElseThrow().getValue();
        assertThat(second.compartment()).contains("G80.1", "Marmande").doesNotContain("Casteran");
        assertThat(second.file()).contains("Casteran").doesNotContain("G80.1", "Marmande");
        assertThat(here.pending()).isEmpty();
        assertThat(Files.readString(pair.log(Pair.D35)) + Files.readString(pair.log(Pair.D44)))
                .doesNotContain("Casteran", "G80.1", "secret-du", "BEGIN PRIVATE", "Marmande");
    }
}
