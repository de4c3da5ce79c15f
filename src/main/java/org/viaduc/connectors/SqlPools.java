package org.viaduc.connectors;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * Connections to the departments' databases, few and only when needed: a database that is down does not keep the node from
 * starting. A route names one as {@code #sql-d38-cordee}, so that user and password stand in no address.
 */
final class SqlPools implements AutoCloseable {
    /** How a route's address names the database of its connector. */
    static final String NAME = "sql-";
    private static final String URL = "url";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String SCHEMA = "schema";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, HikariDataSource> pools = new ConcurrentSkipListMap<>();
    private final Duration patience;

    SqlPools(NodeSettings settings) {
        this(settings, PATIENCE);
    }

    /** @param patience how long a database may take until it lets somebody in */
    SqlPools(NodeSettings settings, Duration patience) {
        this.patience = patience;
        replace(List.of(), settings.connectors().values());
    }

    /** Other databases take the place of these. @param gone the connectors whose database is left, before any is opened */
    void replace(Collection<String> gone, Collection<Connector> fresh) {
        gone.forEach(name -> Optional.ofNullable(pools.remove(name)).ifPresent(HikariDataSource::close));
        fresh.stream()
                .filter(each -> missing(each).isEmpty() && each.values().get(URL).startsWith("jdbc:"))
                .forEach(each -> pools.put(each.name(), pool(each)));
    }

    /** What node.yaml would have to say of the connector. */
    static List<String> missing(Connector connector) {
        return List.of(URL, USER, PASSWORD).stream().filter(key -> !connector.values().containsKey(key)).toList();
    }

    private HikariDataSource pool(Connector connector) {
        var config = new HikariConfig();
        config.setJdbcUrl(connector.values().get(URL));
        config.setUsername(connector.values().get(USER));
        config.setPassword(connector.values().get(PASSWORD));
        Optional.ofNullable(connector.values().get(SCHEMA)).ifPresent(config::setSchema);
        config.setPoolName(connector.name());
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(patience.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** By connector. */
    Map<String, DataSource> all() {
        return Map.copyOf(pools);
    }

    /** @throws IllegalStateException when node.yaml gives the connector no database */
    DataSource of(String connector) {
        var pool = pools.get(connector);
        if (pool == null) {
            throw new IllegalStateException(
                    "node.yaml gives the connector `" + connector + "` no `" + URL + "` that begins"
                            + " with jdbc:, or no `" + USER + "` and `" + PASSWORD + "`");
        }
        return pool;
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }
}
