package org.sensorium.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.launcher.home.Home;

@Timeout(120)
class ClassArchiveTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir private Path directory;
    private final List<Process> living = new ArrayList<>();
    private Home home;
    private Path jars;

    @BeforeEach
    void prepare() throws Exception {
        home = new Home(directory.resolve("home"));
        home.prepare();
        jars = Files.createDirectories(directory.resolve("jars"));
    }

    @AfterEach
    void end() {
        living.forEach(Process::destroyForcibly);
    }

    @Test
    void theFirstLifeMakesReadyForItTheNextOneUsesIt() throws Exception {
        List<String> command = command();
        ClassArchive archive = new ClassArchive(home, "p", command);
        assertThat(archive.options()).contains("-XX:+RecordDynamicDumpInfo");
        live(command, archive.options());

        assertThat(archive.write()).isTrue();
        assertThat(archive.write()).as("there is one now").isFalse();

        assertThat(archive.options())
                .first()
                .asString()
                .startsWith("-XX:SharedArchiveFile=" + home.cache());
        Process second = live(command, with(archive.options(), "-Xshare:on"));
        assertThat(second.isAlive()).as("-Xshare:on refuses an archive that does not fit").isTrue();
        assertThat(home.cache().toFile().list()).hasSize(1);
        assertThat(home.log("p-classes")).doesNotExist();
    }

    @Test
    void anotherBuildIsAnotherArchiveAndTheOldOneGoes() throws Exception {
        Path jar = Files.writeString(jars.resolve("a.jar"), "");
        List<String> command = command();
        ClassArchive archive = new ClassArchive(home, "p", command);
        live(command, archive.options());
        archive.write();
        Files.createFile(home.cache().resolve("other-1.jsa"));

        Files.writeString(jar, "changed");
        assertThat(archive.options()).contains("-XX:+RecordDynamicDumpInfo");
        live(command, archive.options());
        archive.write();

        assertThat(home.cache().toFile().list()).hasSize(2).contains("other-1.jsa");
    }

    @Test
    void whoSharesClassesHisOwnWayGetsNoneOfOurs() throws Exception {
        assertThat(archiveOf(with(command(), 1, "-Xshare:off")).options()).isEmpty();
        assertThat(archiveOf(with(command(), 1, "-XX:SharedArchiveFile=x")).options()).isEmpty();
        assertThat(archiveOf(with(command(), "/home/Archive")).options()).isNotEmpty();
    }

    @Test
    void whatIsNoJavaGetsNoOptions() throws Exception {
        assertThat(archiveOf(List.of("/bin/sh", "-c", "true")).options()).isEmpty();
    }

    @Test
    void aPartThatCannotWriteOneGoesOnWithout() throws Exception {
        List<String> command = command();
        ClassArchive archive = archiveOf(command);
        Process life = live(command, List.of());

        assertThat(archive.write()).isFalse();

        assertThat(life.isAlive()).isTrue();
        assertThat(archive.options()).contains("-XX:+RecordDynamicDumpInfo");
        assertThat(Files.readString(home.log("p-classes"))).contains("RecordDynamicDumpInfo");
    }

    private ClassArchive archiveOf(List<String> command) {
        return new ClassArchive(home, "p", command);
    }

    /** A program that says that it lives, and waits. */
    private List<String> command() throws IOException {
        Path source =
                Files.writeString(
                        directory.resolve("Waits.java"),
                        "public class Waits { public static void main(String[] a) throws Exception {"
                                + " System.out.println(\"lives\"); Thread.sleep(600_000); } }");
        Path jar = jars.resolve("waits.jar");
        if (!Files.exists(jar)) {
            run("javac", "-d", directory.resolve("classes").toString(), source.toString());
            run("jar", "cf", jar.toString(), "-C", directory.resolve("classes").toString(), ".");
        }
        return List.of(JAVA, "-Xmx64m", "-cp", jars + "/*", "Waits");
    }

    private static void run(String tool, String... arguments) {
        int exit =
                java.util.spi.ToolProvider.findFirst(tool)
                        .orElseThrow()
                        .run(System.out, System.err, arguments);
        assertThat(exit).isZero();
    }

    private Process live(List<String> command, List<String> options) throws Exception {
        living.forEach(Process::destroyForcibly);
        ProcessBuilder builder =
                new ProcessBuilder(with(command, 1, options.toArray(String[]::new)));
        Process process = builder.redirectErrorStream(true).start();
        living.add(process);
        Files.writeString(home.pid("p"), process.pid() + "\n");
        String word = process.inputReader().readLine();
        assertThat(word).isEqualTo("lives");
        assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
        return process;
    }

    private static List<String> with(List<String> words, String last) {
        return with(words, words.size(), last);
    }

    private static List<String> with(List<String> words, int at, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(at, List.of(more));
        return all;
    }
}
