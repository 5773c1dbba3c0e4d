import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compilations one after the other in one JVM, as in an IDE or a build daemon: javac alone and javac
 * with the processor take turns. Each compilation has a file manager of its own, so javac loads the
 * processor from its path each time.
 *
 * <p>Arguments: the class path, the processor, a folder for class files, the folder of the sources,
 * how many turns warm up, how many are measured. Prints a line for each measured turn: seconds on
 * the clock and of CPU alone, and with the processor. The CPU time is that of the whole process,
 * with the threads that compile and collect.
 */
final class WarmRun {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** With a processor path, javac does not start the plugin that misses the processor. */
  static final List<String> ALONE = List.of("-proc:none", "-processorpath", "none");

  private WarmRun() {}

  public static void main(String[] args) throws Exception {
    List<String> both = List.of("-nowarn", "-cp", args[0], "-d", args[2], "-s", args[2]);
    List<String> alone = with(both, ALONE);
    List<String> processor = with(both, List.of("-processorpath", args[1]));
    List<Path> sources = Folders.files(Path.of(args[3]), ".java");
    int warmUps = Integer.parseInt(args[4]);
    int measured = Integer.parseInt(args[5]);
    for (int turn = 0; turn < warmUps + measured; turn++) {
      double[] a = compile(alone, sources, Path.of(args[2]));
      double[] b = compile(processor, sources, Path.of(args[2]));
      if (turn >= warmUps) {
        System.out.println(a[0] + " " + a[1] + " " + b[0] + " " + b[1]);
      }
    }
  }

  private static List<String> with(List<String> options, List<String> more) {
    return Stream.concat(options.stream(), more.stream()).toList();
  }

  private static double[] compile(List<String> options, List<Path> sources, Path out)
      throws IOException {
    Files.createDirectories(out);
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    long cpu = SYSTEM.getProcessCpuTime();
    long time = System.nanoTime();
    boolean success;
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      success =
          javac
              .getTask(
                  null,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(new ArrayList<>(sources)))
              .call();
    }
    time = System.nanoTime() - time;
    cpu = SYSTEM.getProcessCpuTime() - cpu;
    Folders.delete(out);
    if (!success) {
      throw new IllegalStateException("does not compile: " + options);
    }
    return new double[] {time / 1e9, cpu / 1e9};
  }
}
