package org.sensorium.console.page;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;

/**
 * The web page and its files. All are the same for everybody and hold no data: who is not signed in
 * sees a sign-in, and at {@code /report} the form for citizens.
 */
public final class PageSubject implements Subject {
    private static final String INDEX = "/org/sensorium/console/page/index.html";

    private final PageFiles files = new PageFiles();
    private final PageFile index;
    private final MqttPorts mqtt;

    /**
     * Serves the page.
     *
     * @param mqtt where the broker listens, on the same host
     */
    public PageSubject(MqttPorts mqtt) {
        this.mqtt = mqtt;
        this.index =
                PageFile.of(
                        "text/html; charset=utf-8",
                        index().replace("@MQTT_PORT@", Integer.toString(mqtt.plain()))
                                .replace("@MQTT_TLS_PORT@", Integer.toString(mqtt.tls()))
                                .replace("@MQTT_WS_PORT@", Integer.toString(mqtt.webSocket()))
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.GET, "/", Access.OPEN, this::index),
                new Route(HandlerType.GET, "/report", Access.OPEN, this::index),
                new Route(HandlerType.GET, "/page/{id}", Access.OPEN, this::file));
    }

    private void index(Call call) {
        PageRules.apply(call.context(), mqtt.webSocket());
        answer(call.context(), index);
    }

    private void file(Call call) {
        String name = call.context().pathParam("id");
        if (name.endsWith(".js")) {
            PageRules.applyToScript(call.context());
        }
        answer(
                call.context(),
                files.find(name)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                ProblemKind.UNKNOWN,
                                                "the page has no file '" + Json.cut(name) + "'")));
    }

    /** A browser may keep it, and asks each time whether it still holds. */
    private static void answer(Context context, PageFile file) {
        context.header("Cache-Control", "no-cache");
        context.header("ETag", file.tag());
        context.header("Vary", "Accept-Encoding");
        @Nullable String known = context.header("If-None-Match");
        if (known != null && known.contains(file.tag())) {
            context.status(304);
            return;
        }
        context.contentType(file.type());
        @Nullable String encodings = context.header("Accept-Encoding");
        if (encodings != null && encodings.contains("gzip")) {
            context.header("Content-Encoding", "gzip");
            context.result(file.gzipped());
        } else {
            context.result(file.plain());
        }
    }

    private static String index() {
        try (@Nullable InputStream in = PageSubject.class.getResourceAsStream(INDEX)) {
            if (in == null) {
                throw new IllegalStateException("index.html is not in the console's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading index.html", e);
        }
    }
}
