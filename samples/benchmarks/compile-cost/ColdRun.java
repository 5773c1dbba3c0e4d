import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One compilation by a {@code javac} process of its own, as in a build from the command line. */
final class ColdRun {
  private ColdRun() {}

  /** Seconds on the clock and of CPU, and the bytes of the class files; null if it failed. */
  static double[] measure(Path javac, List<String> options, Path sources, Path work)
      throws Exception {
    Path out = Files.createDirectories(work.resolve("out"));
    try {
      List<String> command =
          new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >&2", "bash"));
      command.addAll(List.of(javac.toString(), "-nowarn", "-d", out.toString()));
      command.addAll(options);
      Folders.files(sources, ".java").forEach(file -> command.add(file.toString()));
      Process process =
          new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      List<String> lines = process.errorReader().lines().toList();
      if (process.waitFor() != 0) {
        lines.stream().limit(5).forEach(System.err::println);
        return null;
      }
      double[] time =
          Arrays.stream(lines.get(lines.size() - 1).replace(',', '.').split(" "))
              .mapToDouble(Double::parseDouble)
              .toArray();
      long bytes = Folders.files(out, ".class").stream().mapToLong(Folders::size).sum();
      return new double[] {time[0], time[1] + time[2], bytes};
    } finally {
      Folders.delete(out);
    }
  }
}
