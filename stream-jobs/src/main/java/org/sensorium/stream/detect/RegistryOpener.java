package org.sensorium.stream.detect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.registry.view.RegistryView;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.SqlFailure;
import org.sensorium.stream.log.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives all operators of one JVM the same {@link RegistryView}: it is large, and has a connection
 * of its own. Opened with the first, closed with the last.
 */
public record RegistryOpener(DatabaseAddress address) implements Known.Opener {
    private static final Logger log = LoggerFactory.getLogger(RegistryOpener.class);

    // Operators of one JVM have nothing in common but its classes.
    private static final Map<DatabaseAddress, Shared> views = new HashMap<>();

    /** A view and how many operators use it. */
    private static final class Shared {
        private final RegistryView view;
        private int users;

        private Shared(RegistryView view) {
            this.view = view;
        }
    }

    @Override
    public Known open() throws InterruptedException {
        return persist("opening the registry", this::openOnce);
    }

    /** What is asked of the database. */
    private interface Asked<T> {
        T ask() throws SQLException;
    }

    /** Asks until the database answers. */
    private <T> T persist(String doing, Asked<T> asked) throws InterruptedException {
        Outage outage = new Outage(log, doing);
        while (true) {
            try {
                T answer = asked.ask();
                outage.over();
                return answer;
            } catch (SQLException e) {
                if (SqlFailure.of(e) == SqlFailure.STOP) {
                    throw new IllegalStateException(
                            "the registry cannot be read from " + address + ": " + e.getMessage(),
                            e);
                }
                outage.happened(e);
                Thread.sleep(outage.pauseMillis());
            }
        }
    }

    private Known openOnce() throws SQLException {
        synchronized (views) {
            @Nullable Shared shared = views.get(address);
            if (shared == null) {
                shared = new Shared(RegistryView.open(address, "sensorium-job-registry"));
                views.put(address, shared);
            }
            shared.users++;
            return new Handle(shared.view);
        }
    }

    private void giveBack() {
        synchronized (views) {
            @Nullable Shared shared = views.get(address);
            if (shared != null && --shared.users == 0) {
                views.remove(address);
                shared.view.close();
            }
        }
    }

    private final class Handle implements Known {
        private final RegistryView view;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Handle(RegistryView view) {
            this.view = view;
        }

        @Override
        public @Nullable Sensor sensor(int sensorKey) {
            return view.sensor(sensorKey);
        }

        @Override
        public List<Rule> armed(Sensor sensor, String metric) {
            return view.rules().armed(sensor, metric);
        }

        @Override
        public int members(IncidentKind kind, String group) {
            return view.members(kind, group);
        }

        @Override
        public List<Rule> composites() {
            return view.rules().composites();
        }

        @Override
        public long revision() {
            return view.revision();
        }

        @Override
        public void catchUp() throws InterruptedException {
            persist(
                    "asking the registry",
                    () -> {
                        view.catchUp();
                        return view;
                    });
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                giveBack();
            }
        }
    }
}
