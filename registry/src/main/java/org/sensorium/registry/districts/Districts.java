package org.sensorium.registry.districts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Location;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/** The districts in their table. A registration that names a new one makes it. */
public final class Districts {
    private static final String SELECT =
            "select district, name, name_zh, lat, lon from store.districts";

    private final DataSource db;

    /** Works in this database. */
    public Districts(DataSource db) {
        this.db = db;
    }

    /** All, by id. */
    public List<District> all() throws SQLException {
        return Transactions.reading(
                db,
                connection ->
                        BoundSql.of(SELECT)
                                .add(" order by district")
                                .list(connection, Districts::read));
    }

    /** The one of that id. */
    public Optional<District> find(String id) throws SQLException {
        return Transactions.reading(db, connection -> find(connection, id));
    }

    /** Creates or replaces; true if it is new. */
    public boolean put(Actor actor, District district) throws SQLException {
        @Nullable Location location = district.location();
        return Transactions.changing(
                db,
                connection -> {
                    Optional<District> before = find(connection, district.id());
                    BoundSql.of(
                                    "insert into store.districts"
                                            + " (district, name, name_zh, lat, lon)"
                                            + " values (?, ?, ?, ?, ?) on conflict (district)"
                                            + " do update set name = excluded.name,"
                                            + " name_zh = excluded.name_zh, lat = excluded.lat,"
                                            + " lon = excluded.lon",
                                    district.id(),
                                    district.name(),
                                    district.nameZh(),
                                    location == null ? null : location.lat(),
                                    location == null ? null : location.lon())
                            .change(connection);
                    AuditLog.write(
                            connection,
                            actor.user(),
                            "district.put",
                            district.id(),
                            AuditLog.change(
                                    before.map(District::toString).orElse(null),
                                    district.toString()));
                    return before.isEmpty();
                });
    }

    private static Optional<District> find(Connection connection, String id) throws SQLException {
        return BoundSql.of(SELECT)
                .add(" where district = ?", id)
                .first(connection, Districts::read);
    }

    private static District read(ResultSet row) throws SQLException {
        @Nullable Double lat = BoundSql.number(row, "lat");
        @Nullable Double lon = BoundSql.number(row, "lon");
        return new District(
                row.getString("district"),
                row.getString("name"),
                row.getString("name_zh"),
                lat == null || lon == null ? null : new Location(lat, lon));
    }
}
