package org.sensorium.bench.laboratory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.sensorium.bench.load.Account;
import org.sensorium.bench.load.Readings;
import org.sensorium.simulator.register.Console;
import org.sensorium.simulator.register.RowResult;

/** Registers the sensors that are measured with, in bulk as an operator would. */
public final class Registration {
    /** Of the sensors' ids behind a gateway. */
    public static final int DIGITS = 7;

    /** What those ids begin with. */
    public static final String BEHIND = "bench-s";

    static final String DEPARTMENT = "bench";
    static final String TYPE = "bench";

    private static final int PORTION = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String HEADER = "id,type,department,district,metrics,gateway\n";

    private final Console console;

    /**
     * @param credentials what {@code credentials.env} says
     */
    Registration(Map<String, String> credentials) {
        this.console =
                new Console(
                        String.valueOf(credentials.get("SENSORIUM_HTTP_URL")),
                        String.valueOf(credentials.get("SENSORIUM_ADMIN_USER")),
                        String.valueOf(credentials.get("SENSORIUM_ADMIN_PASSWORD")),
                        PATIENCE);
    }

    /** Sensors with connections of their own, which may be gateways too. */
    List<Account> connecting(int count) throws IOException, InterruptedException {
        console.ensureDepartment(DEPARTMENT, "Benchmark");
        List<Account> accounts = new ArrayList<>();
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            row(rows, String.format(Locale.ROOT, "bench-%04d", i), "");
        }
        List<RowResult> results = new ArrayList<>();
        console.registerCsv(rows.toString(), 1, true, results::add);
        for (RowResult result : results) {
            refuse(result);
            accounts.add(new Account(result.id(), result.password()));
        }
        return accounts;
    }

    /**
     * Sensors behind gateways, each gateway its share of them, as {@link Readings#ofGateways} has
     * it.
     *
     * @param from the first number that is not registered yet
     * @param all sensors altogether then
     * @param progress told how many there are
     */
    public void behind(List<Account> gateways, int from, int all, LongConsumer progress)
            throws IOException, InterruptedException {
        for (int first = from; first < all; first += PORTION) {
            StringBuilder rows = new StringBuilder(HEADER);
            for (int i = first; i < Math.min(all, first + PORTION); i++) {
                String id = String.format(Locale.ROOT, "%s%0" + DIGITS + "d", BEHIND, i);
                row(rows, id, gateways.get(i % gateways.size()).id());
            }
            List<RowResult> results = new ArrayList<>();
            console.registerCsv(rows.toString(), first + 1, false, results::add);
            for (RowResult result : results) {
                refuse(result);
            }
            progress.accept(Math.min(all, first + PORTION));
        }
    }

    private static void row(StringBuilder rows, String id, String gateway) {
        rows.append(id).append(',').append(TYPE).append(',').append(DEPARTMENT);
        rows.append(",centre,").append(Readings.METRIC).append(":m:0:100:,").append(gateway);
        rows.append('\n');
    }

    private static void refuse(RowResult result) throws IOException {
        if (result.rejected()) {
            throw new IOException("a sensor of the benchmark is not registered: " + result);
        }
    }
}
