package org.sensorium.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LocalTimescaleIT {
    private Path home;
    private Path installation;
    private int port;
    private LocalTimescale server;

    @BeforeEach
    void provide() throws IOException {
        installation = new Provisioning(System.err::println).provide();
        home = Files.createTempDirectory(Path.of("/tmp"), "sensorium-local-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        port = FreePort.any();
        server = server("first password", port);
    }

    @AfterEach
    void clearAway() throws IOException {
        server.close();
        Path real = server.dataDirectory();
        PostgresPrograms.removeTree(real);
        Files.deleteIfExists(Path.of(real + ".home"));
        PostgresPrograms.removeTree(home);
    }

    @Test
    void aFirstStartGivesADatabaseInWhichHypertablesWork() throws Exception {
        server.start();
        storeARow();
        assertThat(rows()).isEqualTo(1);
        assertThat(query("select count(*) from timescaledb_information.hypertables"))
                .isEqualTo("1");
    }

    @Test
    void whatIsCommittedSurvivesARestart() throws Exception {
        server.start();
        storeARow();
        server.close();
        assertThat(server.pid()).isEmpty();

        server.start();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aKilledServerRecoversAtTheNextStart() throws Exception {
        server = durableServer();
        server.start();
        storeARow();
        kill(server.pid().orElseThrow());
        server.ended().get(30, TimeUnit.SECONDS);

        server.start();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aServerLeftBehindByAKilledOwnerIsTakenOver() throws Exception {
        server.start();
        storeARow();
        LocalTimescale second = server("first password", port);
        long left = server.pid().orElseThrow();
        second.start();
        server = second;

        assertThat(second.pid().orElseThrow()).isNotEqualTo(left);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void anotherPasswordIsTakenOverAtTheNextStart() throws Exception {
        server.start();
        storeARow();
        server.close();

        server = server("second ' password", port);
        server.start();
        assertThat(rows()).isEqualTo(1);
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                                server.jdbcUrl(),
                                                LocalTimescale.SUPERUSER,
                                                "first password")
                                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void nobodySignsInWithoutAPasswordOrFromOutside() throws Exception {
        server.start();
        assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query("show unix_socket_directories")).isEmpty();
        assertThat(query("select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @Test
    void acknowledgedMeansOnDiskInTheSettingsForRealData() throws Exception {
        server = durableServer();
        server.start();
        assertThat(query("show synchronous_commit")).isEqualTo("on");
        assertThat(query("show fsync")).isEqualTo("on");
        assertThat(query("show full_page_writes")).isEqualTo("on");
        assertThat(query("show data_checksums")).isEqualTo("on");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            assertThatThrownBy(server::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + port);
        }
    }

    @Test
    void aDirectoryWithOtherThingsIsLeftAlone() throws Exception {
        Files.createDirectories(server.dataDirectory());
        Path other = Files.writeString(server.dataDirectory().resolve("letters.txt"), "mine");
        assertThatThrownBy(server::start).hasMessageContaining("letters.txt");
        assertThat(other).exists();
    }

    private LocalTimescale server(String password, int onPort) throws IOException {
        return new LocalTimescale(
                new LocalTimescale.Plan(
                        installation,
                        home.resolve("cluster"),
                        onPort,
                        password,
                        ServerSettings.throwAway(),
                        home.resolve("server.log")));
    }

    private LocalTimescale durableServer() throws IOException {
        return new LocalTimescale(
                new LocalTimescale.Plan(
                        installation,
                        home.resolve("cluster"),
                        port,
                        "a password",
                        ServerSettings.durable().with("shared_buffers", "64MB"),
                        home.resolve("server.log")));
    }

    private void storeARow() throws SQLException {
        try (Connection connection = server.connect(LocalTimescale.DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("create extension timescaledb");
            statement.execute("create table r (time timestamptz not null, value float8)");
            statement.execute("select create_hypertable('r', 'time')");
            statement.execute("insert into r values (now(), 1)");
        }
    }

    private int rows() throws SQLException {
        return Integer.parseInt(query("select count(*) from r"));
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = server.connect(LocalTimescale.DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void kill(long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor()).isZero();
    }
}
