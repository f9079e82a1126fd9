package org.sensorium.console;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.sensorium.console.RunningConsole.Answer;

/**
 * Everybody who may stand before a call: each role in the department that owns a thing, in one that
 * was granted it, in one whose grant is over and in one that has nothing to do with it; and those
 * who are not signed in, or no more.
 */
final class MatrixPeople {
    static final String GRANT = "matrix-granted";
    private static final List<String> ROLES = List.of("viewer", "operator", "engineer", "admin");

    final List<Person> all = new ArrayList<>();
    private final RunningConsole it;

    /** How somebody's department stands to the department that owns the thing, which is water. */
    enum Standing {
        OWN("water"),
        GRANTED("roads"),
        EXPIRED("rail"),
        FOREIGN("parks"),
        NOT_SIGNED_IN("");

        final String department;

        Standing(String department) {
            this.department = department;
        }
    }

    /**
     * Somebody.
     *
     * @param role empty for those who are not, or no more, signed in
     * @param token what they show; empty for nothing
     */
    record Person(String name, String role, Standing standing, Supplier<String> token) {
        boolean isAdmin() {
            return role.equals("admin");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    MatrixPeople(RunningConsole it) throws SQLException {
        this.it = it;
        for (String department : List.of("roads", "rail", "lab")) {
            done(it.put("admin", "/departments/" + department, "{'name': 'x'}"));
        }
        grant(GRANT, "roads", "2100-01-01T00:00:00Z");
        grant("matrix-expired", "rail", "2020-01-01T00:00:00Z");
        for (Standing standing : Standing.values()) {
            for (String role : standing == Standing.NOT_SIGNED_IN ? List.<String>of() : ROLES) {
                String name = role + "-" + standing.name().toLowerCase(Locale.ROOT);
                it.user(name, role, standing.department);
                all.add(new Person(name, role, standing, () -> it.token(name)));
            }
        }
        all.add(stranger("nobody", ""));
        all.add(stranger("somebody with a made-up token", "x".repeat(43)));
        all.add(stranger("somebody who signed out", signedOut()));
        all.add(stranger("somebody whose session is over", over()));
        all.add(stranger("somebody who is disabled", disabled()));
        all.add(new Person("a part of Sensorium", "service", Standing.OWN, service()));
    }

    private void grant(String id, String department, String until) {
        done(
                it.put(
                        "admin",
                        "/grants/" + id,
                        "{'department': '%s', 'owner': 'water', 'validUntil': '%s'}"
                                .formatted(department, until)));
    }

    private static Person stranger(String name, String token) {
        return new Person(name, "", Standing.NOT_SIGNED_IN, () -> token);
    }

    private String signedOut() {
        it.user("signed-out", "admin", "water");
        String token = it.token("signed-out");
        done(it.delete("signed-out", "/session"));
        return token;
    }

    private String over() throws SQLException {
        it.user("late", "admin", "water");
        String token = it.token("late");
        it.execute(
                "update store.sessions set expires_at = now() - interval '1 second'"
                        + " where user_name = 'late'");
        return token;
    }

    /** Disabled behind the console's back: its session is still there. */
    private String disabled() throws SQLException {
        it.user("gone", "admin", "water");
        String token = it.token("gone");
        it.execute("update store.users set disabled = true where user_name = 'gone'");
        return token;
    }

    /** A part may not sign in here; even with a session it may do nothing. */
    private Supplier<String> service() throws SQLException {
        String token = "a-service-with-a-session";
        it.execute(
                "insert into store.sessions (token_hash, user_name, expires_at) values (sha256('"
                        + token
                        + "'), '_gateway', now() + interval '1 day')");
        return () -> token;
    }

    private static void done(Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.raw().body());
        }
    }
}
