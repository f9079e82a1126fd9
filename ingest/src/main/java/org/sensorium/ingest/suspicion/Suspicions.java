package org.sensorium.ingest.suspicion;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of refusals and of what they add up to. The first of its kind for an account, or for an
 * address where there is no account, is told at once, the next ten minutes later with how many
 * there were; all together at most {@value #MOST_AT_ONCE} at once and one a second, so that who
 * knocks at every door does not bury the log. Bounded in memory; safe for use by several threads.
 */
public final class Suspicions {
    /** So many topics that are not one's own, within a minute, are no mistake. */
    static final int TOPICS_OF_A_SCAN = 10;

    static final Duration SILENCE = Duration.ofMinutes(10);
    static final int MOST_AT_ONCE = 100;

    private static final Logger log = LoggerFactory.getLogger(Suspicions.class);
    private static final Duration SCAN = Duration.ofMinutes(1);
    private static final int ACCOUNTS = 10_000;
    private static final int CLIENTS = 100_000; // about 10 MB
    private static final int LONGEST = 80;
    private static final String STRANGER = "unknown user";

    private final LongSupplier nanoClock;
    private final Consumer<SecurityEvent> listener;
    private final SuspicionMeters meters;
    private final Map<String, Told> told = bounded(ACCOUNTS);
    private final Map<String, Denied> denied = bounded(ACCOUNTS);
    private final Map<String, Integer> clients = bounded(CLIENTS);
    private double allowance = MOST_AT_ONCE;
    private long allowedAtNanos;

    private record Told(long atNanos, long since) {}

    private record Denied(long sinceNanos, Set<Integer> topics) {}

    /**
     * @param listener must not block
     */
    public Suspicions(
            MeterRegistry registry, Consumer<SecurityEvent> listener, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.listener = listener;
        this.allowedAtNanos = nanoClock.getAsLong();
        this.meters = new SuspicionMeters(registry);
    }

    /** Somebody could not sign in; the account is null where there is none of that name. */
    public void signInRefused(@Nullable String account, String address) {
        String actor = account == null ? STRANGER : account;
        tell(actor, "signin.refused", actor, address);
    }

    /** An account wanted to publish where it may not. */
    public void publishRefused(String account, String topic, String address) {
        tell(account, "publish.refused", topic, address);
        lookForScan(account, topic, address);
    }

    /** An account wanted to subscribe to what it may not. */
    public void subscriptionRefused(String account, String filter, String address) {
        tell(account, "subscription.refused", filter, address);
        lookForScan(account, filter, address);
    }

    /** A sensor signed in. One device has one client id: another one may be another device. */
    public void sensorSignedIn(String account, String clientId, String address) {
        boolean changed;
        synchronized (this) {
            @Nullable Integer before = clients.put(account, clientId.hashCode());
            changed = before != null && before != clientId.hashCode();
        }
        if (changed) {
            meters.clientChanged();
            tell(account, "client.changed", account, address);
        }
    }

    private void lookForScan(String account, String topic, String address) {
        long now = nanoClock.getAsLong();
        boolean scanned;
        synchronized (this) {
            @Nullable Denied found = denied.get(account);
            if (found == null || now - found.sinceNanos() > SCAN.toNanos()) {
                found = new Denied(now, new HashSet<>());
                denied.put(account, found);
            }
            found.topics().add(topic.hashCode());
            scanned = found.topics().size() >= TOPICS_OF_A_SCAN;
            if (scanned) {
                denied.remove(account);
            }
        }
        if (scanned) {
            meters.scanned();
            tell(account, "topics.scanned", account, address);
        }
    }

    private void tell(String actor, String action, String subject, String address) {
        long count = countToTell(action + ' ' + (actor.equals(STRANGER) ? address : actor));
        if (count == 0) {
            return;
        }
        log.warn("{}: {} from {}, {} times", action, actor, address, count);
        listener.accept(
                new SecurityEvent(
                        actor,
                        action,
                        subject.length() <= LONGEST ? subject : subject.substring(0, LONGEST) + "…",
                        Map.of("from", address, "count", count)));
    }

    /** How many to tell of now, this one included; 0 to be silent. */
    private synchronized long countToTell(String key) {
        long now = nanoClock.getAsLong();
        @Nullable Told before = told.get(key);
        if (before != null && now - before.atNanos() < SILENCE.toNanos()) {
            told.put(key, new Told(before.atNanos(), before.since() + 1));
            return 0;
        }
        allowance =
                Math.min(
                        MOST_AT_ONCE,
                        allowance
                                + (now - allowedAtNanos)
                                        / (double) Duration.ofSeconds(1).toNanos());
        allowedAtNanos = now;
        if (allowance < 1) {
            meters.untold();
            return 0;
        }
        allowance--;
        told.put(key, new Told(now, 0));
        return before == null ? 1 : before.since() + 1;
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}
