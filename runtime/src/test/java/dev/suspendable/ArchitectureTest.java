package dev.suspendable;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.suspendable.annotations.Suspendable;
import java.lang.invoke.MethodHandles;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The core does not depend on the code that is built on it, and gives that code no privileges. */
final class ArchitectureTest {
  private static final String CORE = "dev.suspendable.coroutine";
  private static final String USERS = "dev.suspendable";
  private static final String SCOPE = "dev.suspendable.scope";
  private static final String INTEROP = "dev.suspendable.interop";
  private static final String DEBUG = "dev.suspendable.debug";
  private static final String SYNC = "dev.suspendable.sync";
  private static final String TIME = "dev.suspendable.time";
  private static final String SCHEDULE = "dev.suspendable.schedule";
  private static final String INTERNAL = "dev.suspendable.internal";
  private static final JavaClasses CLASSES = classesBeside(Task.class);

  private static JavaClasses classesBeside(Class<?> type) {
    try {
      return new ClassFileImporter()
          .importPath(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ArchRule independent(String one, String other) {
    return noClasses()
        .that()
        .resideInAPackage(one)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(other);
  }

  @Test
  void theCoreStandsAlone() {
    independent(CORE, USERS).check(CLASSES);
    independent(CORE, SCOPE).check(CLASSES);
    independent(CORE, INTEROP).check(CLASSES);
    independent(USERS, INTEROP).check(CLASSES);
    independent(CORE, DEBUG).check(CLASSES);
    independent(CORE, TIME).check(CLASSES);
    independent(CORE, SYNC).check(CLASSES);
    independent(USERS, SYNC).check(CLASSES);
    independent(SCOPE, SYNC).check(CLASSES);
  }

  /** Other modules do not see it, so nothing in it may be a privilege. */
  @Test
  void commonCodeStandsAlone() {
    for (String other : List.of(CORE, USERS, SCOPE, INTEROP, DEBUG, SYNC, TIME, SCHEDULE)) {
      independent(INTERNAL, other).check(CLASSES);
    }
  }

  /** Contexts, scopes and tasks wait for time by it. */
  @Test
  void timeStandsAlone() {
    for (String other : List.of(CORE, USERS, SCOPE, INTEROP, DEBUG, SYNC, SCHEDULE)) {
      independent(TIME, other).check(CLASSES);
    }
  }

  /** Executors are a matter of the program: nothing else knows those of this library. */
  @Test
  void nothingNeedsTheExecutors() {
    for (String other : List.of(CORE, USERS, SCOPE, INTEROP, DEBUG)) {
      independent(other, SCHEDULE).check(CLASSES);
    }
  }

  /** Programs load the tools for looking at coroutines only if they ask for them. */
  @Test
  void nothingNeedsTheRegistry() {
    independent(USERS, DEBUG).check(CLASSES);
    independent(SCOPE, DEBUG).check(CLASSES);
    independent(DEBUG, USERS).check(CLASSES);
    independent(INTEROP, DEBUG).check(CLASSES);
  }

  /**
   * Contexts and scopes know no coroutine types. A scope is a resource that is closed by an await.
   */
  @Test
  void scopesDoNotDependOnCoroutineTypes() {
    noClasses()
        .that()
        .resideInAPackage(SCOPE)
        .should()
        .dependOnClassesThat(resideInAPackage(USERS).and(not(equivalentTo(AsyncCloseable.class))))
        .check(CLASSES);
  }

  /**
   * Packages of the same module could have access to each other by means outside the language. They
   * do not, so a user could write everything that is here.
   */
  @Test
  void usersOfTheCoreHaveNoPrivileges() {
    noClasses()
        .that()
        .resideInAnyPackage(USERS, SCOPE, INTEROP, DEBUG, TIME, SYNC, SCHEDULE)
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe("is a member of the core that is not API", this::isHidden))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(USERS, SCOPE, INTEROP, DEBUG, TIME, SYNC, SCHEDULE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.reflect", "jdk.internal..", "sun..")
        .orShould()
        .callMethod(MethodHandles.class, "privateLookupIn", Class.class, MethodHandles.Lookup.class)
        .check(CLASSES);
  }

  private boolean isHidden(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return owner.getPackageName().equals(CORE)
        && (!owner.getModifiers().contains(JavaModifier.PUBLIC)
            || access
                .getTarget()
                .resolveMember()
                .filter(ArchitectureTest::isOfThePackageOnly)
                .isPresent());
  }

  private static boolean isOfThePackageOnly(JavaMember member) {
    return !member.getModifiers().contains(JavaModifier.PUBLIC)
        && !member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  @Test
  void nothingButTheJdkAndTheAnnotations() {
    noClasses()
        .that()
        .haveNameNotMatching(DEBUG + ".(CoroutinesBean|FlightRecorderEvents).*") // optional modules
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            USERS,
            SCOPE,
            INTEROP,
            CORE,
            DEBUG,
            SYNC,
            TIME,
            SCHEDULE,
            INTERNAL,
            Suspendable.class.getPackageName(),
            "org.jspecify.annotations")
        .check(CLASSES);
  }

  /** A rule that cannot fail proves nothing. */
  @Test
  void rulesFailWhereTheyAreBroken() {
    assertThat(independent(USERS, CORE).evaluate(CLASSES).hasViolation()).isTrue();
  }
}
