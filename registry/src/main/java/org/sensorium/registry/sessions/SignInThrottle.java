package org.sensorium.registry.sessions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing. Counts failures for a name at an address, for a name and, if wished, for an
 * address; whichever is over its bound makes the next attempt wait. The bound for a name alone is
 * high, so that a stranger cannot easily lock somebody out. Bounded in memory; thread-safe.
 */
public final class SignInThrottle {
    private static final Duration FORGET = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;
    private static final int FREE_AT_ADDRESS = 5;
    private static final int FREE_FOR_ADDRESS = 30;
    private static final int FREE_FOR_NAME = 100;

    private final InstantSource clock;
    private final boolean addresses;
    private final Map<String, Failures> failures =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private record Failures(int count, Instant last) {}

    private SignInThrottle(InstantSource clock, boolean addresses) {
        this.clock = clock;
        this.addresses = addresses;
    }

    /** For people, of whom few sign in from one address. */
    public static SignInThrottle ofNamesAndAddresses(InstantSource clock) {
        return new SignInThrottle(clock, true);
    }

    /** Where a whole fleet may come from one address, sensors not registered yet among it. */
    public static SignInThrottle ofNames(InstantSource clock) {
        return new SignInThrottle(clock, false);
    }

    /** How long this attempt has to wait; empty if it may be made. */
    public synchronized Optional<Duration> wait(String user, String address) {
        Instant now = clock.instant();
        Duration longest = Duration.ZERO;
        longest = longer(longest, remaining(both(user, address), FREE_AT_ADDRESS, now));
        if (addresses) {
            longest = longer(longest, remaining(byAddress(address), FREE_FOR_ADDRESS, now));
        }
        longest = longer(longest, remaining(byName(user), FREE_FOR_NAME, now));
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    /** Notes a failed attempt. */
    public synchronized void failed(String user, String address) {
        Instant now = clock.instant();
        for (String key : new String[] {both(user, address), byAddress(address), byName(user)}) {
            failures.put(key, new Failures(count(key, now) + 1, now));
        }
    }

    /** Notes a sign-in: what was mistyped before is forgiven. */
    public synchronized void succeeded(String user, String address) {
        failures.remove(both(user, address));
    }

    private int count(String key, Instant now) {
        @Nullable Failures found = failures.get(key);
        return found == null || found.last().plus(FORGET).isBefore(now) ? 0 : found.count();
    }

    /** One second after the first failure too many, doubling up to a quarter of an hour. */
    private Duration remaining(String key, int free, Instant now) {
        @Nullable Failures found = failures.get(key);
        int over = count(key, now) - free;
        if (found == null || over < 0) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(over, 9));
        Duration left = Duration.between(now, found.last().plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static String both(String user, String address) {
        return "b " + address + " " + user;
    }

    private static String byAddress(String address) {
        return "a " + address;
    }

    private static String byName(String user) {
        return "n " + user;
    }
}
