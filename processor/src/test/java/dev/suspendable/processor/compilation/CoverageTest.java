package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
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

  /** Methods of the host that hold a coroutine's body. */
  private static final Pattern MOVED =
      Pattern.compile("(lambda\\$)?(?<coroutine>[a-z]+)\\$[\\w$]*");

  /** Whose lines are the user's, by coroutine. None is in a frame. */
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
              for (String name : countedIn(type)) {
                assertThat(path).as(name).doesNotContain("$$");
                Matcher moved = MOVED.matcher(name);
                if (moved.matches()) {
                  counted
                      .computeIfAbsent(moved.group("coroutine"), key -> new ArrayList<>())
                      .add(moved.group(1) == null ? moved.group() : "lambda");
                }
              }
            });
    return counted;
  }

  private static List<String> countedIn(ClassNode type) {
    List<String> names = new ArrayList<>();
    for (MethodNode method : type.methods) {
      // Tools for coverage pass synthetic methods over, but for lambdas.
      boolean isSynthetic =
          (method.access & Opcodes.ACC_SYNTHETIC) != 0 && !method.name.startsWith("lambda$");
      boolean isGenerated =
          method.invisibleAnnotations != null
              && method.invisibleAnnotations.stream()
                  .anyMatch(each -> each.desc.endsWith("/GeneratedCode;"));
      if (!isGenerated && !isSynthetic) {
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
                "work", List.of("lambda", "work$direct", "work$step"),
                "other", List.of("other$direct", "other$step"),
                "numbers", List.of("numbers$step", "numbers$stepTo")));
  }

  @Test
  void parts() {
    assertThat(counted("-Asuspendable.split=0").get("numbers"))
        .contains("numbers$step", "numbers$stepTo");
  }
}
