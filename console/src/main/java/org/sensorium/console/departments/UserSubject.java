package org.sensorium.console.departments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.users.User;
import org.sensorium.registry.users.Users;
import org.sensorium.registry.view.Role;

/** Users: administrators make them; everybody sees their own account. */
public final class UserSubject implements Subject {
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 128;
    private static final int MOST_DEPARTMENTS = 100;

    /** A person's roles; the parts' own is not given away. */
    private static final Set<String> ROLES =
            new LinkedHashSet<>(
                    List.of(
                            Role.ADMIN.code(),
                            Role.ENGINEER.code(),
                            Role.OPERATOR.code(),
                            Role.VIEWER.code()));

    private final Users users;

    /** Works in this database. */
    public UserSubject(DataSource db) {
        this.users = new Users(db);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/users", Access.ADMINS, this::list),
                Route.get("/users/{id}", Access.SIGNED_IN, this::show),
                Route.put("/users/{id}", Access.ADMINS, this::put));
    }

    private void list(Call call) throws SQLException {
        call.query();
        call.answerPage(users.all().stream().map(UserSubject::write).toList(), null);
    }

    private void show(Call call) throws SQLException {
        call.query();
        String id = call.context().pathParam("id");
        if (call.actor().role() != Role.ADMIN && !call.actor().user().equals(id)) {
            throw Refused.unknown("user", Json.cut(id));
        }
        User user = users.find(id).orElseThrow(() -> Refused.unknown("user", Json.cut(id)));
        call.answer(200, write(user));
    }

    private void put(Call call) throws IOException, SQLException {
        call.query();
        String id = call.id("user");
        Faults faults = new Faults();
        Fields fields = new Fields(call.json(), faults);
        if (fields.has("id") && !fields.id("id").equals(id)) {
            fields.fault("id", "is not the id of the address, '" + id + "'");
        }
        @Nullable String displayName = fields.optionalText("displayName", 100);
        @Nullable String password = password(fields, id);
        String role = fields.word("role", ROLES);
        List<String> departments = fields.names("departments", MOST_DEPARTMENTS);
        boolean disabled = fields.flag("disabled", false);
        fields.nothingElse();
        faults.refuse();
        User user = new User(id, displayName, Role.ofCode(role), departments, disabled);
        boolean isNew = users.put(call.actor(), user, password);
        call.answer(isNew ? 201 : 200, write(user));
    }

    private static @Nullable String password(Fields fields, String id) {
        @Nullable String password = fields.secret("password");
        if (password == null) {
            return null;
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            fields.fault(
                    "password",
                    "wanted are " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        } else if (password.equalsIgnoreCase(id) || password.chars().distinct().count() < 4) {
            fields.fault("password", "is too easy to guess");
        }
        return password;
    }

    private static ObjectNode write(User user) {
        ObjectNode json = Json.object();
        json.put("id", user.id());
        Json.putIf(json, "displayName", user.displayName());
        json.put("role", user.role().code());
        ArrayNode departments = json.putArray("departments");
        user.departments().forEach(departments::add);
        json.put("disabled", user.disabled());
        return json;
    }
}
