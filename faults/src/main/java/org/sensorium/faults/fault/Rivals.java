package org.sensorium.faults.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sensorium.testbed.Folder;

/** A second gateway on the same inbox, started by mistake, with a broker of its own. */
final class Rivals {
    private static final long MOST_SECONDS = 180;

    private Rivals() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart("F23", "a second gateway claims the same inbox", Rivals::second));
    }

    /**
     * It wins at first, since the newest claim does; the first gateway finds out, stops, comes back
     * and claims in turn; then the second has to stop and say why.
     */
    private static void second(Round round) throws Exception {
        long first = round.pid("gateway");
        round.expectDeath("gateway");
        Path home = Files.createTempDirectory("sensorium-rival");
        Process rival = GatewayTwin.start(first, home, Map.of());
        try {
            if (!rival.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("two gateways run on one inbox");
            }
            String said = Files.readString(home.resolve(GatewayTwin.LOG));
            if (rival.exitValue() != 3 || !said.contains("has to stop")) {
                throw new IllegalStateException(
                        "the second gateway ended with " + rival.exitValue() + ": " + said);
            }
        } finally {
            rival.destroyForcibly().waitFor();
            Folder.delete(home);
        }
    }
}
