package dev.suspendable.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.suspendable.processor.compilation.Javac;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The processor is a compiler with passes, and data flow one way through them. */
final class ArchitectureTest {
  private static final String ROOT = "dev.suspendable.processor";

  /** Which of our packages each package may use; the driver, in {@link #ROOT}, may use all. */
  private static final Map<String, List<String>> USES =
      Map.ofEntries(
          Map.entry("model", List.of()),
          Map.entry("diagnostic", List.of()),
          Map.entry("load", List.of()),
          Map.entry("classfile", List.of("model")),
          Map.entry("source", List.of("model", "diagnostic")),
          Map.entry("types", List.of("source", "model")),
          Map.entry("find", List.of("types", "source", "model", "diagnostic")),
          Map.entry("warn", List.of("find", "types", "source", "model", "diagnostic")),
          Map.entry("verbatim", List.of("find", "types", "source", "model", "diagnostic")),
          Map.entry(
              "read",
              List.of("verbatim", "warn", "find", "types", "source", "model", "diagnostic")),
          Map.entry("check", List.of("model", "diagnostic")),
          Map.entry("lower", List.of("model")),
          Map.entry("analyze", List.of("lower", "model")),
          Map.entry("structure", List.of("lower", "model")),
          // Both look at what passes have made, and no pass knows of them.
          Map.entry("dump", List.of("analyze", "structure", "lower", "model")),
          Map.entry("diagram", List.of("analyze", "lower", "model")),
          Map.entry("page", List.of("diagram", "model")),
          Map.entry("verify", List.of("analyze", "structure", "lower", "model")),
          Map.entry("emit", List.of("analyze", "structure", "lower", "model")),
          Map.entry("compile", List.of("classfile", "model")),
          Map.entry("bind", List.of("compile", "classfile", "model")),
          Map.entry("intellij", List.of("compile", "classfile")),
          // It has no trees, and must not need javac's.
          Map.entry("eclipse", List.of("compile", "classfile", "diagnostic")),
          Map.entry("plugin", List.of("diagnostic")));

  /** The readers, the driver, and what listens to javac's events. */
  private static final String[] SEE_TREES = {
    "", "source", "types", "find", "warn", "verbatim", "read", "compile", "plugin", "load"
  };

  /** No such package. */
  private static final String NOBODY = "nobody";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Javac.placeOf(SuspendableProcessor.class));

  /** A package may use itself, some of our other packages, and all that is not ours. */
  private static ArchRule mayUse(String name, List<String> others) {
    List<String> allowed = new ArrayList<>(List.of(name));
    allowed.addAll(others);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours and not of " + allowed,
                type -> isOurs(type) && allowed.stream().noneMatch(each -> isIn(type, each))));
  }

  private static boolean isOurs(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(ROOT + ".");
  }

  private static boolean isIn(JavaClass type, String name) {
    return (type.getPackageName() + ".").startsWith(ROOT + "." + name + ".");
  }

  /** Only some of our packages may use a library; the empty name is the driver. */
  private static ArchRule onlyMayUse(String library, String... names) {
    List<String> packages =
        Stream.of(names).map(name -> name.isEmpty() ? ROOT : ROOT + "." + name + "..").toList();
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..");
  }

  @TestFactory
  Stream<DynamicTest> dataFlowOneWay() {
    return USES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey() + " uses " + entry.getValue(),
                    () -> mayUse(entry.getKey(), entry.getValue()).check(CLASSES)));
  }

  @Test
  void everyPackageHasARule() {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of(ROOT), USES.keySet().stream().map(name -> ROOT + "." + name + ".."))
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void trees() {
    onlyMayUse("com.sun.source", SEE_TREES).check(CLASSES);
  }

  @Test
  void javaPoet() {
    onlyMayUse("com.palantir.javapoet", "emit").check(CLASSES);
  }

  @Test
  void asm() {
    onlyMayUse("org.objectweb.asm", "bind", "classfile").check(CLASSES);
  }

  /** Neither what javac does not export, nor what users have on their class path. */
  @Test
  void nothingInternal() {
    onlyMayUse("com.sun.tools", NOBODY).check(CLASSES);
    onlyMayUse("dev.suspendable.coroutine", NOBODY).check(CLASSES);
    onlyMayUse("dev.suspendable.annotations", NOBODY).check(CLASSES);
  }

  /** A rule that cannot fail proves nothing. */
  @Test
  void rulesFailWhereTheyAreBroken() {
    assertThat(mayUse("read", List.of("model")).evaluate(CLASSES).hasViolation()).isTrue();
    assertThat(mayUse("verbatim", List.of("source")).evaluate(CLASSES).hasViolation()).isTrue();
    assertThat(mayUse("bind", List.of("compile")).evaluate(CLASSES).hasViolation()).isTrue();
    assertThat(onlyMayUse("com.sun.source", "", "compile").evaluate(CLASSES).hasViolation())
        .isTrue();
    assertThat(onlyMayUse("com.palantir.javapoet", "bind").evaluate(CLASSES).hasViolation())
        .isTrue();
    assertThat(onlyMayUse("org.objectweb.asm", "bind").evaluate(CLASSES).hasViolation()).isTrue();
  }
}
