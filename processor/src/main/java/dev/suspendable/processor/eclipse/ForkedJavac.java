package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.eclipse.JavacRun.Result;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * javac in a JVM of its own: that of the project's JDK. What to do and what has come of it are in
 * files, because other processors may print.
 */
public final class ForkedJavac {
  private ForkedJavac() {}

  /**
   * Runs javac in a process of its own.
   *
   * @param java the command
   * @param processorPath has this class
   * @param folder for the files
   */
  static Result run(JavacRun run, Path java, List<Path> processorPath, Path folder)
      throws IOException {
    Path task = folder.resolve("task");
    Path result = folder.resolve("result");
    Path log = folder.resolve("log");
    Files.deleteIfExists(result);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(task))) {
      run.write(out);
    }
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                processorPath.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                ForkedJavac.class.getName(),
                task.toString(),
                result.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while javac was running");
    } finally {
      process.destroy();
    }
    if (!Files.exists(result)) {
      return JavacRun.failure(java + " failed: " + Files.readString(log).strip());
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(result))) {
      return Result.read(in);
    }
  }

  /**
   * The entry of the process.
   *
   * @param arguments the two files
   */
  public static void main(String[] arguments) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    Result result;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(Path.of(arguments[0])))) {
      JavacRun run = JavacRun.read(in);
      result =
          javac == null
              ? JavacRun.failure(System.getProperty("java.home") + " has no javac")
              : run.in(javac);
    }
    Path complete = Path.of(arguments[1]);
    Path written = complete.resolveSibling("result.part");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(written))) {
      result.write(out);
    }
    Files.move(written, complete);
  }
}
