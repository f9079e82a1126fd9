package org.sensorium.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way, and a framework stays where it is wrapped. */
class ModuleArrowsTest {
    private static final String ROOT = "org.sensorium.";

    /** For each module's package the modules' packages that it may stand on. */
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("model", Set.of()),
                    Map.entry("database", Set.of()),
                    Map.entry("sink", Set.of("model")),
                    Map.entry("registry", Set.of("model", "sink")),
                    Map.entry("ingest", Set.of("model", "sink", "registry")),
                    Map.entry("stream", Set.of("model", "sink", "registry")),
                    Map.entry("console", Set.of("model", "sink", "registry")),
                    Map.entry("simulator", Set.of()),
                    Map.entry("launcher", Set.of("model", "database", "sink", "registry")),
                    Map.entry("testbed", Set.of()),
                    Map.entry(
                            "faults",
                            Set.of("model", "sink", "registry", "stream", "simulator", "testbed")),
                    Map.entry(
                            "bench",
                            Set.of("model", "sink", "ingest", "stream", "simulator", "testbed")));

    private static JavaClasses sensorium;

    @BeforeAll
    static void importClasses() {
        sensorium =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.sensorium");
    }

    static Stream<String> modules() {
        return ARROWS.keySet().stream().sorted();
    }

    @Test
    void everyModuleHasItsArrows() {
        Set<String> found =
                sensorium.stream()
                        .map(c -> c.getPackageName().substring(ROOT.length()).split("\\.")[0])
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleStandsOnlyOnItsArrows(String module) {
        String[] forbidden =
                ARROWS.keySet().stream()
                        .filter(other -> !other.equals(module))
                        .filter(other -> !ARROWS.get(module).contains(other))
                        .map(other -> ROOT + other + "..")
                        .toArray(String[]::new);

        noClasses()
                .that(resideInAPackage(ROOT + module + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .check(sensorium);
    }

    @Test
    void theModelNeedsOnlyTheJdk() {
        classes()
                .that(resideInAPackage(ROOT + "model.."))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", ROOT + "model.."))
                .check(sensorium);
    }

    @Test
    void detectorsKnowNoFlinkAndNoDatabase() {
        noClasses()
                .that(resideInAPackage(ROOT + "stream.detector.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.apache.flink..", "java.sql..", ROOT + "sink.."))
                .check(sensorium);
    }

    @Test
    void onlyTheSinkAndTheRegistryAndWhoReadsForPeopleKnowSql() {
        noClasses()
                .that(
                        resideInAnyPackage(
                                ROOT + "ingest.decode..",
                                ROOT + "ingest.validate..",
                                ROOT + "ingest.broker.."))
                .should()
                .dependOnClassesThat(resideInAPackage("java.sql.."))
                .check(sensorium);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void pahoStaysBehindOneClass(String module) {
        List<String> users =
                sensorium.stream()
                        .filter(c -> c.getPackageName().startsWith(ROOT + module))
                        .filter(ModuleArrowsTest::usesPaho)
                        .map(c -> c.getFullName().replaceFirst("\\$.*", ""))
                        .distinct()
                        .toList();

        assertThat(users).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packagesOfAModuleHaveNoCycles(String module) {
        slices().matching(ROOT + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(sensorium);
    }

    private static boolean usesPaho(JavaClass candidate) {
        return candidate.getDirectDependenciesFromSelf().stream()
                .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("org.eclipse.paho"));
    }
}
