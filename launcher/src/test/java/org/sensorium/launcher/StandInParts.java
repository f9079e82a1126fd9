package org.sensorium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A checkout with programs in the place of the parts that do no more than say that they are well,
 * and write down in {@code order.txt} when they were asked to stop.
 */
final class StandInParts {
    private static final String SOURCE =
            """
            package %1$s;
            import com.sun.net.httpserver.HttpServer;
            import java.net.*;
            import java.nio.file.*;
            public class %2$s {
                public static void main(String[] args) throws Exception {
                    String part = System.getProperty("sensorium.part");
                    Path home = Path.of(System.getenv("SENSORIUM_HOME"));
                    byte[] well = "{\\"live\\":true,\\"ready\\":true,\\"checks\\":[]}".getBytes("UTF-8");
                    HttpServer server =
                        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, well.length);
                        exchange.getResponseBody().write(well);
                        exchange.close();
                    });
                    if (Files.exists(home.resolve("broken-" + part))) {
                        System.err.println("the " + part + " says why");
                        System.exit(3);
                    }
                    server.start();
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        try {
                            Files.writeString(home.resolve("order.txt"), part + "\\n",
                                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        } catch (java.io.IOException e) {
                            e.printStackTrace();
                        }
                        Runtime.getRuntime().halt(0);
                    }));
                    Files.writeString(home.resolve("run").resolve(part + ".url"),
                        "http://127.0.0.1:" + server.getAddress().getPort());
                }
            }
            """;

    private StandInParts() {}

    static void build(Path root) throws IOException {
        program(root.resolve("ingest/target/lib"), "org.sensorium.ingest", "Gateway");
        program(root.resolve("console/target/lib"), "org.sensorium.console", "Console");
        program(root.resolve("simulator/target/lib"), "org.sensorium.simulator", "Simulator");
        program(root.resolve("stream-jobs/target/lib"), "org.sensorium.stream", "SensoriumJob");
        jar(
                Files.createTempDirectory(root, "empty"),
                root.resolve("stream-jobs/target/stream-jobs-1.jar"));
    }

    private static void program(Path lib, String packageName, String className) throws IOException {
        Path classes = Files.createDirectories(lib.resolveSibling("classes"));
        Path source = classes.resolve(className + ".java");
        Files.writeString(source, SOURCE.formatted(packageName, className));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int exit = compiler.run(null, null, null, "-d", classes.toString(), source.toString());
        if (exit != 0) {
            throw new IOException("the stand-in " + className + " does not compile");
        }
        Files.delete(source);
        Files.createDirectories(lib);
        jar(classes, lib.resolve(className + ".jar"));
    }

    private static void jar(Path classes, Path jar) throws IOException {
        int exit =
                java.util.spi.ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                List.of("cf", jar.toString(), "-C", classes.toString(), ".")
                                        .toArray(String[]::new));
        if (exit != 0) {
            throw new IOException("no jar of " + classes);
        }
    }
}
