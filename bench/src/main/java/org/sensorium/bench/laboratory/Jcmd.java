package org.sensorium.bench.laboratory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks a running JVM by the JDK's own tool. */
public final class Jcmd {
    private Jcmd() {}

    /**
     * What it answers.
     *
     * @throws IOException if there is no jcmd, or it fails
     */
    public static String run(long pid, String... command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            throw new IOException(jcmd + " is not there: a JDK is needed, not a JRE");
        }
        List<String> all = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + String.join(" ", command) + ": " + said.strip());
        }
        return said;
    }
}
