package dev.suspendable.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide says of each tool and framework, a test or a project shows. */
class ToolsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void everyToolIsTested() throws IOException {
    check("tools.md", "With other tools", 10);
  }

  @Test
  void everyFrameworkIsTested() throws IOException {
    check("frameworks.md", "What works", 6);
  }

  private static void check(String page, String title, int least) throws IOException {
    Set<String> tests = tests();
    List<String> rows =
        (Files.readString(ROOT.resolve("samples/guide").resolve(page)) + "\n## ")
            .replaceFirst("(?s).*\\n## " + title + "\\n(.*?)\\n## .*", "$1")
            .lines()
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();

    assertThat(rows).hasSizeGreaterThan(least);
    for (String row : rows) {
      List<String> proofs =
          CODE.matcher(row.split("\\|")[3]).results().map(code -> code.group(1)).toList();
      assertThat(proofs).as(row).isNotEmpty();
      assertThat(tests).containsAll(proofs);
    }
  }

  private static Set<String> tests() throws IOException {
    Set<String> tests;
    try (Stream<Path> files =
        Stream.concat(
            Files.walk(Path.of("src/test/java")),
            Stream.concat(
                Files.walk(ROOT.resolve("samples/quickstart/src/test/java")),
                Files.walk(ROOT.resolve("samples/scenarios/src/test/java"))))) {
      tests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    try (Stream<Path> projects = Files.list(ROOT.resolve("samples/integration/src/it"))) {
      projects.map(project -> project.getFileName().toString()).forEach(tests::add);
    }
    return tests;
  }
}
