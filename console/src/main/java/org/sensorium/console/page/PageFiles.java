package org.sensorium.console.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page's files by name: ours beside this class, and those of libraries that {@code
 * libraries.properties} lists with where their WebJars hold them. Read when first asked for.
 */
final class PageFiles {
    private static final String OURS = "/org/sensorium/console/page/";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.[a-z]{2,4}");
    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "json", "application/json");

    private final Properties libraries = new Properties();
    private final Map<String, PageFile> read = new ConcurrentHashMap<>();

    PageFiles() {
        byte[] listed = content(OURS + "libraries.properties").orElseThrow();
        try (InputStream in = new ByteArrayInputStream(listed)) {
            libraries.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of that name, if the page has one. */
    Optional<PageFile> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        @Nullable PageFile known = read.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        @Nullable String type = TYPES.get(name.substring(name.indexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        String path = libraries.getProperty(name, OURS + name);
        Optional<PageFile> found = content(path).map(content -> PageFile.of(type, content));
        found.ifPresent(file -> read.put(name, file));
        return found;
    }

    private static Optional<byte[]> content(String path) {
        try (@Nullable InputStream in = PageFiles.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
    }
}
