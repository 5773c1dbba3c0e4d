package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.compilation.Javac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the passes make of the coroutine {@code run} of a class, as text. */
final class Dumped {
  /** In front of the members, in their first line. */
  private static final String HEAD =
      "package p; import static dev.suspendable.Coroutines.*; import dev.suspendable.*;"
          + " import dev.suspendable.annotations.*; import java.util.*; class P { ";

  private final String members;
  private final List<String> options = new ArrayList<>();

  private Dumped(String members) {
    this.members = members;
  }

  /** A class with these members, one of which is {@code run}. */
  static Dumped of(String members) {
    return new Dumped(members);
  }

  Dumped with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** The text behind a pass. */
  String after(String pass) {
    return after(pass, "run");
  }

  /** The text behind a pass over another coroutine. */
  String after(String pass, String method) {
    try {
      Path folder = Files.createTempDirectory("dump");
      try {
        Javac.Result result =
            new Javac()
                .options(options.toArray(String[]::new))
                // What a switch throws that matches nothing depends on the level.
                .options("--release", "17", "-Asuspendable.dump=" + folder)
                .source("p/P.java", HEAD + members + "}")
                .suspendable()
                .run();
        assertThat(result.messages()).isEmpty();
        // The class of the runtime that makes awaiters does not matter here.
        return Files.readString(find(folder, "-" + pass + ".txt", method))
            .replaceAll("\\w+\\.awaiter\\(", "awaiter(");
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path find(Path folder, String name, String method) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(name))
          .filter(file -> file.getParent().toString().contains("$$" + method + "$"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " of " + method));
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
