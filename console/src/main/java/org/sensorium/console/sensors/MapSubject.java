package org.sensorium.console.sensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/**
 * All sensors that one may see and that have a place, as compact as a map of a hundred thousand
 * needs them: words that come again and again stand once and are referred to by their position.
 * Those without a place are counted by department.
 */
public final class MapSubject implements Subject {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SELECT =
            "select s.sensor_id, s.lat, s.lon, s.type, s.department, s.district,"
                    + " seen.last_seen is not null as active"
                    + " from store.sensors s left join store.sensor_seen seen using (sensor_key)"
                    + " where s.retired_at is null and s.lat is not null and s.lon is not null";

    private static final String UNPLACED =
            "select s.department, count(*) as sensors, count(seen.last_seen) as active"
                    + " from store.sensors s left join store.sensor_seen seen using (sensor_key)"
                    + " where s.retired_at is null and (s.lat is null or s.lon is null)";

    /** About ten centimetres. */
    private static final double DEGREES_TOLD = 1e6;

    private final DataSource db;

    /** Reads this database. */
    public MapSubject(DataSource db) {
        this.db = db;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/map", Access.SIGNED_IN, this::show));
    }

    private void show(Call call) throws IOException, SQLException {
        call.query();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Words types = new Words();
        Words departments = new Words();
        Words districts = new Words();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("sensors");
            Transactions.reading(
                    db,
                    connection ->
                            Visibility.andSeesSensor(BoundSql.of(SELECT), call.actor())
                                    .list(
                                            connection,
                                            row ->
                                                    write(
                                                            json,
                                                            row,
                                                            types,
                                                            departments,
                                                            districts)));
            json.writeEndArray();
            types.write(json, "types");
            departments.write(json, "departments");
            districts.write(json, "districts");
            writeUnplaced(json, call);
            json.writeEndObject();
        }
        call.context().contentType("application/json");
        call.context().result(bytes.toByteArray());
    }

    /** Those that are on no map: how many there are. */
    private void writeUnplaced(JsonGenerator json, Call call) throws IOException, SQLException {
        List<Unplaced> all =
                Transactions.reading(
                        db,
                        connection ->
                                Visibility.andSeesSensor(BoundSql.of(UNPLACED), call.actor())
                                        .add(" group by s.department order by s.department")
                                        .list(
                                                connection,
                                                row ->
                                                        new Unplaced(
                                                                row.getString("department"),
                                                                row.getLong("sensors"),
                                                                row.getLong("active"))));
        json.writeArrayFieldStart("unplaced");
        for (Unplaced each : all) {
            json.writeStartObject();
            json.writeStringField("department", each.department());
            json.writeNumberField("sensors", each.sensors());
            json.writeNumberField("active", each.active());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A department's sensors without a place. */
    private record Unplaced(String department, long sensors, long active) {}

    private static boolean write(
            JsonGenerator json, ResultSet row, Words types, Words departments, Words districts)
            throws SQLException {
        try {
            json.writeStartArray();
            json.writeString(row.getString("sensor_id"));
            json.writeNumber(rounded(row.getDouble("lat")));
            json.writeNumber(rounded(row.getDouble("lon")));
            json.writeNumber(types.position(row.getString("type")));
            json.writeNumber(departments.position(row.getString("department")));
            json.writeNumber(districts.position(row.getString("district")));
            json.writeNumber(row.getBoolean("active") ? 1 : 0);
            json.writeEndArray();
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("writing into memory", e);
        }
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * DEGREES_TOLD) / DEGREES_TOLD;
    }

    /** Words and their positions. */
    private static final class Words {
        private final Map<String, Integer> positions = new LinkedHashMap<>();

        int position(String word) {
            return positions.computeIfAbsent(word, unknown -> positions.size());
        }

        void write(JsonGenerator json, String name) throws IOException {
            json.writeArrayFieldStart(name);
            for (String word : positions.keySet()) {
                json.writeString(word);
            }
            json.writeEndArray();
        }
    }
}
