package org.sensorium.launcher;

import java.io.IOException;
import java.util.Map;
import org.sensorium.launcher.home.EnvFile;
import org.sensorium.launcher.statusline.Terminal;

/** What somebody who has just started Sensorium wants to know: where it is and how to sign in. */
final class Welcome {
    private Welcome() {}

    /** Shows it; it is written to no log, since the password is in it. */
    static void show(Settings settings, Terminal terminal) throws IOException {
        Map<String, String> credentials = EnvFile.read(settings.home().credentials());
        terminal.show("");
        terminal.show("  web page and REST   " + settings.httpAddress());
        terminal.show("  MQTT                " + settings.mqttAddress());
        if (settings.mqttUrl().isEmpty()) {
            terminal.show(
                    "  MQTT over TLS       ssl://127.0.0.1:"
                            + settings.port(Settings.MQTT_TLS_PORT));
            terminal.show(
                    "  MQTT over WebSocket ws://127.0.0.1:"
                            + settings.port(Settings.MQTT_WS_PORT)
                            + "/mqtt");
        }
        terminal.show("  database            " + credentials.getOrDefault("SENSORIUM_DB_URL", ""));
        terminal.show(
                "  sign in as          "
                        + credentials.getOrDefault("SENSORIUM_ADMIN_USER", "")
                        + ", password "
                        + credentials.getOrDefault("SENSORIUM_ADMIN_PASSWORD", ""));
        terminal.show("  all of this is in   " + settings.home().credentials());
        terminal.show("");
    }
}
