package dev.suspendable.processor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page contains: it can be parsed, links resolve both ways, and text stays text. */
final class PageTest {
  private static final String SOURCE =
      """
      package app;

      import static dev.suspendable.Coroutines.*;
      import dev.suspendable.*;
      import dev.suspendable.annotations.Suspendable;
      import java.util.*;

      class Größe<T extends Comparable<? super T>> {
        private int field;

        @Suspendable
        <K, V extends List<? extends Map.Entry<K, ? super T>>> Task<Map<K, List<V>>> generic(
            Map<K, V[]> größen, T 変数) {
          Map<K, List<V>> out = new HashMap<>();
          String text = \"""
              case 1: { // resumes here: Größe.java:1, x </script> <!-- & \\u0007
              "quoted" */
              \""";
          for (Map.Entry<K, V[]> e : größen.entrySet()) {
            out.put(e.getKey(), Arrays.asList(
                await(
                    id(
                        e.getValue()))));
            await(load("a" + 変数)); await(load("b")); await(load("b")); // <b>
          }
          return Task.of(out);
        }

        interface Function { @Suspendable Task<Integer> apply(int x); }
        Function inField = x -> Task.of(await(load("λ</style>" + x)) + field);

        @Suspendable
        Task<Integer> closing(AsyncCloseable given) throws Exception {
          try (AsyncCloseable it = given) {
            return Task.of(await(load("\\uD83D\\uDE00 </section>")));
          } catch (IllegalStateException e) {
            return Task.of(0);
          } finally {
            field--;
          }
        }

        @Suspendable
        Task<Integer> chain(Task<Integer> task) {
          return Task.of(await(task
              .map(x -> x + 1)));
        }

        @Suspendable
        Task<Integer> shortened(Task<Integer> a) {
          return Task.of(await(a.map(number -> number + 1).orElse(7).map(theOtherNumber -> 1)));
        }

        static <A> Task<A> id(A a) { return Task.of(a); }
        static Task<Integer> load(String s) { return Task.of(s.length()); }
      }
      """;

  @TempDir private static Path folder;
  private static String page;
  private static Html html;

  @BeforeAll
  static void compile() throws Exception {
    Project project = new Project(folder);
    List<String> messages =
        project.compile(Map.of("app/Größe.java", SOURCE), "-Asuspendable.page=html");
    assertThat(messages).isEmpty();
    page = project.page();
    html = Html.of(page);
  }

  @Test
  void idsAreUniqueAndLinksLeadToThem() {
    List<String> ids = html.with("id").stream().map(tag -> tag.get("id")).toList();
    Set<String> known = new HashSet<>(ids);

    assertThat(known).hasSameSizeAs(ids);
    assertThat(html.with("href"))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            link -> {
              assertThat(link.get("href")).startsWith("#");
              assertThat(known).contains(link.get("href").substring(1));
            });
  }

  /** From the source to the frame and back, and from the box to the frame, for each point. */
  @Test
  void pointsAreLinkedBothWays() {
    int points = 0;
    for (Html.Tag box : html.with("data-node")) {
      if (box.get("class").equals("node point")) {
        points++;
        String state = box.get("data-node").substring(1);
        Html.Tag inFrame = html.byId(box.get("href").substring(1));
        assertThat(html.text(inFrame)).matches("case " + state + ": \\{ // resumes here: .*");
        Html.Tag inSource = html.byId(inFrame.get("href").substring(1));
        assertThat(inSource.get("data-point")).isEqualTo(state);
        assertThat(inSource.get("href")).isEqualTo(box.get("href"));
      }
    }
    assertThat(points).isEqualTo(10);
  }

  /** The links of the source are the suspensions, in their order, and cover them. */
  @Test
  void suspensionsInTheSource() {
    List<String> suspensions =
        html.with("data-point").stream()
            .filter(tag -> tag.name().equals("a") && tag.get("id").contains("-source-"))
            .map(tag -> html.text(tag))
            .toList();

    assertThat(suspensions)
        .containsExactly(
            "await(",
            "await(load(\"a\" + 変数))",
            "await(load(\"b\"))",
            "await(load(\"b\"))",
            "await(load(\"λ</style>\" + x))",
            "try (AsyncCloseable it = given) {",
            // The frame has no text for these: a unicode escape, and the closing of a resource.
            "return Task.of(await(load(\"\\uD83D\\uDE00 </section>\")));",
            "} catch (IllegalStateException e) {",
            "await(task",
            "await(a.map(number -> number + 1).orElse(7).map(theOtherNumber");
    // Equal suspensions are different points.
    Set<String> states = new TreeSet<>();
    html.with("data-point").stream()
        .filter(tag -> html.text(tag).equals("await(load(\"b\"))"))
        .forEach(tag -> states.add(tag.get("data-point")));
    assertThat(states).hasSize(2);
  }

  /** Each line of the user's text and of the frame is there, as it is. */
  @Test
  void linesAreComplete() throws Exception {
    String text = html.text.toString();
    for (String line : SOURCE.lines().toList().subList(9, 28)) {
      assertThat(text).contains(line.strip());
    }
    for (Path frame : frames()) {
      Files.readString(frame)
          .lines()
          .forEach(line -> assertThat(text).contains(line.strip().replace('\u0007', '\ufffd')));
    }
  }

  private static List<Path> frames() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> frames =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("$$"))
              .toList();
      assertThat(frames).hasSize(5);
      return frames;
    }
  }

  /** Lines of source and frame with the same number come from each other. */
  @Test
  void linesOfTheFrameKnowTheUsersLine() {
    List<String> last =
        html.with("data-line").stream()
            .filter(tag -> tag.get("data-line").equals("26"))
            .map(html::text)
            .toList();

    assertThat(last.get(0)).isEqualTo("return Task.of(out);");
    assertThat(last).hasSizeGreaterThan(1);
  }

  @Test
  void suspendingLines() {
    for (Html.Tag line : html.with("data-suspends")) {
      assertThat(html.text(line)).contains("(" + line.get("data-suspends"));
    }
    assertThat(html.with("data-suspends")).hasSizeGreaterThanOrEqualTo(8);
  }

  /** No user's text ends the script or the styles, or begins one. */
  @Test
  void oneScriptAndOneStyle() {
    for (String name : List.of("script", "style", "main", "head", "body")) {
      assertThat(count("<" + name + "\\b")).as(name).isOne();
      assertThat(count("</" + name + ">")).as(name).isOne();
    }
    assertThat(page).doesNotContain("\u0007");
  }

  private int count(String pattern) {
    int count = 0;
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /** It works from a disk without a network. */
  @Test
  void nothingFromElsewhere() {
    assertThat(page).doesNotContain("http", "url(", "@import", " src=", "<link", "fetch(");
  }

  @Test
  void index() {
    List<String> entries =
        html.tags.stream()
            .filter(tag -> tag.name().equals("tr"))
            .map(html::text)
            .map(text -> text.replaceAll("\\s+", " "))
            .toList();

    assertThat(entries)
        .containsExactly(
            "CoroutineTypeResume pointsKeeps while it is suspended",
            "app/Größe.java",
            "Größe.generic line 11Task<Map<K,List<V>>>4this, 変数, out",
            "lambda in Größe.<init> line 30Task<Integer>1this",
            "Größe.closing line 32Task<Integer>3this, it",
            "Größe.chain line 43Task<Integer>1this",
            "Größe.shortened line 49Task<Integer>1this");
  }

  @Test
  void aboutAPoint() {
    List<String> about =
        html.with("data-point").stream()
            .filter(tag -> tag.name().equals("p"))
            .map(html::text)
            .filter(text -> text.contains("</section>"))
            .toList();

    assertThat(about)
        .containsExactly(
            "3 Line 35, await(load(\"\uD83D\uDE00 </section>\")). If it suspends, the frame keeps"
                + " Größe this, AsyncCloseable it, Throwable (primary) and the state 3, and the"
                + " thread is free. Later the coroutine resumes at case 3; an exception or a stop"
                + " runs the closing of the resource at line 34.");
  }
}
