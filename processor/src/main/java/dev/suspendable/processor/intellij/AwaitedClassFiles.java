package dev.suspendable.processor.intellij;

import dev.suspendable.processor.classfile.Extent;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.Handover;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Class files have got to the builder already, unbound. They are read when the builder has written
 * them to disk, and handed over once more: it keeps what it gets last for a class. It may write
 * them in another process, so a file may be missing, incomplete, or from an earlier build.
 */
final class AwaitedClassFiles implements Handover {
  private static final long INTERVAL_MILLIS = 2;

  private final BuilderFiles files;
  private final Duration longestWait;
  private final Map<String, byte[]> known = new HashMap<>();

  /** The file from before javac wrote a class, by path; empty if there was none. */
  private final Map<Path, String> before = new HashMap<>();

  private @Nullable Long deadline;

  /**
   * Class files that are awaited.
   *
   * @param longestWait for all classes together
   */
  AwaitedClassFiles(BuilderFiles files, Duration longestWait) {
    this.files = files;
    this.longestWait = longestWait;
  }

  @Override
  public void started(
      String binaryName, String outermostName, @Nullable JavaFileObject source, boolean isBound) {
    try {
      Path file = BuilderFiles.path(files.output(binaryName, source));
      before.put(file, version(file));
    } catch (IOException e) {
      // javac will meet the same problem, and report it.
    }
  }

  /**
   * Tells two versions of a file apart; empty if there is no file. A clock would not do: the times
   * of files are behind it by some milliseconds.
   */
  private static String version(Path file) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  @Override
  public byte[] read(GeneratedClass type) throws IOException {
    byte[] bytes = known.get(type.binaryName());
    if (bytes == null) {
      bytes = await(file(type));
      known.put(type.binaryName(), bytes);
    }
    return bytes;
  }

  private byte[] await(Path file) throws IOException {
    if (deadline == null) {
      deadline = System.nanoTime() + longestWait.toNanos();
    }
    while (true) {
      byte[] bytes = readIfNew(file);
      if (bytes != null && Extent.isComplete(bytes)) {
        return bytes;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(obstacle());
      }
      try {
        Thread.sleep(INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for " + file);
      }
    }
  }

  private byte @Nullable [] readIfNew(Path file) throws IOException {
    String now = version(file);
    return now.isEmpty() || now.equals(before.get(file)) ? null : Files.readAllBytes(file);
  }

  @Override
  public String obstacle() {
    return "the builder has not written it to disk within " + longestWait.toSeconds() + " seconds";
  }

  @Override
  public Path file(GeneratedClass type) throws IOException {
    return BuilderFiles.path(files.output(type.binaryName(), type.source()));
  }

  @Override
  public void write(GeneratedClass host, String binaryName, byte[] classFile) throws IOException {
    known.put(binaryName, classFile);
    BuilderFiles.write(files.output(binaryName, host.source()), classFile);
  }

  @Override
  public void end(Set<String> unbound) {
    // Nothing is held back.
  }
}
