package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.SuspendableProcessor;
import dev.suspendable.processor.compilation.Javac.Result;
import dev.suspendable.processor.testing.Lombok;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

/** See {@code LombokTest} for what such programs do. */
final class BesideLombokTest {
  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      import lombok.*;
      class Host {
        @SneakyThrows
        @Suspendable
        Task<Integer> work(@NonNull Task<Integer> task) {
          val n = await(task);
          /* more */
          return Task.of(n + 1);
        }
      }
      """;

  private static Result compile(String host, List<Processor> processors) {
    Javac javac =
        new Javac()
            .source("app/Host.java", host)
            .options(
                "-cp",
                Javac.RUNTIME + File.pathSeparator + Javac.placeOf(lombok.Lombok.class).toString());
    processors.forEach(javac::processor);
    return javac.run();
  }

  private static Map<String, String> texts(Map<String, byte[]> files) {
    Map<String, String> texts = new TreeMap<>();
    files.forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.ISO_8859_1)));
    return texts;
  }

  @Test
  void inAnyOrder() {
    Result first = compile(HOST, List.of(new SuspendableProcessor(), Lombok.processor()));
    Result last = compile(HOST, List.of(Lombok.processor(), new SuspendableProcessor()));

    assertThat(first.messages()).isEmpty();
    assertThat(last.messages()).isEmpty();
    assertThat(texts(first.classes())).hasSize(2).isEqualTo(texts(last.classes()));
    assertThat(texts(first.generated())).hasSize(1).isEqualTo(texts(last.generated()));
  }

  /** It is no part of what runs. */
  @Test
  void lombokIsNotCalled() {
    Result result = compile(HOST, List.of(Lombok.processor(), new SuspendableProcessor()));

    assertThat(texts(result.generated()).values()).singleElement().asString().contains("lombok");
    assertThat(texts(result.classes())).hasSizeGreaterThan(1);
    assertThat(texts(result.classes()).values())
        .allSatisfy(text -> assertThat(text).doesNotContain("lombok/Lombok"));
  }

  @Test
  void monitorsAreRefused() {
    Result result =
        compile(
            HOST.replace("@SneakyThrows", "@Synchronized"),
            List.of(Lombok.processor(), new SuspendableProcessor()));

    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith("app/Host.java:10:13: ERROR: a monitor cannot be held across a suspension;");
  }

  @Test
  void whatCannotBeSpeltOut() {
    String host =
        """
        package app;
        import static dev.suspendable.Coroutines.await;
        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        @lombok.experimental.ExtensionMethod(Host.Extensions.class)
        class Host {
          static class Extensions {
            public static String twice(String s) { return s + s; }
          }
          @Suspendable
          Task<String> work(Task<String> task) {
            return Task.of("a".twice().<String>transform(s -> s) + await(task));
          }
        }
        """;
    Result result = compile(host, List.of(Lombok.processor(), new SuspendableProcessor()));

    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith(
            "app/Host.java:12:31: ERROR: another annotation processor has rewritten this, and"
                + " Suspendable cannot tell into what (METHOD_INVOCATION); move what it is about to"
                + " a method that does not suspend [suspendable:rewritten]");
  }
}
