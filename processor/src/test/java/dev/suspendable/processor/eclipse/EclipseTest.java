package dev.suspendable.processor.eclipse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor in a double of Eclipse's builder. */
final class EclipseTest {
  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      public class Host {
        @Suspendable
        static Task<Integer> work(Task<Integer> task) {
          return Task.of(await(task) + 1);
        }
        public static Object run() throws Exception {
          return Task.syncWait(work(Task.of(1)));
        }
      }
      """;

  private static final String CLASSES = "target/classes";
  private static final String SOURCES = "target/suspendable";

  @TempDir Path folder;
  private EclipseBuild build;

  @BeforeEach
  void project() throws Exception {
    build = new EclipseBuild(folder).write("Host", HOST);
  }

  @Test
  void bindsAfterTheBuild() throws Exception {
    assertThat(build.build("Host")).isEmpty();

    assertThat(build.eclipse.markers()).isEmpty();
    assertThat(build.run("Host")).isEqualTo(2);
    assertThat(build.frames(CLASSES, ".class")).containsExactly("Host$$work");
    assertThat(build.frames(SOURCES, ".java")).containsExactly("Host$$work");
    assertThat(build.eclipse.refreshed).contains(folder.toRealPath().resolve(CLASSES + "/app"));
  }

  @Test
  void bindsNothingInTheEditor() throws Exception {
    build.phase = "RECONCILE";

    assertThat(build.build("Host")).isEmpty();
    assertThat(build.eclipse.listeners).isEmpty();
    assertThat(build.frames(CLASSES, ".class")).isEmpty();
  }

  @Test
  void framesOfOtherMethodsAndFilesAreDeleted() throws Exception {
    build.write("Gone", HOST.replace("Host", "Gone")).build("Host", "Gone");
    build.write("Host", HOST.replace("work(", "other(")).build("Host");

    assertThat(build.frames(CLASSES, ".class")).containsExactly("Gone$$work", "Host$$other");
    assertThat(build.frames(SOURCES, ".java")).containsExactly("Gone$$work", "Host$$other");

    build.delete("Gone");
    build.build("Host");

    assertThat(build.frames(CLASSES, ".class")).containsExactly("Host$$other");
    assertThat(build.frames(SOURCES, ".java")).containsExactly("Host$$other");
  }

  @Test
  void errorsAreShownAndTheOtherFilesAreBound() throws Exception {
    build.write("Wrong", HOST.replace("Host", "Wrong").replaceFirst("@Suspendable", ""));
    build.build("Host", "Wrong");

    assertThat(build.eclipse.markers())
        .singleElement()
        .asString()
        .startsWith("Wrong.java:8: ")
        .endsWith("[suspendable:outside-coroutine]");
    assertThat(build.run("Host")).isEqualTo(2);

    build.write("Wrong", HOST.replace("Host", "Wrong")).build("Wrong");

    assertThat(build.eclipse.markers()).isEmpty();
    assertThat(build.run("Wrong")).isEqualTo(2);
  }

  /** A file with an error is bound when a change of another file may have mended it. */
  @Test
  void errorsThatAnotherFileMends() throws Exception {
    String work =
        """
        package app;
        interface Work {
          %s dev.suspendable.Task<Integer> go();
        }
        """;
    build
        .write("Work", work.formatted(""))
        .write(
            "Host",
            HOST.replace(
                "return Task.of(await(task) + 1);",
                "Work w = () -> Task.of(await(task) + 1);\nreturn w.go();"))
        .build("Work", "Host");

    assertThat(build.eclipse.markers())
        .singleElement()
        .asString()
        .endsWith("[suspendable:in-lambda]");

    build.write("Work", work.formatted("@dev.suspendable.annotations.Suspendable")).build("Work");

    assertThat(build.eclipse.markers()).isEmpty();
    assertThat(build.run("Host")).isEqualTo(2);
  }

  @Test
  void warningsAreShown() throws Exception {
    build
        .write("Host", HOST.replace("return Task.of(await", "work(task);\nreturn Task.of(await"))
        .build("Host");

    assertThat(build.eclipse.markers())
        .singleElement()
        .asString()
        .startsWith("Host.java:8: ")
        .endsWith("[suspendable:discarded-task]");
  }

  /** Eclipse compares a class with the one that it replaces. */
  @Test
  void whatTheBinderHasAddedIsHiddenFromTheNextBuild() throws Exception {
    build.build("Host");
    assertThat(build.syntheticMethods("Host")).doesNotContain("work$step");

    new BoundHosts().hide(folder.toRealPath().resolve(CLASSES), "app.Host");

    assertThat(build.syntheticMethods("Host")).contains("work$step").doesNotContain("work", "run");
    assertThat(build.run("Host")).isEqualTo(2);
  }

  @Test
  void oneListenerForAProject() throws Exception {
    build.build("Host");
    build.build("Host");
    build.loadAgain().build("Host");
    assertThat(build.eclipse.listeners).hasSize(1);
    assertThat(build.run("Host")).isEqualTo(2);

    build.eclipse.isOpen = false;
    build.eclipse.built();
    assertThat(build.eclipse.listeners).isEmpty();

    build.eclipse.isOpen = true;
    build.write("Host", HOST.replace("+ 1", "+ 2")).build("Host");
    assertThat(build.eclipse.listeners).hasSize(1);
    assertThat(build.run("Host")).isEqualTo(3);
  }

  @Test
  void javacInAProcessOfItsOwn() throws Exception {
    System.setProperty("dev.suspendable.eclipse", "fork");
    try {
      build.build("Host");
    } finally {
      System.clearProperty("dev.suspendable.eclipse");
    }

    assertThat(build.eclipse.markers()).isEmpty();
    assertThat(build.run("Host")).isEqualTo(2);
  }

  @Test
  void noJavac() throws Exception {
    build.eclipse.options.put("org.eclipse.jdt.core.compiler.source", "99");
    build.build("Host");

    assertThat(build.eclipse.markers())
        .singleElement()
        .asString()
        .contains("there is no javac of Java 99 or newer for this project: Eclipse runs on Java ")
        .endsWith("[suspendable:eclipse-no-javac]");

    // It is bound when that has been set right, whatever is compiled then.
    build.eclipse.options.put(
        "org.eclipse.jdt.core.compiler.source", String.valueOf(Runtime.version().feature()));
    build.write("Other", "package app; class Other {}").build("Other");

    assertThat(build.eclipse.markers()).isEmpty();
    assertThat(build.run("Host")).isEqualTo(2);
  }

  @Test
  void theTwoCompilersWouldTakeTurns() throws Exception {
    build.eclipse.options.put(
        "org.eclipse.jdt.core.builder.recreateModifiedClassFileInOutputFolder", "enabled");
    build.build("Host");

    assertThat(build.eclipse.markers())
        .singleElement()
        .asString()
        .endsWith("[suspendable:eclipse-recreates]");
  }

  /** A later version of Eclipse may look different. */
  @Test
  void anotherEclipse() throws Exception {
    List<String> messages = build.javaProject("not a project").build("Host");

    assertThat(messages)
        .singleElement()
        .asString()
        .contains("there is no method java.lang.String.getProject")
        .endsWith("[suspendable:eclipse-unknown]");
  }

  @Test
  void errorsOfEclipseAreNotRepeated() throws Exception {
    build.write("Host", HOST.replace("+ 1", "+ one"));
    build.build("Host");

    assertThat(build.eclipse.markers()).hasSize(1);
  }
}
