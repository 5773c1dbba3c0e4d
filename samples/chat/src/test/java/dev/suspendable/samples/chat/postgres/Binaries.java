package dev.suspendable.samples.chat.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, from an archive on the class path. */
final class Binaries {
  static final String ADVICE =
      "See samples/chat/README.md: -Dchat.postgres.url=jdbc:postgresql://… names a server to use"
          + " instead, and -Dchat.postgres=off leaves these tests out.";

  private Binaries() {}

  /** Unpacks the programs for this system; all users may read and run them. */
  static void unpack(Path target) throws IOException {
    String archive = archive();
    try (InputStream packed = Binaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new IOException(
            "The class path has no PostgreSQL for this system: no " + archive + ". " + ADVICE);
      }
      var tar =
          new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)));
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        unpack(entry, tar, target);
      }
    }
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "/postgres-"
        + (system.startsWith("mac") ? "darwin" : system.split(" ")[0])
        + "-"
        + switch (processor) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> processor;
        }
        + ".txz";
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("outside of the target: " + entry.getName());
    }
    if (entry.isDirectory()) {
      directory(file);
    } else if (entry.isSymbolicLink()) {
      directory(file.getParent());
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      directory(file.getParent());
      Files.copy(content, file);
      boolean isProgram = (entry.getMode() & 0111) != 0;
      permit(file, isProgram ? "rwxr-xr-x" : "rw-r--r--");
    }
  }

  private static void directory(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      directory(directory.getParent());
      Files.createDirectory(directory);
      permit(directory, "rwxr-xr-x");
    }
  }

  /** Whatever the umask is: a server that root starts runs as another user. */
  static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  static void delete(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
