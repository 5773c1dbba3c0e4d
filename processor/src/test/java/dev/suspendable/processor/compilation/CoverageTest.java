package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What tools that measure coverage are to pass over. */
final class CoverageTest {
  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import static dev.suspendable.Coroutines.yieldValue;
      import dev.suspendable.*;
      import dev.suspendable.annotations.Suspendable;
      class Host {
        @Suspendable
        Task<String> work(Task<String> task) {
          Runnable user = () -> hashCode();
          return Task.of(await(task) + await(other(task)) + user);
        }
        @Suspendable
        private Task<String> other(Task<String> task) {
          return Task.of(await(task));
        }
        @Suspendable
        static Generator<Integer> numbers() {
          yieldValue(1);
          return Generator.end();
        }
      }
      """;

  /** Whose lines are the user's, by coroutine. */
  private static Map<String, List<String>> counted(String... options) {
    Javac.Result result =
        new Javac().source("app/Host.java", HOST).options(options).suspendable().run();
    assertThat(result.messages()).isEmpty();
    Map<String, List<String>> counted = new TreeMap<>();
    result
        .classes()
        .forEach(
            (path, bytes) -> {
              ClassNode type = new ClassNode();
              new ClassReader(bytes).accept(type, 0);
              if (path.contains("$$")) {
                counted.put(path.split("\\$")[2], countedIn(type));
              }
            });
    return counted;
  }

  private static List<String> countedIn(ClassNode type) {
    List<String> names = new ArrayList<>();
    for (MethodNode method : type.methods) {
      boolean isGenerated =
          method.invisibleAnnotations != null
              && method.invisibleAnnotations.stream()
                  .anyMatch(each -> each.desc.endsWith("/GeneratedCode;"));
      if (!isGenerated) {
        names.add(method.name.replaceFirst("\\d+$", ""));
      }
    }
    return names.stream().sorted().toList();
  }

  @Test
  void theBodyInEachForm() {
    assertThat(counted())
        .isEqualTo(
            Map.of(
                "work", List.of("direct", "lambda$direct$", "step"),
                "other", List.of("direct", "step"),
                "numbers", List.of("step", "stepTo")));
  }

  @Test
  void parts() {
    assertThat(counted("-Asuspendable.split=0").get("numbers")).contains("step", "stepTo");
  }
}
