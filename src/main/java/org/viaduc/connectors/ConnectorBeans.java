package org.viaduc.connectors;

import java.time.Clock;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import org.viaduc.exchange.Reception;
import org.viaduc.exchange.node.DepartmentLine;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Posting;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.trust.AttachmentStore;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.Opener;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.TlsMaterial;

/** Opens the doors of one node: the beans that routes name, and the routes themselves. */
@Configuration(proxyBeanMethods = false)
public class ConnectorBeans {
    @Bean
    DepartmentLine departmentLine(@Lazy ProducerTemplate camel) {
        return new Doors(camel);
    }

    @Bean
    PeerDoor peerDoor(@Lazy ProducerTemplate camel, KeyRing ring, PeerDirectory peers, AttachmentStore attachments,
            TlsMaterial tls, ObjectProvider<Reception> reception) {
        return new PeerDoor(camel, new Opener(ring, peers), attachments, tls, reception::getObject);
    }

    @Bean
    Acceptance acceptance(Collecting collecting) {
        return Acceptance.of(collecting);
    }

    @Bean
    Intake intake(Acceptance acceptance, MappingsInForce mappings, NodeSettings settings) {
        return new Intake(acceptance, mappings, settings);
    }

    @Bean
    ConnectorWatch connectorWatch(Clock clock) {
        return new ConnectorWatch(clock);
    }

    @Bean
    CsvDoor csvDoor(Intake intake, NodeSettings settings) {
        return new CsvDoor(intake, settings);
    }

    @Bean
    FlowDoor flowDoor(Intake intake, NodeSettings settings) {
        return new FlowDoor(intake, settings);
    }

    @Bean
    FhirDoor fhirDoor(Intake intake, Acceptance acceptance) {
        return new FhirDoor(intake, acceptance);
    }

    @Bean
    WholePosts wholePosts(ObjectProvider<Posting> posting) {
        return (records, connector, name) -> posting.getObject().take(records, connector, name);
    }

    @Bean
    FhirPosts fhirPosts(@Lazy ProducerTemplate camel, Intake intake, Acceptance acceptance, WholePosts posts,
            ObjectProvider<Posting> posting, NodeSettings settings) {
        return new FhirPosts(camel, intake, acceptance, posts, posting::getObject, settings);
    }

    @Bean
    SoapDoor soapDoor(Intake intake, Acceptance acceptance, MappingsInForce mappings, NodeSettings settings) {
        return new SoapDoor(intake, acceptance, mappings, settings);
    }

    @Bean
    CompartmentDoor compartmentDoor(SoapDoor soap) {
        return new CompartmentDoor(soap);
    }

    @Bean(destroyMethod = "close")
    SqlPools sqlPools(NodeSettings settings) {
        return new SqlPools(settings);
    }

    @Bean
    SqlDoor sqlDoor(Intake intake, Acceptance acceptance, MappingsInForce mappings, NodeSettings settings,
            SqlPools pools) {
        return new SqlDoor(intake, acceptance, mappings, settings, pools);
    }

    @Bean
    RestDoor restDoor(Intake intake, Acceptance acceptance, NodeSettings settings, Clock clock) {
        return new RestDoor(intake, acceptance, settings, clock, Thread::sleep);
    }

    @Bean
    ConnectorParts connectorParts(NodeSettings settings, SqlPools databases, RestDoor services) {
        return new ConnectorParts(settings, databases, services);
    }

    @Bean
    RouteSwap routeSwap(@Lazy CamelContext camel, NodeSettings settings, RouteBook routes, ConnectorParts parts) {
        return new RouteSwap(camel, settings, routes, parts);
    }

    /** Before Camel starts: what routes refer to, then the routes. */
    @Bean
    CamelContextConfiguration routes(RouteBook book, NodeSettings settings, PeerDirectory peers, TlsMaterial tls,
            ConnectorParts parts, ConnectorWatch watch) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                camel.setStreamCaching(false);
                camel.setUseMDCLogging(false);
                camel.getShutdownStrategy().setTimeout(5);
                camel.getManagementStrategy().addEventNotifier(new FailureWords());
                camel.getManagementStrategy().addEventNotifier(watch);
                camel.getRegistry().bind("pinnedCertificates", NoopHostnameVerifier.INSTANCE);
                camel.getRegistry().bind("peerConnections", new PeerConnections());
                parts.bind(camel);
                peers.peers().forEach(peer -> camel.getRegistry().bind("peerTls-" + peer.department(),
                        new PinnedTls(tls.client(peer.department()))));
                new RouteLoading(camel, book, settings).load();
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
            }
        };
    }
}
