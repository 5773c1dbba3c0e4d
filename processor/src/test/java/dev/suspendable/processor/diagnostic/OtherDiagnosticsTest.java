package dev.suspendable.processor.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.compilation.Javac;
import dev.suspendable.processor.compilation.WrappedProcessor;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.processing.ProcessingEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;

/** Diagnostics that need more than a program: see {@link DiagnosticsTest} for the others. */
final class OtherDiagnosticsTest {
  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class Host {
        @Suspendable
        Task<Integer> work(Task<Integer> task) {
          int x = await(task);
          /* more */
          return Task.of(x);
        }
        /* members */
      }
      """;

  private static List<String> messages(Javac.Result result) {
    return result.messages().stream()
        .map(m -> m.line() + ":" + m.column() + ": " + m.kind() + ": " + m.text())
        .toList();
  }

  @Test
  void methodTooLarge() {
    String statement = "x = x * 31 + Integer.hashCode(x);\n";
    String more = "while (x < 0) {\n" + statement.repeat(1000) + "}\nx += await(task);";
    Javac.Result result =
        new Javac()
            .options("-Xlint:all")
            .source("app/Host.java", HOST.replace("/* more */", more))
            .suspendable()
            .run();

    assertThat(result.success()).isTrue();
    assertThat(messages(result))
        .singleElement()
        .asString()
        .matches(
            "7:17: WARNING: the state machine of this method has \\d{4,5} bytes of byte code in one"
                + " piece, and HotSpot leaves methods over 8000 to the interpreter; move long"
                + " statements out of the method"
                + " \\[suspendable:method-too-large]");
  }

  /** Each warning can be switched off, by option and by annotation. */
  @Test
  void warningsSwitchedOff() {
    String discards = "work(task); Thread.onSpinWait();";
    String blocks = "try { Thread.sleep(x); } catch (InterruptedException e) {}";
    String source = HOST.replace("/* more */", discards + "\n" + blocks);

    assertThat(ids(source)).containsExactly("discarded-task", "blocking");
    assertThat(ids(source, "-Asuspendable.warn=all")).hasSize(2);
    assertThat(ids(source, "-Asuspendable.warn=none")).isEmpty();
    assertThat(ids(source, "-Asuspendable.warn=-blocking")).containsExactly("discarded-task");
    assertThat(ids(source, "-Asuspendable.warn=-suspendable:blocking,-discarded-task")).isEmpty();
    assertThat(ids(source, "-Asuspendable.warn=blocking,lock-held")).containsExactly("blocking");
    assertThat(ids(source.replace("class Host", "@SuppressWarnings(\"suspendable\") class Host")))
        .isEmpty();
    assertThat(ids(source, "-Xlint:all", "-Werror")).hasSize(3); // and that warnings are errors
  }

  /** What has started the task that it returns is annotated so, method or class. */
  @Test
  void tasksThatMayBeIgnored() {
    String members =
        """
        /* method */ Task<Integer> launch() { return Task.of(1); }
        /* class */ static class Registry {
          Task<Integer> remove() { return Task.of(1); }
        }
        void ordinary(Registry registry) {
          launch();
          registry.remove();
          Runnable later = registry::remove;
          later.run();
          Task<Integer> launched = launch();
        }
        @interface CanIgnoreReturnValue {}
        """;
    String source = HOST.replace("/* members */", members);

    assertThat(ids(source))
        .containsExactly("discarded-task", "discarded-task", "discarded-task", "discarded-task");
    assertThat(ids(source.replace("/* method */", "@CanIgnoreReturnValue"))).hasSize(2);
    assertThat(ids(source.replace("/* class */", "@CanIgnoreReturnValue"))).hasSize(2);
  }

  private static List<String> ids(String source, String... options) {
    return new Javac()
        .options(options).source("app/Host.java", source).suspendable().run().messages().stream()
            .map(m -> m.text().replaceAll(".*\\[suspendable:([a-z-]+)]$", "$1"))
            .toList();
  }

  @Test
  void wrongNamesOfWarnings() {
    for (String wrong : List.of("everything", "blocking,-lock-held", "in-lambda", "blocking,")) {
      Javac.Result result =
          new Javac()
              .options("-Asuspendable.warn=" + wrong)
              .source("app/Host.java", HOST)
              .suspendable()
              .run();

      assertThat(messages(result))
          .singleElement()
          .asString()
          .contains("-Asuspendable.warn=" + wrong)
          .contains("-Asuspendable.warn=all|none|[-]discarded-task,[-]blocking,[-]lock-held");
    }
  }

  /** Java 17 knows patterns in switches as a preview, with other guards. */
  @Test
  @EnabledOnJre(JRE.JAVA_17)
  void patternsOfAPreview() {
    String more =
        """
        switch ((Object) x) {
          case String s && s.length() > await(task): return Task.of(2);
          default: return Task.of(1);
        }
        """;
    Javac.Result result =
        new Javac()
            .options("--enable-preview", "--release", "17")
            .source("app/Host.java", HOST.replace("/* more */\n    return Task.of(x);", more))
            .suspendable()
            .run();

    assertThat(result.success()).isFalse();
    assertThat(messages(result))
        .contains(
            "10:8: ERROR: a pattern in a switch before Java 21 with a suspension is not supported"
                + " yet; use if and instanceof [suspendable:not-supported]");
  }

  /** The frame of a local class's coroutine takes what the class captures as well. */
  @Test
  void tooManyParameters() {
    String parameters =
        IntStream.range(0, 254).mapToObj(i -> "int p" + i).collect(Collectors.joining(", "));
    String more =
        """
        int kept = x;
        class Local {
          @Suspendable Task<Integer> of(%s) { return Task.of(await(task) + kept + p0 + p253); }
        }
        """
            .formatted(parameters);
    Javac.Result result =
        new Javac().source("app/Host.java", HOST.replace("/* more */", more)).suspendable().run();

    assertThat(result.success()).isFalse();
    assertThat(result.messages())
        .singleElement()
        .extracting(Javac.Message::text)
        .isEqualTo(
            "this method has more parameters than its frame can take: the JVM allows 255 slots, and"
                + " long and double take two, the instance one, and each variable that a local"
                + " class captures and the method names one or two; pass some of them in one object"
                + " [suspendable:too-many-parameters]");
  }

  /** Without names of variables it is not certain whether javac has looked at dead code. */
  @Test
  void lambdaWithDeadCodeAndWithoutNames() {
    String host =
        HOST.replace(
                "Task<Integer> work(",
                """
            interface F { @Suspendable Task<Integer> apply(); }
              static F f(int a, int b, Task<Integer> t) {
                return () -> {
                  if (false) { System.out.print(a); }
                  return Task.of(10 * b + a + await(t));
                };
              }
              @Suspendable Task<Integer> work(""")
            .replace("@Suspendable\n  interface", "interface");
    Javac lines = new Javac().options("-g:source,lines").source("app/Host.java", host);
    Javac all = new Javac().options("-g").source("app/Host.java", host);

    assertThat(messages(lines.suspendable().run()))
        .singleElement()
        .asString()
        .endsWith(
            "give it a line of its own, and compile with debug information (-g)"
                + " [suspendable:lambda-not-found]");
    assertThat(messages(all.suspendable().run())).isEmpty();
  }

  @Test
  void unknownOptions() {
    String options =
        "; the options are -Asuspendable.lines=generated|single, -Asuspendable.direct=none|file|always,"
            + " -Asuspendable.sources=output|none|<folder>,"
            + " -Asuspendable.diagrams=svg|dot|none, -Asuspendable.page=html|none,"
            + " -Asuspendable.threads=<number>,"
            + " -Asuspendable.split=<number>,"
            + " -Asuspendable.dump=<folder>,"
            + " -Asuspendable.warn=all|none|[-]discarded-task,"
            + "[-]blocking,[-]lock-held,[-]unclosed,[-]foreign-annotation,[-]method-too-large"
            + " [suspendable:unknown-option]";
    for (String option :
        List.of(
            "-Asuspendable.lnes=generated",
            "-Asuspendable.lines=user",
            "-Asuspendable.direct",
            "-Asuspendable.direct=",
            "-Asuspendable.split=-1",
            "-Asuspendable.split=12345678901",
            "-Asuspendable.dump",
            "-Asuspendable.dump=pom.xml",
            "-Asuspendable.DIRECT=file")) {
      Javac.Result result =
          new Javac().options(option).source("app/Host.java", HOST).suspendable().run();

      assertThat(result.success()).isFalse();
      assertThat(result.messages())
          .singleElement()
          .extracting(Javac.Message::text)
          .isEqualTo("there is no option " + option.replaceFirst("=$", "") + options);
    }
  }

  @Test
  void optionsOfOthersAreTheirs() {
    Javac.Result result =
        new Javac()
            .options("-Asuspendable=x", "-Asuspendables.direct=y", "-Aother=z")
            .options("-Asuspendable.direct=file", "-Asuspendable.split=300")
            .source("app/Host.java", HOST)
            .suspendable()
            .run();

    assertThat(result.success()).isTrue();
    assertThat(messages(result))
        .singleElement()
        .asString()
        .contains("not recognized", "suspendables.direct", "other")
        .doesNotContain("suspendable.direct", "suspendable.split");
  }

  @Test
  void methodBeyondLimits() {
    // One statement is not split, and its variables have longer instructions in the frame.
    String more = "if (x > 0) {\n" + "x = x + x + x + x;\n".repeat(7000) + "}\n";
    Javac.Result result =
        new Javac()
            .options("-Xlint:all")
            .source("app/Host.java", HOST.replace("/* more */", more))
            .suspendable()
            .run();

    assertThat(result.success()).isFalse();
    assertThat(messages(result))
        .containsExactly(
            "7:17: ERROR: the state machine of this method is larger than a class file allows;"
                + " move long statements out of the method"
                + " [suspendable:method-beyond-limits]");
  }

  /** Each thread finds problems of its own frames. */
  @Test
  void methodsBeyondLimitsOnSeveralThreads() {
    String more = "if (x > 0) {\n" + "x = x + x + x + x;\n".repeat(7000) + "}\n";
    Javac javac = new Javac().options("-Asuspendable.threads=2");
    for (String name : List.of("A", "B", "C")) {
      String host = HOST.replace("Host", name);
      javac.source(
          "app/" + name + ".java", name.equals("B") ? host : host.replace("/* more */", more));
    }
    Javac.Result result = javac.suspendable().run();

    assertThat(result.success()).isFalse();
    assertThat(messages(result))
        .hasSize(2)
        .allMatch(text -> text.startsWith("7:17: ERROR: the state machine of this method"));
    assertThat(result.messages())
        .extracting(Javac.Message::file)
        .containsExactlyInAnyOrder("app/A.java", "app/C.java");
  }

  /** An environment that does not let us through to javac, as other compilers' do. */
  private static ProcessingEnvironment opaque(ProcessingEnvironment environment) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            OtherDiagnosticsTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            (proxy, method, arguments) -> method.invoke(environment, arguments));
  }

  @Test
  void notJavac() {
    Javac.Result result =
        new Javac()
            .source("app/Host.java", HOST)
            .processor(new WrappedProcessor(OtherDiagnosticsTest::opaque))
            .run();

    assertThat(messages(result))
        .singleElement()
        .asString()
        .matches(
            "7:17: ERROR: Suspendable needs javac: this compiler does not show its trees \\(.*\\);"
                + " compile with the JDK's javac, for instance through Maven's default compiler"
                + " \\[suspendable:not-javac]");
  }

  @Test
  void internalErrors() {
    assertThat(Diagnostic.INTERNAL.message("java.lang.NullPointerException at …"))
        .isEqualTo(
            "Suspendable cannot read this method; this is a bug of Suspendable, please report it"
                + " with the method's source and this: java.lang.NullPointerException at …"
                + " [suspendable:internal]");
    assertThat(Diagnostic.INTERNAL_FRAME.message("cannot find symbol"))
        .isEqualTo(
            "Suspendable generates code for this method that does not compile; this is a bug of"
                + " Suspendable, please report it with the method's source and this: cannot find"
                + " symbol [suspendable:internal-frame]");
    assertThat(Diagnostic.INTERNAL_BIND.message("no class file"))
        .isEqualTo(
            "Suspendable cannot bind the generated code to this method; this is a bug of"
                + " Suspendable, please report it with the method's source and this: no class file"
                + " [suspendable:internal-bind]");
  }
}
