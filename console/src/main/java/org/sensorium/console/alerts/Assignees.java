package org.sensorium.console.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sensorium.console.http.Json;
import org.sensorium.registry.sql.BoundSql;

/** To whom an alert may be given: people who can sign in and see it. */
final class Assignees {
    private static final String SELECT =
            "select u.user_name, u.display_name from store.alerts a cross join store.users u"
                    + " where a.alert_id = ? and not u.disabled and u.role <> 'service'"
                    + " and (u.role = 'admin' or u.departments && store.audience(a.sensor_key))";

    private Assignees() {}

    /** All of them, by name. */
    static List<ObjectNode> of(Connection connection, String alertId) throws SQLException {
        return BoundSql.of(SELECT, alertId)
                .add(" order by u.user_name limit 1000")
                .list(
                        connection,
                        row -> {
                            ObjectNode user = Json.object();
                            user.put("id", row.getString("user_name"));
                            user.put("displayName", row.getString("display_name"));
                            return user;
                        });
    }

    /** Whether that user is one of them. */
    static boolean includes(Connection connection, String alertId, String user)
            throws SQLException {
        return BoundSql.of(SELECT, alertId)
                .add(" and u.user_name = ?", user)
                .first(connection, row -> true)
                .isPresent();
    }
}
