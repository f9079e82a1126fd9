package org.sensorium.ingest.topicrights;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.sensorium.model.Identifiers;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.Role;
import org.sensorium.registry.view.SensorAccount;
import org.sensorium.registry.view.UserAccount;

/**
 * Which topics are whose: a sensor's own, a gateway device's own, the alerts and incidents of a
 * user's departments. What is not allowed here is refused.
 */
public final class TopicRights {
    /** The account by which the gateway itself receives. */
    public static final String GATEWAY = "_gateway";

    /** The account by which the job publishes alerts and incidents. */
    public static final String JOB = "_job";

    private static final List<String> TOLD = List.of("alerts/", "incidents/");

    /** By which the gateway hears whether its own session still delivers. */
    public static final String BEACON = "readings/_beacon";

    private static final Set<String> GATEWAY_FILTERS =
            Set.of("readings/#", "readings/+", "gateways/+/readings");

    private final Predicate<String> isGatewayDevice;

    /**
     * @param isGatewayDevice whether some sensor names this device as its gateway
     */
    public TopicRights(Predicate<String> isGatewayDevice) {
        this.isGatewayDevice = isGatewayDevice;
    }

    /** Whether the account may publish there. */
    public boolean mayPublish(Account account, String topic) {
        if (account instanceof SensorAccount) {
            return topic.equals("readings/" + account.name())
                    || (topic.equals("gateways/" + account.name() + "/readings")
                            && isGatewayDevice.test(account.name()));
        }
        if (isService(account, GATEWAY)) {
            return topic.startsWith("rejected/") || topic.equals(BEACON);
        }
        return isService(account, JOB) && TOLD.stream().anyMatch(topic::startsWith);
    }

    /** Whether the account may subscribe to that filter. */
    public boolean maySubscribe(Account account, String filter) {
        if (account instanceof SensorAccount) {
            return filter.equals("rejected/" + account.name());
        }
        if (account instanceof UserAccount user && user.role() != Role.SERVICE) {
            return maySubscribe(user, filter);
        }
        return isService(account, GATEWAY) && GATEWAY_FILTERS.contains(filter);
    }

    /**
     * Any wildcard below a department that is spelt out: {@code alerts/{department}/…}, {@code
     * incidents/{department}/…}.
     */
    private static boolean maySubscribe(UserAccount user, String filter) {
        int begin = filter.indexOf('/') + 1;
        int end = filter.indexOf('/', begin);
        if (end < 0 || !TOLD.contains(filter.substring(0, begin))) {
            return false;
        }
        String department = filter.substring(begin, end);
        return Identifiers.isName(department)
                && (user.role() == Role.ADMIN || user.departments().contains(department));
    }

    private static boolean isService(Account account, String name) {
        return account instanceof UserAccount user
                && user.role() == Role.SERVICE
                && user.name().equals(name);
    }
}
