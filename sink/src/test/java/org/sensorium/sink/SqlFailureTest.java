package org.sensorium.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {
    @ParameterizedTest
    @CsvSource({
        "08006, RETRY",
        "08001, RETRY",
        "40001, RETRY",
        "40P01, RETRY",
        "53100, RETRY",
        "53300, RETRY",
        "57P01, RETRY",
        "57P03, RETRY",
        "58030, RETRY",
        "XX000, RETRY",
        "22003, ISOLATE",
        "22P02, ISOLATE",
        "23505, ISOLATE",
        "23503, ISOLATE",
        "21000, ISOLATE",
        "54000, ISOLATE",
        "28P01, STOP",
        "28000, STOP",
        "42P01, STOP",
        "42501, STOP",
        "25006, STOP",
        "0A000, STOP"
    })
    void everyStateHasItsClass(String state, SqlFailure expected) {
        assertThat(SqlFailure.of(new SQLException("no", state))).isEqualTo(expected);
    }

    @Test
    void aFailureWithoutAStateIsWorthARetry() {
        assertThat(SqlFailure.of(new SQLException("socket closed"))).isEqualTo(SqlFailure.RETRY);
    }

    @Test
    void theStateOfACauseCounts() {
        SQLException wrapped = new SQLException("batch", new SQLException("twice", "23505"));

        assertThat(SqlFailure.isUniqueViolation(wrapped)).isTrue();
    }

    @Test
    void aDeadlockIsSeenThroughWhateverCarriesIt() {
        SQLException deadlock = new SQLException("deadlock detected", "40P01");

        assertThat(SqlFailure.isDeadlock(new IllegalStateException(deadlock))).isTrue();
        assertThat(SqlFailure.isDeadlock(new SQLException("duplicate key", "23505"))).isFalse();
        assertThat(SqlFailure.isDeadlock(new IllegalStateException("no database"))).isFalse();
    }
}
