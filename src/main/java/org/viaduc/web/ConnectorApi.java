package org.viaduc.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.model.Language;
import org.viaduc.web.console.integrator.ConnectorLine;
import org.viaduc.web.console.integrator.ConnectorLines;

/** How each connector is: its system, what waits behind it, which mapping, its certificate. Nothing of a person. */
@RestController
@RequestMapping("/api/connectors")
@Tag(name = "connectors", description = "Connecteurs / Connectors")
class ConnectorApi {
    private final ConnectorLines lines;

    ConnectorApi(ConnectorLines lines) {
        this.lines = lines;
    }

    /**
     * One connector.
     *
     * @param health {@code well}, {@code failing} or {@code not-seen}
     * @param fault  why it fails, with its words; absent otherwise
     * @param hour   exchanges that moved in the last hour; {@code day} in the last 24
     * @param parked files and exchanges that wait for a person
     * @param elsewhere other processes of this node that work by something else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(String connector, String system, boolean collects, boolean delivers, String health, Instant lastLook,
            Words fault, Instant lastExchange, int hour, int day, int parked, int waiting, String mapping,
            CertificateView certificate, List<ElsewhereView> elsewhere) {}

    /** @param differs {@code mapping}, {@code routes} or {@code missing} @param mapping its version; absent where it is missing */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ElsewhereView(String process, String differs, String mapping) {}

    record Words(String word, String fr, String en) {}

    /** @param current whether it is about the version of the mapping that is in force */
    record CertificateView(String result, Instant on, String mapping, boolean current) {}

    @GetMapping
    @Operation(summary = "Les connecteurs et leur état / The connectors and how they are", description = """
            `health`: `well`, `failing` with `fault`, `not-seen` before the first look since this node started. `parked` waits for
            a person; `waiting` for a fact, a neighbour or the department's system. `hour` and `day`: exchanges that moved lately.
            `certificate`: the latest of `connector test`, `certified`, `not-all-proven` or `not-certified`; not `current` when
            another version is in force. `elsewhere`: the other processes of this node that translate by another `mapping`, have
            other `routes`, or do not have it (`missing`).""")
    List<View> all() {
        return lines.all().stream().map(ConnectorApi::view).toList();
    }

    private static View view(ConnectorLine line) {
        var connector = line.connector();
        var backlog = line.backlog();
        return new View(connector.name(), connector.system(), connector.collects(), connector.delivers(),
                line.look().fault().isPresent() ? "failing" : line.look().at().isPresent() ? "well" : "not-seen",
                line.look().at().orElse(null),
                line.look().fault().map(fault -> new Words(fault.word(), fault.in(Language.FR),
                        fault.in(Language.EN))).orElse(null),
                backlog.last().orElse(null), backlog.hour(), backlog.day(), backlog.parked(), backlog.waiting(),
                line.mapping(), line.badge().on().map(on -> new CertificateView(line.badge().word(), on,
                        line.badge().mapping(), line.badge().current())).orElse(null),
                line.elsewhere().stream().map(each -> new ElsewhereView(each.process(), each.differs().word(),
                        each.mapping().orElse(null))).toList());
    }
}
