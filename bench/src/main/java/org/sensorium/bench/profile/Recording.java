package org.sensorium.bench.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.sensorium.bench.laboratory.Jcmd;
import org.sensorium.bench.laboratory.Laboratory;

/** Flight recordings (JDK Flight Recorder, settings {@code profile}) of the parts that are JVMs. */
public final class Recording {
    private static final List<String> PARTS = List.of("gateway", "job");
    private static final String NAME = "bench";

    private final Map<String, Long> processes;

    private Recording(Map<String, Long> processes) {
        this.processes = processes;
    }

    /** Starts recording. */
    public static Recording begin(Laboratory laboratory) throws IOException, InterruptedException {
        Map<String, Long> processes = new LinkedHashMap<>();
        for (String part : PARTS) {
            OptionalLong pid = laboratory.copy().pid(part);
            if (pid.isPresent()) {
                Jcmd.run(pid.getAsLong(), "JFR.start", "name=" + NAME, "settings=profile");
                processes.put(part, pid.getAsLong());
            }
        }
        return new Recording(processes);
    }

    /**
     * Ends it.
     *
     * @param folder takes the recordings
     * @return each part's file; none of a part that did not live so long
     */
    public Map<String, Path> end(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<String, Path> files = new LinkedHashMap<>();
        for (Map.Entry<String, Long> process : processes.entrySet()) {
            if (ProcessHandle.of(process.getValue()).isEmpty()) {
                continue; // killed by the part that was measured, its recording with it
            }
            Path file = folder.toAbsolutePath().resolve(process.getKey() + ".jfr");
            Jcmd.run(process.getValue(), "JFR.stop", "name=" + NAME, "filename=" + file);
            files.put(process.getKey(), file);
        }
        return files;
    }
}
