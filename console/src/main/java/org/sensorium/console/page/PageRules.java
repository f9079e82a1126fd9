package org.sensorium.console.page;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is told to allow the page: scripts and styles from here only and none inline,
 * connections to here and to the broker, camera and position for the engineer at a sensor.
 */
final class PageRules {
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private PageRules() {}

    static void apply(Context context, int mqttPort) {
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " manifest-src 'self'; connect-src 'self'"
                        + broker(context.header("Host"), mqttPort)
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        context.header(
                "Permissions-Policy",
                "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()");
        if ("https".equals(context.header("X-Forwarded-Proto"))) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /**
     * A script may be a worker's, which goes by its own rules: scripts and connections from here.
     */
    static void applyToScript(Context context) {
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'");
    }

    /** The broker on the host by whose name the page was asked for. */
    private static String broker(@Nullable String host, int mqttPort) {
        if (host == null || !HOST.matcher(host).matches()) {
            return "";
        }
        String name = host.replaceFirst(":[0-9]+$", "");
        return " ws://" + name + ":" + mqttPort;
    }
}
