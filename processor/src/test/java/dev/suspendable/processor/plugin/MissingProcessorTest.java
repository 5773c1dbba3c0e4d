package dev.suspendable.processor.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.suspendable.annotations.Suspendable;
import dev.suspendable.processor.SuspendableProcessor;
import dev.suspendable.processor.compilation.Javac;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.testing.IdleProcessor;
import java.io.File;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in the annotations' jar, which javac starts by itself. */
final class MissingProcessorTest {
  private static final String SWITCH = "dev.suspendable.unbound";

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
        static final Contract LOCAL = new Contract() {
          @dev.suspendable.annotations.Suspendable
          @Override public Task<Integer> later() { return Task.of(await(Task.of(1))); }
        };
        @Suspendable static Task<Integer> other() { return Task.of(1); }
      }
      """;

  /** Has an annotation of its own with the same name. */
  private static final String PLAIN =
      """
      package app;
      class Plain {
        @interface Suspendable {}
        @Suspendable @Deprecated void run() {}
      }
      """;

  private @Nullable String before;
  private Set<String> properties = Set.of();

  @BeforeEach
  void switchOn() {
    Javac.RUNTIME.isEmpty(); // its class has switched it off
    before = System.clearProperty(SWITCH);
    properties = ours();
  }

  @AfterEach
  void switchOff() {
    assertThat(ours()).isEqualTo(properties);
    if (before != null) {
      System.setProperty(SWITCH, before);
    }
  }

  private static Set<String> ours() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("dev.suspendable."))
        .collect(Collectors.toSet());
  }

  private static Javac javac(String... options) {
    return new Javac().options("-Xlint:all").options(options).source("app/Host.java", HOST);
  }

  private static void isRefused(Javac.Result result) {
    String text = Diagnostic.UNBOUND.message();
    assertThat(result.messages().stream().map(m -> m.line() + ":" + m.column() + ": " + m.text()))
        .containsExactly("11:36: " + text, "13:37: " + text);
    assertThat(result.success()).isFalse();
  }

  private static void isCompiled(Javac.Result result) {
    assertThat(result.messages()).isEmpty();
    assertThat(result.success()).isTrue();
    assertThat(result.classes()).containsKey("app/Host.class");
  }

  @Test
  void eachCoroutineIsAnError() {
    isRefused(javac().run());
  }

  @Test
  void processingTurnedOff() {
    isRefused(javac("-proc:none").discover().run());
  }

  @Test
  void otherProcessors() {
    isRefused(javac().processor(new IdleProcessor("*")).run());
  }

  /** As a flag, which then needs no processor path. */
  @Test
  void namedAsAPlugin() {
    isRefused(javac("-Xplugin:Suspendable").run());
  }

  @Test
  void processorThatDoesNotRun() {
    isRefused(javac("-cp", classPath(), "-proc:none").discover().run());
    isRefused(javac("-cp", classPath(), "-proc:none", "-Xplugin:Suspendable").discover().run());
  }

  private static String classPath() {
    return Javac.PROCESSOR + File.pathSeparator + Javac.RUNTIME;
  }

  @Test
  void processorOnTheClassPath() {
    List<String> options = new ArrayList<>(List.of("-cp", classPath(), "-Xlint:-options"));
    if (Runtime.version().feature() >= 21) {
      options.add("-proc:full");
    }
    Javac.Result result = javac(options.toArray(String[]::new)).discover().run();

    isCompiled(result);
    assertThat(result.classes()).hasSizeGreaterThan(3);
  }

  @Test
  void processorOfAProgram() {
    Javac.Result result = javac().suspendable().run();

    isCompiled(result);
    assertThat(result.classes())
        .containsExactlyInAnyOrderEntriesOf(
            javac("-processorpath", Javac.PROCESSOR)
                .processor(new SuspendableProcessor())
                .run()
                .classes());
  }

  @Test
  void classesWithoutCoroutines() {
    Javac.Result result =
        new Javac()
            .options("-Xlint:all")
            .source("app/Plain.java", PLAIN)
            .source("app/package-info.java", "package app;")
            .run();

    assertThat(result.messages()).isEmpty();
    assertThat(result.classes()).containsKey("app/Plain.class");
  }

  @Test
  void errorsOfTheUsersAreJavacs() {
    Javac.Result result =
        new Javac().source("app/Host.java", HOST.replace("of(1); }\n}", "of(no); }\n}")).run();

    assertThat(result.messages().get(0).code()).isEqualTo("compiler.err.cant.resolve.location");
  }

  @Test
  void onlyProcessingDoesNotCompileAnything() {
    assertThat(javac("-proc:only", "-Xlint:-processing").discover().run().messages())
        .allMatch(message -> !message.text().contains("unbound"));
  }

  @Test
  void switchedOff() {
    isCompiled(javac("-Xplugin:Suspendable unbound=allow").run());
    isCompiled(
        javac("-cp", classPath(), "-proc:none", "-Xplugin:Suspendable unbound=allow")
            .discover()
            .run());
    isCompiled(
        javac("-processorpath", Javac.PROCESSOR, "-proc:none")
            .options("-Xplugin:Suspendable unbound=allow")
            .discover()
            .run());
    System.setProperty(SWITCH, "allow");
    try {
      isCompiled(javac().run());
    } finally {
      System.clearProperty(SWITCH);
    }
  }

  @Test
  void documentation(@TempDir Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("Host.java"), HOST);
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = javadoc.getStandardFileManager(null, null, null)) {
      boolean success =
          javadoc
              .getTask(
                  messages,
                  files,
                  null,
                  null,
                  List.of("-cp", Javac.RUNTIME, "-d", folder.toString(), "-Xdoclint:none"),
                  files.getJavaFileObjects(source))
              .call();
      assertThat(messages.toString()).doesNotContain("unbound");
      assertThat(success).isTrue();
    }
  }

  /** Or else no program could run without the compiler. */
  @Test
  void programsDoNotNeedTheCompiler() {
    assumeThat(annotations()).isPresent();
    ModuleDescriptor module = annotations().orElseThrow();

    assertThat(module.provides()).isEmpty();
    assertThat(module.exports()).hasSize(1);
    assertThat(module.requires())
        .filteredOn(it -> it.name().equals("jdk.compiler"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.modifiers())
                    .containsExactly(ModuleDescriptor.Requires.Modifier.STATIC));
  }

  /** None if a quick build has left it out. */
  private static Optional<ModuleDescriptor> annotations() {
    return ModuleFinder.of(Javac.placeOf(Suspendable.class))
        .find("dev.suspendable.annotations")
        .map(ModuleReference::descriptor);
  }
}
