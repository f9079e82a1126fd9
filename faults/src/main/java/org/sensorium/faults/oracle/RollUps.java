package org.sensorium.faults.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Minutes computed anew from the stored readings, and compared with those that the job wrote. */
final class RollUps {
    private static final int EXAMPLES = 3;

    /** Sums in another order differ in the last bits; everything else is compared exactly. */
    private static final String COMPARE =
            """
            with readings as (
                select date_trunc('minute', time) as bucket, sensor_id, metric, time, value
                from sensorium.readings where sensor_id = any(?)
            ), expected as (
                select bucket, sensor_id, metric, count(*) as count, min(value) as min,
                    max(value) as max, avg(value) as avg,
                    (array_agg(value order by time))[1] as first,
                    (array_agg(value order by time desc))[1] as last
                from readings group by bucket, sensor_id, metric
            ), stored as (
                select * from sensorium.readings_1m where sensor_id = any(?)
            )
            select bucket, sensor_id, metric, e.count, s.count
            from expected e full join stored s using (bucket, sensor_id, metric)
            where (e.count, e.min, e.max, e.first, e.last)
                    is distinct from (s.count, s.min, s.max, s.first, s.last)
                or abs(e.avg - s.avg) > 1e-9 * greatest(1, abs(e.avg))
            """;

    private final Superuser database;
    private final List<String> sensors;

    RollUps(Superuser database, List<String> sensors) {
        this.database = database;
        this.sensors = sensors;
    }

    /** What differs, in words, a few; empty if nothing does. */
    Difference compare() throws SQLException {
        List<String> examples = new ArrayList<>();
        long count = 0;
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(COMPARE)) {
            var ids = connection.createArrayOf("text", sensors.toArray());
            query.setArray(1, ids);
            query.setArray(2, ids);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    count++;
                    if (examples.size() < EXAMPLES) {
                        examples.add(words(rows));
                    }
                }
            }
        }
        return new Difference(count, examples);
    }

    private static String words(ResultSet row) throws SQLException {
        return "minute "
                + row.getString(1)
                + " of "
                + row.getString(2)
                + " "
                + row.getString(3)
                + ": "
                + row.getString(4)
                + " readings, rolled up "
                + row.getString(5);
    }
}
