package dev.suspendable.processor.realcode;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.processor.compilation.Javac;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A library's own tests, run by a virtual machine of their own. */
final class LibraryTests {
  private static final int MINUTES = 30;

  private LibraryTests() {}

  /** Outcomes of tests by their unique ids: {@code passed}, {@code skipped}, or the failure. */
  record Outcomes(Map<String, String> byTest) {
    @Override
    public String toString() {
      Map<String, Integer> counts = new TreeMap<>();
      byTest.values().forEach(outcome -> counts.merge(outcome.split(":")[0], 1, Integer::sum));
      return byTest.size() + " " + counts;
    }
  }

  /** What rewritten classes need to run. */
  static String runtime() {
    return Javac.placeOf(Task.class)
        + File.pathSeparator
        + Javac.placeOf(Suspendable.class)
        + File.pathSeparator
        + Javac.placeOf(InsertedAwaits.class);
  }

  /** Runs the tests in a folder; {@code awaits} is for {@link InsertedAwaits}. */
  static Outcomes run(Library library, Path classes, Path testClasses, Path work, String awaits)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("run"));
    link(folder.resolve("src/main/java"), library.main());
    link(folder.resolve("src/main/resources"), library.main());
    link(folder.resolve("src/test/java"), library.test());
    link(folder.resolve("src/test/resources"), library.test());
    Path reports = work.resolve("reports-" + awaits);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Xss8m",
                "-ea",
                "-Dawaits=" + awaits,
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dfile.encoding=UTF-8"));
    for (String opened :
        List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.net",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.regex",
            "java.io")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "-cp",
            String.join(
                File.pathSeparator,
                classes.toString(),
                testClasses.toString(),
                library.main().toString(),
                library.test().toString(),
                library.classPath(),
                runtime()),
            "org.junit.platform.console.ConsoleLauncher",
            "execute",
            "--disable-banner",
            "--details=summary",
            // The first uses up all there is, so that JUnit gives up; the next ask the network; the
            // last look on the stack for their library's caller, and find what runs coroutines.
            "--exclude-methodname=.*#(testOutOfMemoryError|testHttpScheme|testDns.*"
                + "|testCompute(No)?Cache|test301a)",
            "--exclude-classname=.*[.](Cache)?PerformanceTest",
            "--scan-classpath=" + testClasses,
            "--reports-dir=" + reports));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("tests-" + awaits + ".txt").toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the tests do not end: " + work);
    }
    Outcomes outcomes = outcomes(reports);
    if (outcomes.byTest().isEmpty()) {
      throw new AssertionError("no test has run: " + work);
    }
    return outcomes;
  }

  private static void link(Path link, Path target) throws IOException {
    if (!Files.exists(link)) {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, target.toAbsolutePath());
    }
  }

  private static Outcomes outcomes(Path reports) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".xml")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          read(in, outcomes);
        } catch (XMLStreamException e) {
          throw new IOException(file.toString(), e);
        }
      }
    }
    return new Outcomes(outcomes);
  }

  /** JUnit writes a test's unique id into the first of its outputs. */
  private static void read(InputStream in, Map<String, String> outcomes) throws XMLStreamException {
    XMLStreamReader xml = XMLInputFactory.newInstance().createXMLStreamReader(in);
    String outcome = "passed";
    String id = "";
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "testcase" -> {
            outcome = "passed";
            id = "";
          }
          case "skipped" -> outcome = "skipped";
          case "failure", "error" -> outcome = "failed: " + xml.getElementText().strip();
          case "system-out" -> {
            if (id.isEmpty()) {
              id =
                  xml.getElementText()
                      .lines()
                      .filter(line -> line.startsWith("unique-id: "))
                      .findFirst()
                      .orElse("");
            }
          }
          default -> {}
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
        outcomes.put(id, outcome);
      }
    }
  }
}
