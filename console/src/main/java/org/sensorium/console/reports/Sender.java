package org.sensorium.console.reports;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
        @Nullable String forwarded = context.header("X-Forwarded-For");
        if (forwarded == null || !isLoopback(direct)) {
            return direct;
        }
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
