package org.viaduc.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.connectors.ConnectorWatch;
import org.viaduc.connectors.kit.certify.CertificateText;
import org.viaduc.connectors.versions.Versions;
import org.viaduc.exchange.Counter;
import org.viaduc.exchange.Processes.Elsewhere;
import org.viaduc.exchange.desk.Backlog;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.model.Language;

/** How each connector is: its system, what waits behind it, which mapping, its certificate. Nothing of a person. */
@RestController
@RequestMapping("/api/connectors")
@Tag(name = "connectors", description = "Connecteurs / Connectors")
class ConnectorApi {
    private final NodeSettings settings;
    private final MappingsInForce mappings;
    private final Counter counter;
    private final ConnectorWatch watch;
    private final Versions versions;

    ConnectorApi(NodeSettings settings, MappingsInForce mappings, Counter counter, ConnectorWatch watch,
            Versions versions) {
        this.settings = settings;
        this.mappings = mappings;
        this.counter = counter;
        this.watch = watch;
        this.versions = versions;
    }

    /**
     * One connector.
     *
     * @param health {@code well}, {@code failing} or {@code not-seen}
     * @param fault  why it fails, with its words; absent otherwise
     * @param parked files and exchanges that wait for a person
     * @param elsewhere other processes of this node that work by something else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(String connector, String system, boolean collects, boolean delivers, String health, Instant lastLook,
            Words fault, Instant lastExchange, int parked, int waiting, String mapping, CertificateView certificate,
            List<ElsewhereView> elsewhere) {}

    /** @param differs {@code mapping}, {@code routes} or {@code missing} @param mapping its version; absent where it is missing */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ElsewhereView(String process, String differs, String mapping) {}

    record Words(String word, String fr, String en) {}

    /** @param current whether it is about the version of the mapping that is in force */
    record CertificateView(String result, Instant on, String mapping, boolean current) {}

    @GetMapping
    @Operation(summary = "Les connecteurs et leur état / The connectors and how they are", description = """
            `health`: `well`, `failing` with `fault`, `not-seen` before the first look since this node started. `parked` waits for
            a person; `waiting` for a fact, a neighbour or the department's system. `certificate`: the latest of `connector
            test`, `certified`, `not-all-proven` or `not-certified`; not `current` when another version is in force. `elsewhere`: the
            other processes of this node that translate by another `mapping`, have other `routes`, or do not have it (`missing`).""")
    List<View> all() {
        var backlogs = counter.backlogs();
        var elsewhere = versions.elsewhere();
        return settings.connectors().values().stream()
                .map(each -> view(each, backlogs.getOrDefault(each.name(), Backlog.none()),
                        elsewhere.getOrDefault(each.name(), List.of())))
                .toList();
    }

    private View view(Connector connector, Backlog backlog, List<Elsewhere> elsewhere) {
        var look = watch.last(connector.name());
        var version = mappings.book().version(connector.system());
        var certificate = CertificateText.latest(settings.data(), connector.name())
                .map(each -> new CertificateView(each.result().word(), each.on(), each.mapping(),
                        each.mapping().equals(version)));
        return new View(connector.name(), connector.system(), connector.collects(), connector.delivers(),
                look.fault().isPresent() ? "failing" : look.at().isPresent() ? "well" : "not-seen",
                look.at().orElse(null),
                look.fault().map(fault -> new Words(fault.word(), fault.in(Language.FR), fault.in(Language.EN)))
                        .orElse(null),
                backlog.last().orElse(null), backlog.parked(), backlog.waiting(), version, certificate.orElse(null),
                elsewhere.stream().map(each -> new ElsewhereView(each.process(), each.differs().word(),
                        each.mapping().orElse(null))).toList());
    }
}
