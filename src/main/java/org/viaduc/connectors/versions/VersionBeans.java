package org.viaduc.connectors.versions;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.viaduc.connectors.RouteSwap;
import org.viaduc.exchange.PastExchanges;
import org.viaduc.exchange.Processes;
import org.viaduc.exchange.Upkeep;
import org.viaduc.exchange.Upkeep.Tables;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.proof.Round;
import org.viaduc.mapping.MappingsInForce;

/** What a running node needs to have its mappings and routes replaced. */
@Configuration(proxyBeanMethods = false)
public class VersionBeans {
    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);
    private static final Duration BEAT = Duration.ofSeconds(5);

    @Bean
    Versions versions(MappingsInForce mappings, RouteSwap routes, NodeSettings settings, SettingsOnDisk disk,
            Upkeep upkeep, Processes processes) {
        return new Versions(mappings, routes, settings, disk, upkeep, processes);
    }

    @Bean
    Round beat(Versions versions, Processes processes) {
        return new Round("beat", BEAT, new Beat(versions, processes));
    }

    @Bean
    Comparing comparing(Versions versions, MappingsInForce mappings, RouteSwap routes, NodeSettings settings,
            PastExchanges past, Clock clock) {
        return new Comparing(versions, mappings, routes, settings, past, clock);
    }

    /** By which tables this node translates from its start. */
    @Bean
    ApplicationRunner tablesInForce(MappingsInForce mappings, NodeSettings settings, Upkeep upkeep,
            Versions versions, Processes processes) {
        return arguments -> {
            List<Tables> used = settings.connectors().values().stream().map(Connector::system).distinct()
                    .map(system -> new Tables(system, mappings.book().version(system), mappings.book().content(system)))
                    .toList();
            upkeep.started(used, processes.last()).forEach(each -> LOG.atWarn().addKeyValue("mapping", each.version())
                    .log("these files have changed under a version that was in force: give them a later `version`"));
            processes.say(versions.running());
        };
    }
}
