package dev.suspendable.processor.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.processor.compilation.Javac;
import dev.suspendable.processor.testing.IdleProcessor;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code -Xplugin:Suspendable}, with and without the processor beside it. */
final class SuspendablePluginTest {
  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      public class Host {
        interface Contract {
          @Suspendable Task<Integer> later();
        }
        static class Nested {
          @Suspendable
          private Task<Integer> work(Task<Integer> task) {
            return Task.of(await(task));
          }
        }
        @Suspendable static Task<Integer> other() { return Task.of(1); }
      }
      """;

  private static final String UNBOUND =
      "error: this @Suspendable method has not been compiled by the Suspendable annotation"
          + " processor; add dev.suspendable:suspendable-processor to annotationProcessorPaths"
          + " (Maven), annotationProcessor (Gradle) or -processorpath (javac), and do not turn"
          + " annotation processing off (-proc:none) [suspendable:unbound]";

  private static Javac javac() {
    return new Javac()
        .options("-Xlint:all", "-processorpath", Javac.PROCESSOR, "-Xplugin:Suspendable")
        .source("app/Host.java", HOST);
  }

  private static List<String> messages(Javac.Result result) {
    return result.messages().stream()
        .map(
            m ->
                m.line()
                    + ":"
                    + m.column()
                    + ": "
                    + m.kind().name().toLowerCase()
                    + ": "
                    + m.text())
        .toList();
  }

  private static void isRefused(Javac.Result result) {
    assertThat(messages(result)).containsExactly("11:27: " + UNBOUND, "15:37: " + UNBOUND);
    assertThat(result.success()).isFalse();
  }

  private Set<String> properties = Set.of();

  @BeforeEach
  void noteProperties() {
    properties = ours();
  }

  private static Set<String> ours() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("dev.suspendable."))
        .collect(Collectors.toSet());
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(ours()).isEqualTo(properties);
  }

  @Test
  void besideTheProcessorItChangesNothing() {
    Javac.Result with = javac().discover().run();
    Javac.Result without =
        new Javac()
            .options("-Xlint:all", "-processorpath", Javac.PROCESSOR)
            .source("app/Host.java", HOST)
            .discover()
            .run();

    assertThat(with.messages()).isEmpty();
    assertThat(with.success()).isTrue();
    assertThat(with.classes()).hasSize(5).containsExactlyEntriesOf(without.classes());
  }

  @Test
  void processingTurnedOff() {
    isRefused(javac().options("-proc:none").discover().run());
  }

  @Test
  void processorNotThere() {
    isRefused(javac().processor(new IdleProcessor("*")).run());
  }

  @Test
  void noProcessorsAtAll() {
    isRefused(javac().run());
  }

  @Test
  void processorOfAnotherClassLoader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String place : Javac.PROCESSOR.split(File.pathSeparator)) {
      urls.add(Path.of(place).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass("dev.suspendable.processor.SuspendableProcessor");
      Processor processor = (Processor) type.getConstructor().newInstance();

      Javac.Result result = javac().processor(processor).run();

      assertThat(result.messages()).isEmpty();
      assertThat(result.success()).isTrue();
      assertThat(result.classes()).hasSize(5);
    }
  }

  @Test
  void classLeftUnbound() {
    Javac.Result result = javac().discover().writeOnce().run();

    isRefused(result);
  }

  @Test
  void errorsOfTheUsersAreJavacs() {
    Javac.Result result =
        new Javac()
            .options("-processorpath", Javac.PROCESSOR, "-Xplugin:Suspendable")
            .source("app/Host.java", HOST.replace("Task.of(1)", "1"))
            .discover()
            .run();

    assertThat(result.messages())
        .singleElement()
        .satisfies(message -> assertThat(message.code()).isEqualTo("compiler.err.prob.found.req"));
  }

  @Test
  void withoutCoroutinesThereIsNothingToSay() {
    Javac.Result result =
        new Javac()
            .options("-Xlint:all", "-processorpath", Javac.PROCESSOR, "-Xplugin:Suspendable")
            .options("-proc:none")
            .source("app/Plain.java", "package app; class Plain { @Deprecated void run() {} }")
            .discover()
            .run();

    assertThat(result.messages()).isEmpty();
    assertThat(result.classes()).containsOnlyKeys("app/Plain.class");
  }

  @Test
  void modules() {
    isRefused(modular().options("-proc:none").run());

    Javac.Result result = modular().run();

    assertThat(result.messages()).isEmpty();
    assertThat(result.success()).isTrue();
  }

  private static Javac modular() {
    String modulePath =
        String.join(
            File.pathSeparator,
            Javac.placeOf(Task.class).toString(),
            Javac.placeOf(Suspendable.class).toString(),
            Javac.placeOf(NullMarked.class).toString());
    return javac()
        .options("-p", modulePath)
        .source("module-info.java", "module app { requires dev.suspendable.runtime; }")
        .discover();
  }
}
