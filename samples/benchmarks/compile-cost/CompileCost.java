import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the cost of the processor at compile time: a project with 1,000 suspendable methods, javac alone
 * against javac with the processor, as whole processes; then one method that grows, from 10 awaits
 * to 1,000. Run by compile-cost.sh, which says what the arguments are.
 *
 * <p>Both compilations see the same sources and class path. The two kinds of runs alternate, and
 * medians are compared. CPU time is given beside wall-clock time, because javac compiles with one
 * thread while the JVM compiles javac with others.
 */
final class CompileCost {
  private static final int CLASSES = 100;
  private static final int METHODS = 10;
  private static final int[] AWAITS = {10, 100, 300, 500, 1000};

  private final Path javac;
  private final String classPath;
  private final String processor;
  private final int runs;
  private final Path work;

  private CompileCost(Path javac, String classPath, String processor, int runs, Path work) {
    this.javac = javac;
    this.classPath = classPath;
    this.processor = processor;
    this.runs = runs;
    this.work = work;
  }

  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("compile-cost");
    try {
      CompileCost cost =
          new CompileCost(
              Path.of(args[0], "bin", "javac"), args[1], args[2], Integer.parseInt(args[3]), work);
      String json = cost.measure(args[4]);
      Files.createDirectories(Path.of(args[5]).toAbsolutePath().getParent());
      Files.writeString(Path.of(args[5]), json);
      System.out.print(json);
    } finally {
      delete(work);
    }
  }

  private String measure(String jdk) throws Exception {
    List<String> entries = new ArrayList<>();
    Path project = work.resolve("project");
    for (int c = 0; c < CLASSES; c++) {
      write(project, "Service" + c, service(c));
    }
    entries.add(compare("1000 methods", project));
    for (int awaits : AWAITS) {
      Path one = work.resolve("awaits-" + awaits);
      write(one, "Long" + awaits, method("Long" + awaits, awaits));
      entries.add(compare("1 method, " + awaits + " awaits", one));
    }
    return "{\n \"jdk\": \""
        + jdk
        + "\",\n \"runs\": "
        + runs
        + ",\n \"entries\": [\n  "
        + String.join(",\n  ", entries)
        + "\n ]\n}\n";
  }

  // ---- Sources.

  private static void write(Path root, String name, String text) throws IOException {
    Path folder = root.resolve("app");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".java"), text);
  }

  private static String service(int c) {
    StringBuilder text = new StringBuilder(HEADER.formatted("Service" + c));
    for (int m = 0; m < METHODS; m++) {
      text.append(BODIES[m % BODIES.length].formatted(m, (c + 1) % CLASSES));
    }
    return text.append("}\n").toString();
  }

  private static String method(String name, int awaits) {
    StringBuilder text = new StringBuilder(HEADER.formatted(name));
    text.append(
        "\n  @Suspendable\n  Task<Integer> all(Task<Integer>[] tasks) {\n    int sum = 0;\n");
    IntStream.range(0, awaits)
        .forEach(i -> text.append("    sum += await(tasks[%d]);\n".formatted(i)));
    return text.append("    return Task.of(sum);\n  }\n}\n").toString();
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

  // ---- Measuring.

  private String compare(String name, Path sources) throws Exception {
    List<double[]> alone = new ArrayList<>();
    List<double[]> with = new ArrayList<>();
    long bytesAlone = 0;
    long bytesWith = 0;
    for (int run = 0; run < runs; run++) {
      Path out = Files.createDirectories(work.resolve("out"));
      double[] time = compile(sources, out, List.of("-proc:none"));
      bytesAlone = size(out);
      delete(out);
      if (time != null) {
        alone.add(time);
      }
      Files.createDirectories(out);
      time = compile(sources, out, List.of("-processorpath", processor, "-s", out.toString()));
      bytesWith = size(out);
      delete(out);
      if (time == null) {
        return "{\"name\": \"%s\", \"error\": \"does not compile\"}".formatted(name);
      }
      with.add(time);
      System.err.printf("%s: run %d of %d%n", name, run + 1, runs);
    }
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"alone\": %.2f, \"with\": %.2f, \"cpuAlone\": %.2f,"
            + " \"cpuWith\": %.2f, \"bytesAlone\": %d, \"bytesWith\": %d}",
        name,
        median(alone, 0),
        median(with, 0),
        median(alone, 1),
        median(with, 1),
        bytesAlone,
        bytesWith);
  }

  /** Seconds on the clock and seconds of CPU, or null if there were errors. */
  private double[] compile(Path sources, Path out, List<String> options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >&2", "bash"));
    command.addAll(List.of(javac.toString(), "-nowarn", "-cp", classPath, "-d", out.toString()));
    command.addAll(options);
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().forEach(command::add);
    }
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = process.errorReader().lines().collect(Collectors.toList());
    if (process.waitFor() != 0) {
      lines.stream().limit(5).forEach(System.err::println);
      return null;
    }
    double[] time =
        Arrays.stream(lines.get(lines.size() - 1).replace(',', '.').split(" "))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return new double[] {time[0], time[1] + time[2]};
  }

  private static double median(List<double[]> times, int column) {
    double[] sorted = times.stream().mapToDouble(t -> t[column]).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".class")).mapToLong(CompileCost::size1).sum();
    }
  }

  private static long size1(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
