package org.viaduc.connectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.viaduc.connectors.soap.PlayedGabare;
import org.viaduc.connectors.soap.ServiceKeys;
import org.viaduc.connectors.soap.ServiceLogin;
import org.viaduc.connectors.soap.ServiceLogin.Answers;
import org.viaduc.connectors.soap.SoapFaults;
import org.viaduc.connectors.soap.SoapLogin;
import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.federation.Eventually;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.Deliverables;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.Translator;
import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private final List<String> failures = new CopyOnWriteArrayList<>();
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
        var door = new SoapDoor(routes.intake, routes.node, new MappingsInForce(RunningRoutes.BOOK), routes.settings);
        routes.bind("soapDoor", door).bind("compartmentDoor", new CompartmentDoor(door));
        new ConnectorParts(routes.settings, new SqlPools(routes.settings),
                new RestDoor(routes.intake, routes.node, routes.settings, Clock.systemUTC(), Thread::sleep))
                .bind(routes.camel);
        routes.camel.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.ExchangeFailedEvent failed) {
                    failures.add(SoapFaults.security(failed.getExchange().getException()).orElse("another failure"));
                }
            }
        });
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

    private DeliverableRecord record(ExchangeId exchange, boolean withMedical) {
        var example = Deliverables.example(RunningRoutes.BOOK, "woman-who-asks-for-her-transfer");
        var pieces = example.pieces().stream().filter(piece -> withMedical || piece.section() != Section.S07).toList();
        return Deliverables.of(new CommonRecord(pieces), RunningRoutes.BOOK, "gabare", exchange);
    }

    private static ExchangeId anId() {
        return ExchangeId.next(Clock.systemUTC());
    }

    @Test
    void a_changed_file_is_read_with_login_and_signature_and_its_closed_compartment_is_not_asked() throws Exception {
        gabare.open(login, medical).changed(WOMAN, file());
        start(values());

        Eventually.is("marked", () -> routes.node.mark(CONNECTOR).isPresent());

        assertThat(routes.node.ids()).containsExactly(WOMAN);
        assertThat(gabare.asked()).doesNotContain("LireVoletMedical");
        assertThat(routes.node.taken().getFirst().rows()).noneMatch(row -> row.type().equals("diagnostic"));
    }

    @Test
    void a_compartment_that_a_physician_opened_is_read_by_its_own_login_and_comes_with_the_file() throws Exception {
        gabare.open(login, medical).changed(WOMAN, file());
        gabare.opened(WOMAN, compartment());
        start(values());

        Eventually.is("marked", () -> routes.node.mark(CONNECTOR).isPresent());

        var whole = Deliverables.local(RunningRoutes.BOOK, "woman-who-asks-for-her-transfer");
        assertThat(routes.node.taken()).singleElement()
                .satisfies(taken -> assertThat(taken.rows()).extracting(LocalRow::fields)
                        .containsExactlyElementsOf(whole.rows().stream().map(LocalRow::fields).toList()));
    }

    @Test
    void documents_of_several_megabytes_come_beside_the_answer_and_are_whole() throws Exception {
        var large = 3 * 1024 * 1024 + 17;
        gabare.open(login, medical).changed(WOMAN, file()
                .replaceFirst("<contenu>[^<]*</contenu>", "<contenu>{{" + large + "}}</contenu>"));
        gabare.opened(WOMAN, compartment().replaceFirst("<contenu>[^<]*</contenu>", "<contenu>{{5000}}</contenu>"));
        start(values());

        Eventually.is("read", () -> routes.node.ids().contains(WOMAN));

        var papers = routes.node.taken().getFirst().attachments();
        assertThat(papers).extracting(Attachment::digest).contains(Digest.of(PlayedGabare.paper(large)),
                Digest.of(PlayedGabare.paper(5000)));
        assertThat(papers.getFirst().length()).isEqualTo(large);
    }

    @Test
    void a_document_that_is_larger_than_node_yaml_allows_is_not_taken() throws Exception {
        gabare.open(login, medical).changed(WOMAN, file()
                .replaceFirst("<contenu>[^<]*</contenu>", "<contenu>{{1200000}}</contenu>"));
        var values = values();
        values.put("largest-attachment", "1");
        start(values);

        Eventually.is("asked again", () -> gabare.asked("LireDossier") > 1);

        assertThat(routes.node.taken()).isEmpty();
        assertThat(routes.node.mark(CONNECTOR)).isEmpty();
    }

    @Test
    void a_delivery_without_medical_pieces_does_not_touch_the_compartment() throws Exception {
        gabare.open(login, medical);
        start(values());
        var id = anId();

        var reference = routes.deliver(CONNECTOR, record(id, false));

        assertThat(reference).isEqualTo("47-R-1");
        assertThat(gabare.asked()).contains("DeposerDossier").doesNotContain("DeposerVoletMedical");
        assertThat(gabare.delivered().get(id.toString()).file()).contains("Casteran", "PPC-2024-0417")
                .doesNotContain("G80.1", "diagnostic", "pieceMedicale", "Marmande");
    }

    @Test
    void a_delivery_with_medical_pieces_goes_to_both_under_one_exchange_and_nothing_is_mixed() throws Exception {
        gabare.open(login, medical);
        start(values());
        var id = anId();

        routes.deliver(CONNECTOR, record(id, true));

        var delivery = gabare.delivered().get(id.toString());
        assertThat(delivery.file()).contains("Casteran").doesNotContain("G80.1", "Marmande", "xop");
        assertThat(delivery.compartment()).contains("G80.1", "Marmande",
                "JVBERi0xLjQKJSBjZXJ0aWZpY2F0IGludmVudMOpCiUlRU9GCg==").doesNotContain("Casteran", "PPC-2024-0417");
        assertThat(gabare.asked().stream().filter(each -> each.startsWith("Deposer")))
                .containsExactly("DeposerVoletMedical", "DeposerDossier");
    }

    @Test
    void what_is_delivered_reads_as_what_was_sent() throws Exception {
        gabare.open(login, medical);
        start(values());
        var id = anId();
        var sent = Deliverables.example(RunningRoutes.BOOK, "woman-who-asks-for-her-transfer");

        routes.deliver(CONNECTOR, record(id, true));
        var delivery = gabare.delivered().get(id.toString());
        gabare.changed(WOMAN, delivery.file());
        gabare.opened(WOMAN, delivery.compartment().replaceAll("</?voletMedical[^>]*>", ""));

        Eventually.is("read back", () -> routes.node.ids().contains(WOMAN));
        var back = new Translator(RunningRoutes.BOOK, Clock.systemUTC()).translate(routes.node.taken().getLast())
                .record();
        assertThat(back.pieces()).extracting(piece -> piece.kind() + " " + piece.resource())
                .containsExactlyInAnyOrderElementsOf(
                        sent.pieces().stream().map(piece -> piece.kind() + " " + piece.resource()).toList());
        assertThat(papers(back)).containsExactlyInAnyOrderElementsOf(papers(sent));
    }

    private static List<Digest> papers(CommonRecord record) {
        return record.pieces().stream().flatMap(piece -> piece.attachments().stream()).map(Attachment::digest).toList();
    }

    @Test
    void a_delivery_that_breaks_between_the_two_is_made_whole_by_the_next_try_and_counts_once() throws Exception {
        gabare.open(login, medical);
        start(values());
        var id = anId();
        gabare.fail("DeposerDossier", true);
        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record(id, true))).isInstanceOf(LineBroken.class);
        assertThat(gabare.delivered()).isEmpty();
        assertThat(gabare.pending()).containsOnlyKeys(id.toString());
        gabare.fail("DeposerDossier", false);

        routes.deliver(CONNECTOR, record(id, true));

        assertThat(gabare.pending()).isEmpty();
        assertThat(gabare.delivered().get(id.toString()).compartment()).contains("G80.1");
        assertThat(gabare.delivered().get(id.toString()).times()).isEqualTo(1);
    }

    @Test
    void a_part_that_may_no_longer_be_given_does_not_count_when_the_file_follows_without_it() throws Exception {
        gabare.open(login, medical);
        start(values());
        var id = anId();
        gabare.fail("DeposerDossier", true);
        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record(id, true))).isInstanceOf(LineBroken.class);
        gabare.fail("DeposerDossier", false);

        routes.deliver(CONNECTOR, record(id, false));

        assertThat(gabare.pending()).isEmpty();
        assertThat(gabare.delivered().get(id.toString()).compartment()).isEmpty();
    }

    @Test
    void a_compartment_that_is_down_holds_back_its_own_file_only_and_nothing_is_delivered_in_part() throws Exception {
        gabare.open(login, medical).changed(WOMAN, file());
        gabare.opened(WOMAN, compartment());
        gabare.changed("47-2021-000212", example("boy-whose-address-is-not-told"));
        gabare.fail("LireVoletMedical", true);
        gabare.fail("DeposerVoletMedical", true);
        start(values());

        Eventually.is("the other is read", () -> routes.node.ids().contains("47-2021-000212"));
        var id = anId();
        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record(id, true))).isInstanceOf(LineBroken.class);
        assertThat(routes.node.ids()).doesNotContain(WOMAN);
        assertThat(gabare.asked()).doesNotContain("DeposerDossier");
        gabare.fail("LireVoletMedical", false);
        Eventually.is("asked again, and read whole", () -> routes.node.ids().contains(WOMAN));
        assertThat(routes.node.taken().getLast().rows()).anyMatch(row -> row.type().equals("diagnostic"));
    }

    @Test
    void what_is_medical_is_refused_in_the_file_and_what_is_not_in_the_compartment() throws Exception {
        gabare.open(login, medical).changed("47-1", example("woman-who-asks-for-her-transfer"));
        gabare.changed(WOMAN, file());
        gabare.opened(WOMAN, "<ressource><nature>AAH</nature></ressource>");
        start(values());

        Eventually.is("marked", () -> routes.node.mark(CONNECTOR).isPresent());

        assertThat(routes.node.taken()).isEmpty();
        assertThat(routes.node.refused()).isEqualTo(2);
    }

    @Test
    void an_answer_about_somebody_else_is_refused() throws Exception {
        gabare.open(login, medical).changed("47-2", file());
        start(values());

        Eventually.is("marked", () -> routes.node.mark(CONNECTOR).isPresent());

        assertThat(routes.node.taken()).isEmpty();
        assertThat(routes.node.refused()).isEqualTo(1);
    }

    @Test
    void a_service_that_refuses_a_delivery_and_signs_it_is_believed() throws Exception {
        gabare.open(login, medical).refuse("DeposerDossier");
        start(values());

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record(anId(), false)))
                .isInstanceOf(DepartmentRefuses.class)
                .hasMessage("the local system refuses the record: DossierRefuse");
        assertThat(gabare.asked()).contains("DeposerDossier");
        assertThat(gabare.delivered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Answers.class, names = {"UNSIGNED", "SIGNED_BY_ANOTHER", "SIGNED_IN_PART"})
    void a_refusal_that_is_not_signed_as_it_should_be_is_a_failure_and_is_tried_again(Answers how) throws Exception {
        gabare.open(login.answering(how), medical).refuse("DeposerDossier");
        start(values());

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record(anId(), false))).isInstanceOf(LineBroken.class);
        assertThat(gabare.asked()).contains("DeposerDossier");
    }

    @Test
    void a_compartment_that_does_not_know_the_login_lets_nothing_of_the_file_be_delivered() throws Exception {
        gabare.open(login, medical);
        var values = values();
        values.put("compartment-address", gabare.address());
        start(values);

        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record(anId(), true))).isInstanceOf(LineBroken.class);
        assertThat(gabare.asked()).doesNotContain("DeposerDossier");
        assertThat(gabare.delivered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Answers.class, names = "SIGNED", mode = EnumSource.Mode.EXCLUDE)
    void an_answer_that_is_not_signed_as_it_should_be_is_not_read(Answers how) throws Exception {
        gabare.open(login.answering(how), medical).changed(WOMAN, file());
        start(values());

        var said = failure(() -> gabare.asked("ListerDossiers") > 1);

        assertThat(said).contains("the service's answer is not believed");
        assertThat(gabare.asked()).doesNotContain("LireDossier");
        assertThat(routes.node.taken()).isEmpty();
        assertThat(routes.node.mark(CONNECTOR)).isEmpty();
    }

    /** What a node says of the first look that failed. */
    private String failure(Callable<Boolean> until) {
        Eventually.is("a look", until);
        return Eventually.get("a failure", () -> failures.stream().findFirst().orElse(""), text -> !text.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"password, faux", "user, viaduc-autre", "login, username-text"})
    void a_login_that_the_service_does_not_accept_is_said_clearly(String key, String value) throws Exception {
        gabare.open(login, medical).changed(WOMAN, file());
        var values = values();
        values.put(key, value);
        start(values);

        var said = failure(() -> !failures.isEmpty());

        assertThat(said).contains("the service does not accept", "`password`").doesNotContain("très-secret", "faux");
        assertThat(gabare.asked()).isEmpty();
    }

    @Test
    void the_login_of_the_files_does_not_open_the_compartment() throws Exception {
        gabare.open(login, medical).changed(WOMAN, file());
        gabare.opened(WOMAN, compartment());
        var values = values();
        values.putAll(ServiceLogin.settings(login, "compartment-", INSTRUCTION, gabare.service));
        start(values);

        Eventually.is("asked again", () -> gabare.asked("LireDossier") > 1);

        assertThat(gabare.asked()).doesNotContain("LireVoletMedical");
        assertThat(routes.node.taken()).isEmpty();
        assertThat(SoapLogin.faultsOfCompartment(routes.settings.connectors().get(CONNECTOR))).hasSize(3)
                .allMatch(fault -> fault.contains("a login of its own"));
    }

    @Test
    void a_password_in_clear_text_is_another_way_in_where_the_service_wants_it() throws Exception {
        gabare.open(login.withPlainPassword(), medical).changed(WOMAN, file());
        var values = values();
        values.put("login", "username-text");
        start(values);

        Eventually.is("read", () -> routes.node.ids().contains(WOMAN));
    }

    @Test
    void a_slow_service_is_waited_for_and_looks_do_not_pile_up() throws Exception {
        gabare.open(login, medical).changed(WOMAN, file());
        gabare.beSlow(Duration.ofMillis(1200));
        start(values());

        Eventually.is("read", () -> routes.node.ids().contains(WOMAN));

        assertThat(gabare.mostAtOnce()).isEqualTo(1);
    }
}
