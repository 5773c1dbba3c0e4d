import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The sources that are compiled: ordinary code in which every method is a coroutine. */
final class Sources {
  private static final int METHODS_OF_CLASS = 10;

  private Sources() {}

  /** Writes a project of so many coroutines, ten in a class. */
  static Path project(Path root, int methods) throws IOException {
    int classes = (methods + METHODS_OF_CLASS - 1) / METHODS_OF_CLASS;
    for (int c = 0; c < classes; c++) {
      int here = Math.min(METHODS_OF_CLASS, methods - c * METHODS_OF_CLASS);
      write(root, "Service" + c, service(c, classes, here));
    }
    return root;
  }

  /** Writes a project with one coroutine that awaits so many times. */
  static Path longMethod(Path root, int awaits) throws IOException {
    String name = "Long" + awaits;
    StringBuilder text = new StringBuilder(HEADER.formatted(name));
    text.append(
        "\n  @Suspendable\n  Task<Integer> all(Task<Integer>[] tasks) {\n    int sum = 0;\n");
    IntStream.range(0, awaits)
        .forEach(i -> text.append("    sum += await(tasks[%d]);\n".formatted(i)));
    write(root, name, text.append("    return Task.of(sum);\n  }\n}\n").toString());
    return root;
  }

  private static void write(Path root, String name, String text) throws IOException {
    Path folder = root.resolve("app");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".java"), text);
  }

  private static String service(int c, int classes, int methods) {
    StringBuilder text = new StringBuilder(HEADER.formatted("Service" + c));
    for (int m = 0; m < methods; m++) {
      text.append(BODIES[m % BODIES.length].formatted(m, (c + 1) % classes));
    }
    return text.append("}\n").toString();
  }

  private static final String HEADER =
      """
      package app;

      import static dev.suspendable.Coroutines.await;
      import static dev.suspendable.Coroutines.yieldValue;

      import dev.suspendable.Generator;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      import java.io.IOException;
      import java.util.ArrayList;
      import java.util.List;
      import java.util.Map;
      import java.util.concurrent.CompletableFuture;

      class %s {
        private final Map<String, CompletableFuture<String>> source = Map.of();
        private int calls;

      """;

  /** Ordinary code: loops, conditions, exceptions, calls of each other. */
  private static final String[] BODIES = {
    """

      @Suspendable
      Task<String> fetch%1$d(String key) throws IOException {
        calls++;
        CompletableFuture<String> found = source.get(key);
        if (found == null) {
          throw new IOException("no " + key);
        }
        return Task.of(await(found, IOException.class).trim());
      }
    """,
    """

      @Suspendable
      Task<List<String>> all%1$d(List<String> keys, Service%2$d other) {
        List<String> values = new ArrayList<>();
        for (String key : keys) {
          try {
            values.add(await(other.fetch0(key)));
          } catch (IOException e) {
            values.add("missing: " + e.getMessage());
          } finally {
            calls++;
          }
        }
        return Task.of(values);
      }
    """,
    """

      @Suspendable
      Task<Integer> total%1$d(int n, Service%2$d other) {
        int total = 0;
        for (int i = 0; i < n; i++) {
          int part = await(other.total2(i, other.peer2()));
          total += part %% 2 == 0 ? part : -part;
          if (total > 1000) {
            break;
          }
        }
        return Task.of(total);
      }

      Service%2$d peer%1$d() {
        return new Service%2$d();
      }
    """,
    """

      @Suspendable
      Generator<String> words%1$d(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
          if (i == text.length() || text.charAt(i) == ' ') {
            if (i > start) {
              yieldValue(text.substring(start, i));
            }
            start = i + 1;
          }
        }
        return Generator.end();
      }
    """,
    """

      @Suspendable
      Task<String> first%1$d(List<String> keys) {
        String best = keys.isEmpty() ? "" : keys.get(0);
        while (!best.isEmpty() && calls < 10) {
          switch (best.charAt(0)) {
            case 'a':
              best = await(source.get(best));
              break;
            case 'b':
              best += await(source.get("b"));
              break;
            default:
              return Task.of(best);
          }
        }
        return Task.of(best);
      }
    """,
  };
}
