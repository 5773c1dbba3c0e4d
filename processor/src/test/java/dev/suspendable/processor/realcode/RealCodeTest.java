package dev.suspendable.processor.realcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.realcode.Compiling.Result;
import dev.suspendable.processor.realcode.LibraryTests.Outcomes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests of libraries whose methods have become coroutines: see REAL-CODE.md. Each library
 * is compiled as it is, rewritten but without the processor, where awaits are the identity, and
 * rewritten with it; what fails in the last case only is ours.
 */
@Tag("real-code")
final class RealCodeTest {
  private static final Path HOME = Path.of("target", "real-code").toAbsolutePath();
  private static final String LIBRARIES =
      "commons-codec,commons-text,commons-collections4,commons-lang3,commons-cli,commons-csv,"
          + "commons-jexl3,commons-numbers,commons-geometry";

  private final List<String> report = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @Test
  void librariesPassTheirTests() throws IOException, InterruptedException {
    for (String name : each("real.libraries", LIBRARIES)) {
      Path home = Path.of(System.getProperty("real.home", HOME.toString())).resolve(name);
      Library library = new Library(home, home.resolveSibling("dependencies"));
      Original original = new Original(library);
      for (String seed : each("real.seeds", "1")) {
        test(original, Long.parseLong(seed));
      }
    }
    assertThat(failures).isEmpty();
  }

  private static String[] each(String property, String otherwise) {
    return System.getProperty(property, otherwise).split(",");
  }

  private static Path workOf(Library library, String name) throws IOException {
    Path work = library.home().resolve(name + "-" + Runtime.version().feature());
    Folders.delete(work);
    return Files.createDirectories(work);
  }

  /** A library as it is. */
  private static final class Original {
    private final Library library;
    private final Map<String, String> sources;
    private final String classPath;
    private final Result compiled;
    private final Path testClasses;
    private final Path classes;
    private final Path work;
    private @Nullable Outcomes outcomes;

    Original(Library library) throws IOException {
      this.library = library;
      work = workOf(library, "original");
      sources = Library.sources(library.main());
      classPath = library.classPath() + File.pathSeparator + LibraryTests.runtime();
      classes = work.resolve("main/classes");
      compiled = Compiling.compile(sources, classPath, classes, false);
      assertThat(compiled.errors()).as("errors in %s", library).isEmpty();
      testClasses = work.resolve("tests/classes");
    }

    Outcomes outcomes() throws IOException, InterruptedException {
      if (outcomes == null) {
        Result tests =
            Compiling.compile(
                Library.sources(library.test()),
                classes + File.pathSeparator + classPath,
                testClasses,
                false);
        assertThat(tests.errors()).as("errors in the tests of %s", library).isEmpty();
        outcomes = run(classes, work, "ready");
      }
      return outcomes;
    }

    Outcomes run(Path classes, Path work, String awaits) throws IOException, InterruptedException {
      return LibraryTests.run(library, classes, testClasses, work, awaits);
    }
  }

  private void test(Original original, long seed) throws IOException, InterruptedException {
    Library library = original.library;
    Path work = workOf(library, "seed-" + seed);
    report.clear();
    say(library.name() + ", seed " + seed + ", JDK " + Runtime.version().feature());

    RewrittenLibrary rewritten = new RewrittenLibrary(original.sources, original.classPath, seed);
    Path plainClasses = work.resolve("plain/classes");
    Path classes = work.resolve("suspendable/classes");
    Result suspendable = rewritten.compile(classes);
    Result plain = Compiling.compile(rewritten.sources(), original.classPath, plainClasses, false);
    assertThat(plain.errors()).isEmpty();
    Folders.write(work.resolve("sources"), rewritten.sources());
    rewritten.describe().forEach(this::say);
    suspendable.warnings().forEach(warning -> say("  warning: " + warning));
    say(
        "seconds of processor time to compile: "
            + original.compiled.time().toSeconds()
            + " as it is, "
            + plain.time().toSeconds()
            + " rewritten, "
            + suspendable.time().toSeconds()
            + " with the processor");
    rewritten.bugs().forEach(bug -> fail(library.name() + ", seed " + seed + ": " + bug));

    say("as it is", original.outcomes());
    Outcomes before = original.run(plainClasses, work.resolve("plain"), "ready");
    say("rewritten", before);
    compare(original.outcomes(), before).forEach(each -> say("  not the processor's: " + each));
    for (String awaits : each("real.awaits", "mixed")) {
      Outcomes after = original.run(classes, work.resolve("suspendable"), awaits);
      say("with the processor, awaits " + awaits, after);
      compare(before, after).forEach(this::fail);
    }
    Files.write(work.resolve("report.txt"), report);
  }

  /** What passed and passes no more. */
  private static List<String> compare(Outcomes before, Outcomes after) {
    List<String> worse = new ArrayList<>();
    for (String test : new TreeSet<>(before.byTest().keySet())) {
      String outcome = after.byTest().getOrDefault(test, "not run");
      if (before.byTest().get(test).equals("passed") && !outcome.equals("passed")) {
        worse.add(test + " " + outcome);
      }
    }
    return worse;
  }

  private void say(String run, Outcomes outcomes) {
    say("tests, " + run + ": " + outcomes);
  }

  private void fail(String failure) {
    say("  FAILED " + failure);
    failures.add(failure);
  }

  private void say(String line) {
    System.out.println("real code: " + line);
    report.add(line);
  }
}
