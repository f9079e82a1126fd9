package org.sensorium.registry.departments;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/** The departments in their table. Their names are no secret. */
public final class Departments {
    private static final String SELECT = "select department, name, name_zh from store.departments";

    private final DataSource db;

    /** Works in this database. */
    public Departments(DataSource db) {
        this.db = db;
    }

    /** All, by id. */
    public List<Department> all() throws SQLException {
        return Transactions.reading(
                db,
                connection ->
                        BoundSql.of(SELECT)
                                .add(" order by department")
                                .list(connection, Departments::read));
    }

    /** The one of that id. */
    public Optional<Department> find(String id) throws SQLException {
        return Transactions.reading(db, connection -> find(connection, id));
    }

    /** Creates or replaces; true if it is new. */
    public boolean put(Actor actor, Department department) throws SQLException {
        return Transactions.changing(
                db,
                connection -> {
                    Optional<Department> before = find(connection, department.id());
                    if (before.isPresent() && before.get().equals(department)) {
                        return false;
                    }
                    BoundSql.of(
                                    "insert into store.departments (department, name, name_zh)"
                                            + " values (?, ?, ?) on conflict (department) do update"
                                            + " set name = excluded.name, name_zh = excluded.name_zh",
                                    department.id(),
                                    department.name(),
                                    department.nameZh())
                            .change(connection);
                    AuditLog.write(
                            connection,
                            actor.user(),
                            "department.put",
                            department.id(),
                            AuditLog.change(
                                    before.map(Department::toString).orElse(null),
                                    department.toString()));
                    return before.isEmpty();
                });
    }

    private static Optional<Department> find(Connection connection, String id) throws SQLException {
        return BoundSql.of(SELECT)
                .add(" where department = ?", id)
                .first(connection, Departments::read);
    }

    private static Department read(ResultSet row) throws SQLException {
        return new Department(
                row.getString("department"), row.getString("name"), row.getString("name_zh"));
    }
}
