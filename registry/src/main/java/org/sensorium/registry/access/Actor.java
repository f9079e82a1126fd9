package org.sensorium.registry.access;

import java.util.List;
import org.sensorium.registry.view.Role;

/**
 * Who asks. Administrators and members of the department {@code city} see everything; everybody
 * else what their departments own, and what these were granted.
 *
 * @param user the account's name, as it stands in the audit log
 */
public record Actor(String user, Role role, List<String> departments) {
    /** The department that sees all. */
    public static final String CITY = "city";

    public Actor {
        departments = List.copyOf(departments);
    }

    /** Whether nothing is hidden from this one. */
    public boolean seesAll() {
        return role == Role.ADMIN || departments.contains(CITY);
    }

    /** Whether this one speaks for the department. */
    public boolean owns(String department) {
        return seesAll() || departments.contains(department);
    }

    /** Whether this one has the role, or is an administrator. */
    public boolean is(Role wanted) {
        return role == wanted || role == Role.ADMIN;
    }
}
