package org.sensorium.console.reports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds what anybody may send without an account: reports of one address, all reports, and the
 * bytes of all photos, each in ten minutes. Many phones share an address, so its share is not
 * small. Bounded in memory; thread-safe.
 */
final class ReportThrottle {
    static final Duration SPAN = Duration.ofMinutes(10);
    static final int FROM_ADDRESS = 30;
    static final int FROM_ALL = 300;
    static final int PHOTO_BYTES = 100 * 1024 * 1024;

    private static final int REMEMBERED = 10_000;

    /** Whoever has one address of IPv6 has these bits' worth of others. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private final InstantSource clock;
    private final Budget all;
    private final Budget photos;
    private final Map<String, Budget> addresses =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
                    return size() > REMEMBERED;
                }
            };

    ReportThrottle(InstantSource clock) {
        this.clock = clock;
        this.all = new Budget(FROM_ALL, SPAN, clock.instant());
        this.photos = new Budget(PHOTO_BYTES, SPAN, clock.instant());
    }

    /** How long this address has to wait; empty if it may send one now, which then counts. */
    synchronized Optional<Duration> admit(String address) {
        Instant now = clock.instant();
        Budget own =
                addresses.computeIfAbsent(
                        network(address), unknown -> new Budget(FROM_ADDRESS, SPAN, now));
        Duration wait = own.wait(1, now);
        if (wait.isZero()) {
            wait = all.wait(1, now);
        }
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        own.take(1, now);
        all.take(1, now);
        return Optional.empty();
    }

    /** How long a photo has to wait; empty if it may be kept now, which then counts. */
    synchronized Optional<Duration> admitPhoto(int bytes) {
        Instant now = clock.instant();
        Duration wait = photos.wait(bytes, now);
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        photos.take(bytes, now);
        return Optional.empty();
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_PREFIX_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
