package org.sensorium.launcher.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of {@code KEY=value} lines that a POSIX shell can read with {@code .} and that nobody else
 * may read (mode 0600). Written whole or not at all.
 */
public final class EnvFile {
    private static final Pattern KEY = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,?&-]*");
    private static final Pattern SHELL_SPECIAL = Pattern.compile("[?&]");
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private EnvFile() {}

    /**
     * The file's entries in its order; none if there is no file.
     *
     * @throws IOException if a line is no {@code KEY=value}; the message names the line's number,
     *     never its text
     */
    public static Map<String, String> read(Path file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return entries;
        }
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1 || !KEY.matcher(line.substring(0, equals)).matches()) {
                throw new IOException(
                        file
                                + " line "
                                + (i + 1)
                                + " is not KEY=value: correct it, or delete the file");
            }
            entries.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
        }
        return entries;
    }

    /** Replaces the file at one blow; it is on disk when this returns. */
    public static void write(Path file, Map<String, String> entries) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        ByteBuffer text = ByteBuffer.wrap(render(entries).getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PRIVATE)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String render(Map<String, String> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(
                (key, value) -> {
                    if (!KEY.matcher(key).matches()) {
                        throw new IllegalArgumentException(
                                "'" + key + "' cannot be the name of a variable");
                    }
                    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
                        throw new IllegalArgumentException(
                                "the value of " + key + " has more than one line");
                    }
                    text.append(key).append('=').append(quote(value)).append('\n');
                });
        return text.toString();
    }

    private static String quote(String value) {
        if (PLAIN.matcher(value).matches() && !SHELL_SPECIAL.matcher(value).find()) {
            return value;
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquote(String text) {
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return text.substring(1, text.length() - 1).replace("'\\''", "'");
        }
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return text.substring(1, text.length() - 1);
        }
        return text;
    }
}
