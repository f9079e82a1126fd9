package org.sensorium.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stands in the cluster's {@code sensorium.conf}. Immutable. An operator's own values go into
 * {@code local.conf} beside it, which is read later and so wins.
 */
public final class ServerSettings {
    private final Map<String, String> values;

    private ServerSettings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * For data that has to be there tomorrow; fits a machine of two cores with some GiB of memory.
     */
    public static ServerSettings durable() {
        Map<String, String> values = basic();
        values.put("max_connections", "60");
        values.put("shared_buffers", "1GB");
        values.put("effective_cache_size", "4GB");
        values.put("work_mem", "16MB");
        values.put("maintenance_work_mem", "256MB");
        values.put("max_wal_size", "4GB");
        values.put("min_wal_size", "512MB");
        values.put("wal_compression", "lz4");
        values.put("checkpoint_timeout", "15min");
        // An acknowledgement means that it is on disk: these three are what makes that true.
        values.put("fsync", "on");
        values.put("full_page_writes", "on");
        values.put("synchronous_commit", "on");
        return new ServerSettings(values);
    }

    /** For tests: fast, small, and lost with the machine. */
    public static ServerSettings throwAway() {
        Map<String, String> values = basic();
        values.put("max_connections", "200");
        values.put("shared_buffers", "128MB");
        values.put("max_wal_size", "1GB");
        values.put("fsync", "off");
        values.put("full_page_writes", "off");
        values.put("synchronous_commit", "off");
        values.put("autovacuum_naptime", "1h");
        return new ServerSettings(values);
    }

    private static Map<String, String> basic() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("listen_addresses", "127.0.0.1");
        values.put("unix_socket_directories", "");
        values.put("password_encryption", "scram-sha-256");
        values.put("shared_preload_libraries", "timescaledb");
        values.put("timescaledb.telemetry_level", "off");
        values.put("timescaledb.max_background_workers", "4");
        values.put("max_worker_processes", "16");
        values.put("max_parallel_workers", "2");
        values.put("max_parallel_workers_per_gather", "1");
        values.put("jit", "off");
        values.put("wal_level", "replica");
        values.put("random_page_cost", "1.1");
        values.put("timezone", "UTC");
        values.put("log_timezone", "UTC");
        values.put("log_destination", "stderr");
        values.put("logging_collector", "off");
        values.put("log_line_prefix", "%m [%p] %q%u@%d %a ");
        values.put("log_checkpoints", "off");
        values.put("log_statement", "none");
        // Statements and their parameters may hold payloads and passwords.
        values.put("log_min_error_statement", "panic");
        values.put("log_parameter_max_length", "0");
        return values;
    }

    /** These settings with one more, or with another value for one. */
    public ServerSettings with(String name, String value) {
        if (!name.matches("[a-z_][a-z0-9_.]*")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not the name of a PostgreSQL setting");
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new ServerSettings(more);
    }

    /** The file's text, a setting a line. */
    public String render() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + " = '" + e.getValue().replace("'", "''") + "'\n")
                .collect(
                        Collectors.joining(
                                "",
                                "# Written at every start; your own values go into local.conf.\n",
                                ""));
    }
}
