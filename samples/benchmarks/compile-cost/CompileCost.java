import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures the cost of the processor at compile time. Run by compile-cost.sh, which says what the
 * arguments are.
 *
 * <p>Projects of 1 to 1,000 coroutines are compiled by javac alone and with the processor: cold, as
 * processes, and warm, over and over in one JVM. Then one method grows, from 10 awaits to 1,000. If
 * there are two processors, a project is compiled with both, each against its own runtime.
 *
 * <p>The compilations take turns, and medians are compared. CPU time is given beside wall-clock
 * time, because javac compiles with one thread while the JVM compiles javac with others.
 */
final class CompileCost {
  private static final int[] METHODS = {1, 10, 50, 1000};
  private static final int[] AWAITS = {10, 100, 300, 500, 1000};

  private final Path javaHome;
  private final int runs;
  private final Map<String, Version> versions;
  private final Path work;

  /** One side of the comparison: jars of one commit. */
  private record Version(String classPath, String processor) {}

  private CompileCost(Path javaHome, int runs, Map<String, Version> versions, Path work) {
    this.javaHome = javaHome;
    this.runs = runs;
    this.versions = versions;
    this.work = work;
  }

  /** Arguments: JDK, its version, runs, result, then for each version: name, class path, processor. */
  public static void main(String[] args) throws Exception {
    Map<String, Version> versions = new LinkedHashMap<>();
    for (int i = 4; i < args.length; i += 3) {
      versions.put(args[i], new Version(args[i + 1], args[i + 2]));
    }
    Path work = Files.createTempDirectory("compile-cost");
    try {
      String json =
          new CompileCost(Path.of(args[0]), Integer.parseInt(args[2]), versions, work)
              .measure(args[1]);
      Files.createDirectories(Path.of(args[3]).toAbsolutePath().getParent());
      Files.writeString(Path.of(args[3]), json);
      System.out.print(json);
    } finally {
      Folders.delete(work);
    }
  }

  private String measure(String jdk) throws Exception {
    List<String> projects = new ArrayList<>();
    for (int methods : METHODS) {
      Path project = Sources.project(work.resolve("project-" + methods), methods);
      projects.add(entry(methods + " cold", cold(project, methods > 100 ? few() : runs)));
      projects.add(entry(methods + " warm", warm(project, methods)));
    }
    List<String> growing = new ArrayList<>();
    for (int awaits : AWAITS) {
      Path one = Sources.longMethod(work.resolve("awaits-" + awaits), awaits);
      growing.add(entry("1 method, " + awaits + " awaits", cold(one, few())));
    }
    return "{\n \"jdk\": \"%s\",\n \"runs\": %d,\n \"projects\": [%s],\n \"entries\": [%s]\n}\n"
        .formatted(jdk, runs, lines(projects), lines(growing));
  }

  /** How often what takes long is compiled. */
  private int few() {
    return (runs + 1) / 2;
  }

  private static String lines(List<String> entries) {
    return "\n  " + String.join(",\n  ", entries) + "\n ";
  }

  // ---- Measuring. The keys of a result: name of a version, or "alone".

  private Map<String, double[]> cold(Path project, int times) throws Exception {
    Map<String, List<double[]>> found = new LinkedHashMap<>();
    Version first = versions.values().iterator().next();
    for (int run = 0; run < times; run++) {
      List<String> alone = new ArrayList<>(List.of("-cp", first.classPath));
      alone.addAll(WarmRun.ALONE);
      add(found, "alone", once(project, alone));
      for (Map.Entry<String, Version> version : versions.entrySet()) {
        Version it = version.getValue();
        Path out = work.resolve("out");
        List<String> options =
            List.of("-cp", it.classPath, "-processorpath", it.processor, "-s", out.toString());
        add(found, version.getKey(), once(project, options));
      }
      System.err.printf("%s, cold: %d of %d%n", project.getFileName(), run + 1, times);
    }
    return medians(found);
  }

  private double[] once(Path project, List<String> options) throws Exception {
    return ColdRun.measure(javaHome.resolve("bin/javac"), options, project, work);
  }

  private Map<String, double[]> warm(Path project, int methods) throws Exception {
    int warmUps = methods > 100 ? few() : 4 * runs;
    int measured = methods > 100 ? few() : 2 * runs;
    Map<String, List<double[]>> found = new LinkedHashMap<>();
    for (Map.Entry<String, Version> version : versions.entrySet()) {
      Version it = version.getValue();
      List<String> command = new ArrayList<>();
      command.add(javaHome.resolve("bin/java").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "WarmRun"));
      command.addAll(List.of(it.classPath, it.processor, work.resolve("out").toString()));
      command.addAll(List.of(project.toString(), "" + warmUps, "" + measured));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      for (String line : process.inputReader().lines().toList()) {
        double[] time = Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        // Each JVM has its own time alone, because each is warm in its own way.
        add(found, "alone " + version.getKey(), new double[] {time[0], time[1]});
        add(found, version.getKey(), new double[] {time[2], time[3]});
      }
      System.err.printf("%s, warm: %s%n", project.getFileName(), version.getKey());
    }
    return medians(found);
  }

  private static void add(Map<String, List<double[]>> found, String key, double[] time) {
    if (time == null) {
      throw new IllegalStateException(key + " does not compile");
    }
    found.computeIfAbsent(key, it -> new ArrayList<>()).add(time);
  }

  private static Map<String, double[]> medians(Map<String, List<double[]>> found) {
    Map<String, double[]> medians = new LinkedHashMap<>();
    found.forEach(
        (key, times) -> {
          double[] columns = new double[times.get(0).length];
          Arrays.setAll(columns, column -> median(times, column));
          medians.put(key, columns);
        });
    return medians;
  }

  private static double median(List<double[]> times, int column) {
    double[] sorted = times.stream().mapToDouble(t -> t[column]).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String entry(String name, Map<String, double[]> medians) {
    return "{\"name\": \"%s\", %s}"
        .formatted(
            name,
            medians.entrySet().stream()
                .map(it -> "\"%s\": %s".formatted(it.getKey(), numbers(it.getValue())))
                .collect(Collectors.joining(", ")));
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> String.format(Locale.ROOT, value < 1000 ? "%.4f" : "%.0f", value))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
