package dev.suspendable.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.testing.LanguageTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** LANGUAGE.md names tests that exist, in every row, and names each program of the language. */
class LanguagePageTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Path TESTS = Path.of("src", "test", "java");

  @Test
  void everyRowIsProved() throws Exception {
    Map<String, Class<?>> classes = testClasses();
    List<String> proofs = new ArrayList<>();
    for (String row : rows()) {
      String proof = row.replaceAll("\\\\\\|", "").split("\\|")[2];
      Matcher code = CODE.matcher(proof);
      int before = proofs.size();
      while (code.find()) {
        assertExists(code.group(1), classes);
        proofs.add(code.group(1));
      }
      assertThat(proofs).as(row).hasSizeGreaterThan(before);
    }
    assertThat(proofs).hasSizeGreaterThan(100).containsAll(programs(classes));
  }

  private static List<String> programs(Map<String, Class<?>> classes) {
    List<String> programs = new ArrayList<>();
    classes.forEach(
        (name, type) -> {
          if (type.getPackageName().endsWith(".language")) {
            LanguageTest.programsOf(type)
                .forEach(method -> programs.add(name + "." + method.getName()));
          }
        });
    return programs;
  }

  private static List<String> rows() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("LANGUAGE.md"))) {
      return lines.filter(line -> line.startsWith("| ") && !line.startsWith("| row |")).toList();
    }
  }

  private static void assertExists(String proof, Map<String, Class<?>> classes) {
    if (proof.startsWith("diagnostics/")) {
      assertThat(Path.of("src", "test", "resources").resolve(proof)).exists();
      return;
    }
    String[] parts = proof.split("\\.");
    assertThat(classes).as(proof).containsKey(parts[0]);
    if (parts.length > 1) {
      assertThat(classes.get(parts[0]).getDeclaredMethods())
          .as(proof)
          .extracting(Method::getName)
          .contains(parts[1]);
    }
  }

  private static Map<String, Class<?>> testClasses() throws Exception {
    Map<String, Class<?>> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
        String path = TESTS.relativize(file).toString();
        String name = path.substring(0, path.length() - ".java".length());
        String binary = name.replace(file.getFileSystem().getSeparator(), ".");
        classes.put(
            binary.substring(binary.lastIndexOf('.') + 1),
            Class.forName(binary, false, LanguagePageTest.class.getClassLoader()));
      }
    }
    return classes;
  }
}
