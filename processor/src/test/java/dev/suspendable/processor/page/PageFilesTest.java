package dev.suspendable.processor.page;

import static dev.suspendable.processor.page.Project.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.compilation.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where diagrams and pages are, what is in a page after several builds, and when they go. */
final class PageFilesTest {
  private static final String PAGE = "-Asuspendable.page=html";
  private static final String SVG = "-Asuspendable.diagrams=svg";
  private static final String NOT_WRITTEN =
      "NOTE: the diagram of this method, or its part of the page, cannot be written: ";

  @TempDir Path folder;
  private Project project;

  @BeforeEach
  void project() {
    project = new Project(folder);
  }

  private void deleteClasses(String packageName) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        if (file.getParent().endsWith(packageName)) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void nothingByDefault() throws Exception {
    project.compile(Map.of("app/Host.java", host("app", "Host", "work")));
    project.compile(
        Map.of("app/Host.java", host("app", "Host", "work")),
        "-Asuspendable.diagrams=none",
        "-Asuspendable.page=none");

    assertThat(project.files(".java")).hasSize(2);
    for (String suffix : List.of(".svg", ".dot", ".page", ".html")) {
      assertThat(project.files(suffix)).isEmpty();
    }
  }

  @Test
  void besideTheFrames() throws Exception {
    project.compile(Map.of("app/Host.java", host("app", "Host", "work")), PAGE, SVG);

    assertThat(project.files(".svg"))
        .containsExactly("target/suspendable/classes/app/Host$$work.svg");
    assertThat(project.files(".page"))
        .containsExactly("target/suspendable/classes/app/Host$$work.page");
    assertThat(project.files(".html"))
        .containsExactly("target/suspendable/classes/coroutines.html");
    assertThat(project.onPage()).containsExactly("Host.work");
  }

  /** Also another format of the diagrams: the old one would show what no longer is. */
  @Test
  void changesOfTheSource() throws Exception {
    project.compile(Map.of("app/Host.java", host("app", "Host", "work")), PAGE, SVG);
    assertThat(project.page()).contains("workMore").doesNotContain("otherName");

    project.compile(
        Map.of("app/Host.java", host("app", "Host", "work").replace("workMore", "otherName")),
        PAGE,
        "-Asuspendable.diagrams=dot");

    assertThat(project.page()).contains("otherName").doesNotContain("workMore");
    assertThat(project.files(".svg")).isEmpty();
    assertThat(project.files(".dot")).hasSize(1);
  }

  /** A build that compiles one file again loses nothing of the others, and keeps nothing stale. */
  @Test
  void incrementalBuilds() throws Exception {
    project.compile(
        Map.of(
            "app/Host.java", host("app", "Host", "one", "two"),
            "app/sub/Other.java", host("app.sub", "Other", "other"),
            "gone/Gone.java", host("gone", "Gone", "gone")),
        PAGE,
        SVG);
    assertThat(project.onPage())
        .containsExactly("Host.one", "Host.two", "Other.other", "Gone.gone");
    assertThat(project.page()).contains("<title>Coroutines</title>");

    project.compile(Map.of("app/Host.java", host("app", "Host", "two", "three")), PAGE, SVG);
    assertThat(project.onPage())
        .containsExactly("Host.two", "Host.three", "Other.other", "Gone.gone");

    // The last coroutine of the class, and of the compilation.
    project.compile(Map.of("app/Host.java", host("app", "Host")), PAGE, SVG);
    assertThat(project.onPage()).containsExactly("Other.other", "Gone.gone");

    // A source file is gone, and the build tool has deleted its classes.
    deleteClasses("gone");
    project.compile(Map.of("app/Host.java", host("app", "Host", "four")), PAGE, SVG);
    assertThat(project.onPage()).containsExactly("Host.four", "Other.other");
    assertThat(project.page()).contains("<title>Coroutines of app</title>");
    assertThat(project.files(".svg")).hasSize(2);
    assertThat(project.files(".page")).hasSize(2);

    deleteClasses("app");
    deleteClasses("sub");
    project.compile(Map.of("app/Host.java", host("app", "Host")), PAGE, SVG);
    assertThat(project.files(".html")).isEmpty();
  }

  /** Several compilations may share a folder; the page has the coroutines of all of them. */
  @Test
  void inASharedFolder() throws Exception {
    String frames = "-Asuspendable.sources=" + folder.resolve("frames");
    project.compile(Map.of("app/Host.java", host("app", "Host", "one", "two")), frames, PAGE);
    String classes = Files.createDirectories(folder.resolve("test-classes")).toString();
    project.run(
        Map.of("app/HostTest.java", host("app", "HostTest", "test")),
        List.of(frames, PAGE, "-d", classes));

    assertThat(names("frames/coroutines.html"))
        .containsExactly("Host.one", "Host.two", "HostTest.test");

    project.compile(Map.of("app/Host.java", host("app", "Host", "two")), frames, PAGE);
    assertThat(names("frames/coroutines.html")).containsExactly("Host.two", "HostTest.test");
  }

  private List<String> names(String page) throws IOException {
    return Html.of(Files.readString(folder.resolve(page))).tags.stream()
        .filter(tag -> tag.get("class").equals("coroutine"))
        .map(tag -> tag.get("data-name"))
        .toList();
  }

  @Test
  void inTheSourceOutput() throws Exception {
    String output = "-Asuspendable.sources=output";
    project.compile(Map.of("app/Host.java", host("app", "Host", "one", "two")), output, PAGE, SVG);
    assertThat(project.files(".svg")).hasSize(2).contains("target/generated/app/Host$$one.svg");
    assertThat(names("target/generated/coroutines.html")).containsExactly("Host.one", "Host.two");

    project.compile(Map.of("app/Host.java", host("app", "Host", "two")), output, PAGE, SVG);
    assertThat(names("target/generated/coroutines.html")).containsExactly("Host.two");
    assertThat(project.files(".svg")).containsExactly("target/generated/app/Host$$two.svg");
  }

  /** A file of another version of the processor is not shown, because the styles do not fit it. */
  @Test
  void sectionsOfAnotherVersion() throws Exception {
    project.compile(
        Map.of(
            "app/Host.java", host("app", "Host", "one"),
            "app/Other.java", host("app", "Other", "other")),
        PAGE);
    Path section;
    try (Stream<Path> files = Files.walk(project.frames)) {
      section =
          files
              .filter(file -> file.toString().matches(".*Other.*\\.page"))
              .findFirst()
              .orElseThrow();
    }
    Files.writeString(section, Files.readString(section).replace(" page 1 ", " page 0 "));

    project.compile(Map.of("app/Host.java", host("app", "Host", "one")), PAGE);
    assertThat(project.onPage()).containsExactly("Host.one");
    assertThat(project.page()).contains("1 more: compiled by another version of Suspendable.");

    project.compile(Map.of("app/Other.java", host("app", "Other", "other")), PAGE);
    assertThat(project.onPage()).containsExactly("Host.one", "Other.other");
    assertThat(project.page()).doesNotContain("compiled by another version");
  }

  /** Nor are files that only look like ours touched. */
  @Test
  void filesOfOthersStay() throws Exception {
    Files.createDirectories(project.frames);
    Path svg = Files.writeString(project.frames.resolve("A$$theirs.svg"), "<svg/>");
    Path part = Files.writeString(project.frames.resolve("A$$theirs.page"), "theirs");

    project.compile(Map.of("app/Host.java", host("app", "Host", "one")), PAGE, SVG);
    project.compile(Map.of("app/Host.java", host("app", "Host")), PAGE, SVG);

    assertThat(svg).exists();
    assertThat(part).exists();
    assertThat(project.pageFile()).doesNotExist();
  }

  /** The same sources give the same files, in any order and at any place. */
  @Test
  void deterministic(@TempDir Path elsewhere) throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("b/Host.java", host("b", "Host", "one", "two"));
    sources.put("a/Other.java", host("a", "Other", "three"));
    project.compile(sources, PAGE, SVG);
    Project other = new Project(elsewhere);
    other.compile(new TreeMap<>(sources), PAGE, SVG);

    assertThat(other.page()).isEqualTo(project.page());
    for (Path file : drawings(project)) {
      assertThat(other.frames.resolve(project.frames.relativize(file)))
          .hasSameTextualContentAs(file);
    }
    // And a build that changes nothing does not touch the page.
    var before = Files.getLastModifiedTime(project.pageFile());
    Object key =
        Files.readAttributes(project.pageFile(), java.nio.file.attribute.BasicFileAttributes.class)
            .fileKey();
    project.compile(Map.of("a/Other.java", sources.get("a/Other.java")), PAGE, SVG);
    assertThat(Files.getLastModifiedTime(project.pageFile())).isEqualTo(before);
    assertThat(
            Files.readAttributes(
                    project.pageFile(), java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey())
        .isEqualTo(key);
  }

  private static List<Path> drawings(Project project) throws IOException {
    try (Stream<Path> files = Files.walk(project.frames)) {
      List<Path> drawings =
          files.filter(file -> file.toString().matches(".*\\.(svg|page)")).toList();
      assertThat(drawings).hasSize(6);
      return drawings;
    }
  }

  /** The options change nothing else. */
  @Test
  void sameClassesAndFrames() {
    Javac.Result without =
        new Javac().source("app/Host.java", host("app", "Host", "one")).suspendable().run();
    Javac.Result with =
        new Javac()
            .source("app/Host.java", host("app", "Host", "one"))
            .options(SVG)
            .suspendable()
            .run();

    assertThat(with.messages()).isEmpty();
    assertThat(with.classes()).containsExactlyEntriesOf(without.classes());
    assertThat(with.generated()).containsAllEntriesOf(without.generated()).hasSize(2);
  }

  /** For people to read: where there is no place, a note says so, and the build goes on. */
  @Test
  void noPlace() throws Exception {
    String classes = Files.createDirectories(folder.resolve("only")).toString();
    Map<String, String> sources = Map.of("app/Host.java", host("app", "Host", "work"));
    for (List<String> options :
        List.of(
            List.of(PAGE, "-d", classes),
            List.of(SVG, "-d", classes),
            List.of(SVG, PAGE, "-Asuspendable.sources=none", "-d", classes))) {
      assertThat(project.run(sources, options))
          .containsExactly(
              NOT_WRITTEN
                  + "there is no folder for generated sources; choose a folder for all that is"
                  + " generated for people to read, with -Asuspendable.sources"
                  + " [suspendable:drawing-not-written]");
    }
    assertThat(project.files(".class")).hasSize(2);
  }

  /** A later build could not read what is only in memory. */
  @Test
  void noPageInMemory() {
    Javac.Result result =
        new Javac()
            .source("app/Host.java", host("app", "Host", "one"))
            .options(PAGE)
            .suspendable()
            .run();

    assertThat(result.success()).isTrue();
    assertThat(result.generated()).hasSize(1);
    assertThat(result.messages())
        .singleElement()
        .asString()
        .contains("there is no folder for generated sources");
  }

  @Test
  void noRoomForThePage() throws Exception {
    Files.createDirectories(project.pageFile().resolve("in the way"));

    List<String> messages =
        project.compile(Map.of("app/Host.java", host("app", "Host", "work")), PAGE);

    assertThat(messages).singleElement().asString().startsWith(NOT_WRITTEN);
    assertThat(project.files(".class")).hasSize(2);
    assertThat(project.files(".tmp")).isEmpty();
  }

  @Test
  void unknownValues() {
    for (String option :
        List.of("-Asuspendable.diagrams=png", "-Asuspendable.page=true", "-Asuspendable.page=")) {
      Javac.Result result =
          new Javac()
              .source("app/Host.java", host("app", "Host", "one"))
              .options(option)
              .suspendable()
              .run();

      assertThat(result.success()).isFalse();
      assertThat(result.messages())
          .singleElement()
          .extracting(Javac.Message::text)
          .asString()
          .startsWith("there is no option " + option.replaceFirst("=$", "") + "; the options are ")
          .contains("-Asuspendable.diagrams=svg|dot|none, -Asuspendable.page=html|none, ");
    }
  }

  /** Builds without the options do not even load the classes. */
  @Test
  void loadedOnlyWhenOn() throws Exception {
    assertThat(loaded()).isEmpty();
    assertThat(loaded(PAGE)).contains("dev.suspendable.processor.page.Page");
  }

  private List<String> loaded(String... options) throws Exception {
    Path source = Files.writeString(folder.resolve("Host.java"), host("app", "Host", "work"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-J-Xlog:class+load", "-processorpath", Javac.PROCESSOR));
    command.addAll(List.of("-processor", "dev.suspendable.processor.SuspendableProcessor"));
    command.addAll(List.of("-cp", Javac.RUNTIME, "-s", folder.resolve("s").toString()));
    command.addAll(List.of("-d", folder.resolve("d").toString()));
    command.addAll(List.of(options));
    command.add(source.toString());
    Files.createDirectories(folder.resolve("s"));
    Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> printed = javac.inputReader().lines().toList();
    assertThat(javac.waitFor()).as("%s", printed).isZero();
    assertThat(printed)
        .anyMatch(line -> line.contains("dev.suspendable.processor.ProcessorEngine "));
    return printed.stream()
        .filter(line -> line.contains("[class,load]"))
        .map(line -> line.replaceFirst(".*\\[class,load] (\\S+) .*", "$1"))
        .filter(
            name ->
                name.startsWith("dev.suspendable.processor.page.")
                    || name.startsWith("dev.suspendable.processor.diagram.")
                    || name.equals("dev.suspendable.processor.Drawings"))
        .toList();
  }
}
