package dev.suspendable.processor.eclipse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The Java installation of a project.
 *
 * @param home its folder
 */
record Jdk(Path home) {
  /** Whether it is the one that this JVM belongs to. */
  boolean isThis() {
    try {
      return Files.isSameFile(home, Path.of(System.getProperty("java.home")));
    } catch (IOException e) {
      return false;
    }
  }

  /** Its version, such as 17; 0 if it does not say. */
  int feature() {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Runtime.Version.parse(version).feature();
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }

  /** Its command that starts a JVM. */
  Path command() {
    Path bin = home.resolve("bin");
    Path windows = bin.resolve("java.exe");
    return Files.exists(windows) ? windows : bin.resolve("java");
  }

  /** Whether it can run javac with the processor. */
  boolean canCompile() {
    return feature() >= 17
        && Files.exists(command())
        && (Files.exists(home.resolve("bin/javac")) || Files.exists(home.resolve("bin/javac.exe")));
  }
}
