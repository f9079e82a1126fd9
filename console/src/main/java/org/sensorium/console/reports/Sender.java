package org.sensorium.console.reports;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** From which address a request comes. */
final class Sender {
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private Sender() {}

    /**
     * The address that the connection comes from; behind a proxy on this machine the one that it
     * was asked from, which it has put last. A header from elsewhere anybody could have written.
     */
    static String of(Context context) {
        String direct = context.req().getRemoteAddr();
        // A proxy may add a line of its own behind those that it was sent.
        List<String> lines = Collections.list(context.req().getHeaders("X-Forwarded-For"));
        if (lines.isEmpty() || !isLoopback(direct)) {
            return direct;
        }
        String forwarded = lines.get(lines.size() - 1);
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : direct;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
