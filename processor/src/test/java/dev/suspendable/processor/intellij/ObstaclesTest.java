package dev.suspendable.processor.intellij;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of IntelliJ IDEA's builder with which nothing can be bound: the reason is told. */
final class ObstaclesTest {
  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class Host {
        @Suspendable
        Task<Integer> work(Task<Integer> task) {
          return Task.of(await(task) + %s);
        }
      }
      """;

  @TempDir Path folder;

  private JpsBuild build(String host) {
    return new JpsBuild(folder).source("app/Host.java", host);
  }

  @Test
  void processorsAreNotTracked() throws Exception {
    JpsBuild build = build(HOST.formatted("1")).withoutTracking().run();

    assertThat(build.success()).isFalse();
    assertThat(build.messages())
        .containsExactly(
            "7:17: ERROR: IntelliJ IDEA's builder takes the class file of this method away before"
                + " anything can be bound to the method: it is hidden by the option"
                + " -Djps.track.ap.dependencies=false of the builder; let Maven, Gradle or plain"
                + " javac compile it: delegate IDE build/run actions to Maven or Gradle"
                + " [suspendable:class-file-withheld]");
  }

  /** The file manager does not let itself be changed, and the builder writes nothing either. */
  @Test
  void classFilesDoNotAppear() throws Exception {
    build(HOST.formatted("1")).run();
    System.setProperty("dev.suspendable.intellij", "await:0");
    try {
      JpsBuild build = build(HOST.formatted("2")).server(JpsBuild.Server.LATE).run();

      assertThat(build.success()).isFalse();
      assertThat(build.messages())
          .singleElement()
          .asString()
          .startsWith("7:17: ERROR: IntelliJ IDEA's builder takes the class file of this method")
          .contains(": the builder has not written it to disk within 0 seconds; let Maven,");
    } finally {
      System.clearProperty("dev.suspendable.intellij");
    }
  }

  @Test
  void processorsRunInAStepOfTheirOwn() throws Exception {
    JpsBuild build = build(HOST.formatted("1")).options("-proc:only").run();

    assertThat(build.success()).isFalse();
    assertThat(build.messages())
        .containsExactly(
            "7:17: ERROR: IntelliJ IDEA runs annotation processors in a step of their own, without"
                + " the class file of this method, so that nothing can be bound to the method;"
                + " switch off \"Run processors in a separate step before compiling java"
                + " (-proc:only mode)\" in the settings, under Build, Execution, Deployment |"
                + " Compiler | Annotation Processors [suspendable:processors-only]");
  }

  @Test
  void processorsRunInAStepOfTheirOwnWithoutCoroutines() throws Exception {
    JpsBuild build = build("package app; class Host { }").options("-proc:only").run();

    assertThat(build.messages()).isEmpty();
    assertThat(build.success()).isTrue();
  }

  /** What is wrong with a coroutine is said there as anywhere. */
  @Test
  void errorsOfCoroutinesAreShown() throws Exception {
    JpsBuild build =
        build(HOST.formatted("new Object() { int it() { return await(task); } }.it()")).run();

    assertThat(build.success()).isFalse();
    assertThat(build.messages()).singleElement().asString().contains("[suspendable:in-class-body]");
    assertThat(build.got()).isEmpty();
  }
}
