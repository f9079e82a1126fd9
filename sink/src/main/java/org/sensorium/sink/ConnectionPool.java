package org.sensorium.sink;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** A part's connections to TimescaleDB. */
public final class ConnectionPool {
    // After a commit messages are acknowledged: a server that answers before it has written the log
    // could lose them in a crash. Stronger settings than "on" stay.
    private static final String COMMITS_ARE_KEPT =
            "select set_config('synchronous_commit', 'on', false)"
                    + " where current_setting('synchronous_commit') = 'off'";
    // Otherwise a batch with very many late readings for compressed chunks would be refused.
    private static final String LATE_READINGS_ARE_TAKEN =
            "set timescaledb.max_tuples_decompressed_per_dml_transaction = 0";

    private ConnectionPool() {}

    /**
     * Opens a pool; it connects when first asked, so that a part can start while the database is
     * away.
     *
     * @param name shown in {@code pg_stat_activity}
     * @param size most connections at a time
     */
    public static HikariDataSource open(DatabaseAddress address, String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setAutoCommit(true);
        config.setConnectionInitSql(COMMITS_ARE_KEPT + "; " + LATE_READINGS_ARE_TAKEN);
        config.addDataSourceProperty("ApplicationName", name);
        // The name goes with the first message, for poolers and logs, instead of a statement later.
        config.addDataSourceProperty("assumeMinServerVersion", "14");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        // Long enough for a slow query, short enough that a cut network is noticed.
        config.addDataSourceProperty("socketTimeout", "120");
        return new HikariDataSource(config);
    }
}
