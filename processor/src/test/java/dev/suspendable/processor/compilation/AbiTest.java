package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.processor.model.Abi;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Classes that were compiled before run on this runtime as long as the version of the binary
 * interface is the same, and say so clearly when it is not.
 */
final class AbiTest {
  /** Classes compiled when the version was new. {@code -Dabi.update=true} writes them. */
  private static final String COMPILED = "abi/version-" + Abi.VERSION + ".zip";

  private static final String HOST =
      """
      package app;

      import static dev.suspendable.Coroutines.await;
      import static dev.suspendable.Coroutines.yieldAll;
      import static dev.suspendable.Coroutines.yieldValue;

      import dev.suspendable.Generator;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      import java.util.ArrayList;
      import java.util.List;
      import java.util.concurrent.CompletableFuture;

      public class Host {
        static final List<Object> trace = new ArrayList<>();

        @Suspendable
        static Generator.OfInt numbers(int n) {
          for (int i = 0; i < n; i++) {
            yieldValue(i);
          }
          return Generator.OfInt.end();
        }

        @Suspendable
        static Generator<String> words() {
          try {
            yieldValue("a");
            yieldAll(more());
          } finally {
            trace.add("closed");
          }
          return Generator.end();
        }

        @Suspendable
        static Generator<String> more() {
          yieldValue("b");
          yieldValue("c");
          return Generator.end();
        }

        @Suspendable
        static Task<Integer> recursive(int n, CompletableFuture<Integer> end) {
          return Task.of(n == 0 ? await(end) : n + await(recursive(n - 1, end)));
        }

        @Suspendable
        static CompletableFuture<String> future(CompletableFuture<Integer> end) {
          String result = "";
          try {
            result += await(Other.guarded(end));
            result += await(recursive(3, end));
          } catch (IllegalStateException e) {
            result += e.getMessage();
          } finally {
            result += await(Task.of("!"));
          }
          return CompletableFuture.completedFuture(result);
        }

        public static String run() throws Exception {
          for (int i : numbers(3)) {
            trace.add(i);
          }
          numbers(3).forEachRemaining((int i) -> trace.add(i));
          words().forEachRemaining(trace::add);
          try (Generator<String> closed = words()) {
            trace.add(closed.next());
          }
          trace.add(Task.syncWait(recursive(10_000, CompletableFuture.completedFuture(1))));
          CompletableFuture<Integer> end = new CompletableFuture<>();
          CompletableFuture<String> result = future(end);
          trace.add(result.isDone());
          end.complete(7);
          trace.add(result.get());
          CompletableFuture<Integer> failing = new CompletableFuture<>();
          CompletableFuture<String> failed = future(failing);
          failing.completeExceptionally(new IllegalStateException("failed"));
          trace.add(failed.get());
          trace.add(Task.syncWait(Task.whenAll(Other.guarded(end), recursive(2, end))));
          return trace.toString();
        }
      }
      """;

  private static final String OTHER =
      """
      package app;

      import static dev.suspendable.Coroutines.await;

      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      import java.util.concurrent.CompletableFuture;

      class Other {
        interface Last {
          @Suspendable
          Task<Integer> last(int i);
        }

        @Suspendable
        static Task<Integer> guarded(CompletableFuture<Integer> end) {
          int sum = 0;
          for (int i = 0; i < 2; i++) {
            switch (await(end)) {
              case 7 -> sum += await(end);
              default -> sum--;
            }
          }
          Last last = i -> Task.of(await(end) + i);
          return Task.of(sum + await(last.last(1)));
        }
      }
      """;

  private static final String RESULT =
      "[0, 1, 2, 0, 1, 2, a, b, c, closed, a, closed, 50005001, false, 2213!, failed!, [22, 10]]";

  private static Map<String, byte[]> compiled() {
    Javac.Result result =
        new Javac()
            .source("app/Host.java", HOST)
            .source("app/Other.java", OTHER)
            .suspendable()
            .run();
    assertThat(result.success()).as("%s", result.messages()).isTrue();
    Map<String, byte[]> classes = new TreeMap<>(result.classes());
    classes.keySet().removeIf(path -> !path.endsWith(".class"));
    return classes;
  }

  private static Object run(Map<String, byte[]> classes) throws Throwable {
    try {
      return new MemoryLoader(classes).loadClass("app.Host").getMethod("run").invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void classesCompiledBefore() throws Throwable {
    if (Boolean.getBoolean("abi.update")) {
      write(compiled(), Path.of("src", "test", "resources").resolve(COMPILED));
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(
            Objects.requireNonNull(
                AbiTest.class.getResourceAsStream("/" + COMPILED),
                "the version is new: run this test with -Dabi.update=true, see CONTRIBUTING.md"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        classes.put(entry.getName(), zip.readAllBytes());
      }
    }

    assertThat(run(classes)).isEqualTo(RESULT);
    assertThat(run(compiled())).isEqualTo(RESULT);
  }

  @Test
  void classesOfAnotherVersion() {
    Map<String, byte[]> classes = compiled();
    classes.replaceAll((path, bytes) -> withVersion(bytes, Opcodes.ICONST_5));

    assertThatThrownBy(() -> run(classes))
        .isInstanceOf(IncompatibleClassChangeError.class)
        .hasMessageContaining("app.Host$$numbers$")
        .hasMessageContaining(
            "was compiled by a suspendable-processor with version 5 of the binary interface, but"
                + " this suspendable-runtime has version "
                + Abi.VERSION
                + "; take the same version of both, and compile again");
  }

  /** The class as a processor of another version would have made it. */
  private static byte[] withVersion(byte[] bytes, int constant) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode each : method.instructions) {
        if (each instanceof MethodInsnNode call && call.name.equals(Abi.REQUIRE_ABI)) {
          method.instructions.set(each.getPrevious(), new InsnNode(constant));
        }
      }
    }
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static void write(Map<String, byte[]> classes, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> each : classes.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
  }
}
