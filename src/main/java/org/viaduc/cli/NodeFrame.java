package org.viaduc.cli;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import org.viaduc.connectors.ConnectorBeans;
import org.viaduc.connectors.versions.VersionBeans;
import org.viaduc.exchange.ExchangeBeans;
import org.viaduc.web.WebBeans;

/** What a node is made of. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = {
        "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
        "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
        "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
        "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration"})
@Import({ExchangeBeans.class, ConnectorBeans.class, VersionBeans.class, WebBeans.class})
class NodeFrame {}
