package org.sensorium.launcher.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BackupWriter} wrote. */
final class BackupFile implements AutoCloseable {
    static final String MANIFEST = "manifest.json";
    static final String SECRETS = "secrets.env";
    static final String TLS = "tls";
    static final String CHECKPOINT = "checkpoint";
    static final String DUMP = "database.dump";

    private final Path file;
    private final ZipFile zip;

    /**
     * @throws IOException if it is not there, or no complete backup
     */
    BackupFile(Path file) throws IOException {
        this.file = file;
        if (!Files.isReadable(file)) {
            throw new IOException("there is no " + file + ", or it may not be read");
        }
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new IOException(file + " is no complete backup: " + e.getMessage(), e);
        }
    }

    Manifest manifest() throws IOException {
        try (InputStream entry = open(MANIFEST)) {
            return Manifest.parse(entry.readAllBytes());
        }
    }

    InputStream dump() throws IOException {
        return open(DUMP);
    }

    byte[] secrets() throws IOException {
        try (InputStream entry = open(SECRETS)) {
            return entry.readAllBytes();
        }
    }

    /**
     * Puts the files of a folder of the backup into a folder here.
     *
     * @return whether there were any
     */
    boolean extract(String folder, Path into) throws IOException {
        List<? extends ZipEntry> entries =
                zip.stream().filter(entry -> entry.getName().startsWith(folder + "/")).toList();
        for (ZipEntry entry : entries) {
            String name = entry.getName().substring(folder.length() + 1);
            if (!name.matches("[A-Za-z0-9_.-]+") || name.startsWith("..")) {
                throw new IOException(file + " is no backup: it holds " + entry.getName());
            }
            Files.createDirectories(into);
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, into.resolve(name));
            }
        }
        return !entries.isEmpty();
    }

    private InputStream open(String name) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(file + " is no backup: it holds no " + name);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
