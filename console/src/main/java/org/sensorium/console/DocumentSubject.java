package org.sensorium.console;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;

/** The descriptions of the interfaces. */
final class DocumentSubject implements Subject {
    private static final String YAML = "application/yaml";

    @Override
    public List<Route> routes() {
        return List.of(
                document("/api/openapi.yaml", "openapi.yaml"),
                document("/api/asyncapi.yaml", "asyncapi.yaml"));
    }

    private static Route document(String path, String name) {
        byte[] content = read(name);
        return new Route(
                HandlerType.GET,
                path,
                Access.OPEN,
                call -> {
                    call.context().contentType(YAML);
                    call.context().result(content);
                });
    }

    private static byte[] read(String name) {
        try (@Nullable InputStream in =
                DocumentSubject.class.getResourceAsStream("/org/sensorium/console/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the console's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
