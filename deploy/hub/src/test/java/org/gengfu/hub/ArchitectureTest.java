package org.gengfu.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the walls between the modules, and keeps each vendor's types inside the packages that speak
 * to that vendor.
 */
class ArchitectureTest {
  private static JavaClasses product;

  @BeforeAll
  static void scan() {
    product =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gengfu");
  }

  @Test
  void enoughWasScannedToMeanSomething() {
    for (String module :
        List.of("core", "ingest", "analytics", "alerts", "dashboard", "simulator", "hub")) {
      assertThat(product.stream().filter(type -> in(type.getPackageName(), module)))
          .as("classes of " + module)
          .hasSizeGreaterThan(8);
    }
  }

  private static boolean in(String packageName, String module) {
    return packageName.startsWith("org.gengfu." + module);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void modulesMeetOnlyInCore(String module, String[] others) {
    noClasses()
        .that()
        .resideInAPackage("org.gengfu." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(product);
  }

  static Stream<Arguments> modules() {
    List<String> all =
        List.of("core", "ingest", "analytics", "alerts", "dashboard", "simulator", "hub");
    return all.stream()
        .filter(module -> !module.equals("hub"))
        .map(
            module ->
                Arguments.of(
                    module,
                    all.stream()
                        .filter(other -> !other.equals(module) && !other.equals("core"))
                        .map(other -> "org.gengfu." + other + "..")
                        .toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void vendorTypesStayInTheirPackage(String vendor, String[] vendorPackages, String[] homes) {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(homes)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(vendorPackages)
            .as(vendor + " types stay inside " + String.join(", ", homes));
    rule.check(product);

    DescribedPredicate<JavaClass> atHome = JavaClass.Predicates.resideInAnyPackage(homes);
    DescribedPredicate<JavaClass> ofVendor =
        JavaClass.Predicates.resideInAnyPackage(vendorPackages);
    assertThat(product.that(atHome))
        .as("the fence around " + vendor + " encloses something")
        .anyMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency -> ofVendor.test(dependency.getTargetClass())));
  }

  static Stream<Arguments> vendors() {
    return Stream.of(
        vendor(
            "Netty",
            List.of("io.netty.."),
            List.of(
                "org.gengfu.ingest.rtsp..",
                "org.gengfu.simulator.rtsp..",
                "org.gengfu.dashboard.connection..")),
        vendor(
            "JavaCV",
            List.of("org.bytedeco.."),
            List.of(
                "org.gengfu.analytics.decode..",
                "org.gengfu.ingest.av..",
                "org.gengfu.simulator.encode..")),
        vendor(
            "JDBC",
            List.of(
                "java.sql..",
                "javax.sql..",
                "org.postgresql..",
                "com.zaxxer..",
                "org.flywaydb..",
                "org.jdbi..",
                "io.zonky.."),
            List.of("org.gengfu.core.storage..")),
        vendor(
            "ONNX Runtime", List.of("ai.onnxruntime.."), List.of("org.gengfu.analytics.detect..")),
        vendor("JNA", List.of("com.sun.jna.."), List.of("org.gengfu.core.threads..")),
        vendor("HiveMQ", List.of("com.hivemq.."), List.of("org.gengfu.simulator.broker..")),
        vendor(
            "Paho",
            List.of("org.eclipse.paho.."),
            List.of("org.gengfu.ingest.mqtt..", "org.gengfu.simulator.sensors..")));
  }

  private static Arguments vendor(String name, List<String> packages, List<String> homes) {
    return Arguments.of(name, packages.toArray(String[]::new), homes.toArray(String[]::new));
  }

  @Test
  void featurePackagesFormNoCycles() {
    slices().matching("org.gengfu.(*).(*)..").should().beFreeOfCycles().check(product);
  }

  @Test
  void clocksAreInjected() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.gengfu.core..",
            "org.gengfu.ingest..",
            "org.gengfu.analytics..",
            "org.gengfu.alerts..",
            "org.gengfu.dashboard..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(product);
  }
}
