package org.viaduc.connectors.versions;

import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.Processes;
import org.viaduc.exchange.Processes.Elsewhere;
import org.viaduc.exchange.proof.Round;

/** Says by what this process works, and warns when another process of the node works by something else. */
final class Beat implements Round.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);

    private final Versions versions;
    private final Processes processes;
    private Map<String, List<Elsewhere>> warned = Map.of();

    Beat(Versions versions, Processes processes) {
        this.versions = versions;
        this.processes = processes;
    }

    /** @return false: there is nothing more to say before the next round */
    @Override
    public boolean once() {
        var running = versions.running();
        processes.say(running);
        warn(processes.elsewhere(running));
        return false;
    }

    /** Once for each difference. */
    private void warn(Map<String, List<Elsewhere>> elsewhere) {
        elsewhere.forEach((connector, others) -> others.stream()
                .filter(each -> !warned.getOrDefault(connector, List.of()).contains(each))
                .forEach(each -> LOG.atWarn().addKeyValue("connector", connector)
                        .addKeyValue("process", each.process()).addKeyValue("differs", each.differs().word())
                        .log("another process of this node works by something else: switch or reload there too")));
        warned = elsewhere;
    }
}
