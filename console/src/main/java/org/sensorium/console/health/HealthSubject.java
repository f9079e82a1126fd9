package org.sensorium.console.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import java.util.List;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;

/** Health and metrics of the whole, open to this machine. */
public final class HealthSubject implements Subject {
    /** Prometheus' text format. */
    static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Health health;

    /** Shows this. */
    public HealthSubject(Health health) {
        this.health = health;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.GET, "/health", Access.LOOPBACK, this::health),
                new Route(HandlerType.GET, "/metrics", Access.LOOPBACK, this::metrics));
    }

    private void health(Call call) {
        ObjectNode json = health.whole();
        call.answer(json.path("ready").asBoolean() ? 200 : 503, json);
    }

    private void metrics(Call call) {
        call.context().contentType(PROMETHEUS);
        call.context().result(health.wholeMetrics());
    }
}
