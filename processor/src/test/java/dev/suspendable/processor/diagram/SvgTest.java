package dev.suspendable.processor.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Drawings are well-formed, and nothing in them overlaps or is cut off. */
final class SvgTest {
  private static final String LOAD = "static Task<Integer> load(int x) { return Task.of(x); }\n";

  /** Wider than the fonts that drawings name, of which a character has 0.55 to 0.602 em. */
  private static final double COLUMN = 12 * 0.605;

  static List<String> programs() {
    String awaits = "x += await(load(x)); ";
    String guarded =
        "try { %s } catch (IllegalStateException e) { %s } finally { %s } "
            .formatted(awaits, awaits, awaits);
    String nested = guarded;
    for (int i = 0; i < 3; i++) {
      nested =
          "for (int i%d = 0; i%1$d < x; i%1$d++) { try { %s if (x > 5) continue; %s } finally { x--; } } "
              .formatted(i, awaits, nested);
    }
    String choices =
        "switch (x) { "
            + "case 0 -> { %s } case 1 -> { %1$s } default -> { %1$s } } ".formatted(awaits);
    return List.of(
        "return Task.of(x);".replace("x", "await(load(x))"),
        awaits + guarded + "return Task.of(x);",
        nested + choices + "return Task.of(x);",
        awaits.repeat(30) + "return Task.of(x);",
        (choices + guarded).repeat(4) + nested + "return Task.of(x);",
        "if (x > 1234567890 && x != \"%s\".length()) { %s } return Task.of(x);"
            .formatted("long ".repeat(30), awaits),
        "int %s = x; %s return Task.of(%1$s);".formatted("veryLongName".repeat(12), awaits));
  }

  private static String drawing(String body) {
    return Drawn.file(
        "svg", LOAD + "@Suspendable static Task<Integer> run(int x) { " + body + " }");
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document document, String name, String style) {
    List<Element> found = new ArrayList<>();
    NodeList all = document.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (style.isEmpty() || List.of(element.getAttribute("class").split(" ")).contains(style)) {
        found.add(element);
      }
    }
    return found;
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void boxesFollowEachOtherAndContainTheirText(String body) throws Exception {
    Document document = parse(drawing(body));
    int width = number(document.getDocumentElement(), "width");
    int height = number(document.getDocumentElement(), "height");

    List<Element> nodes = elements(document, "g", "node");
    assertThat(nodes).hasSizeGreaterThan(2);
    int bottom = 0;
    for (Element node : nodes) {
      Element box = (Element) node.getElementsByTagName("rect").item(0);
      int left = number(box, "x");
      int right = left + number(box, "width");
      int top = number(box, "y");
      assertThat(top).isGreaterThanOrEqualTo(bottom + 6);
      bottom = top + number(box, "height");
      assertThat(left).isGreaterThanOrEqualTo(6);
      assertThat(right).isLessThanOrEqualTo(width - 6);
      NodeList texts = node.getElementsByTagName("text");
      assertThat(texts.getLength()).isPositive();
      for (int i = 0; i < texts.getLength(); i++) {
        Element text = (Element) texts.item(i);
        assertThat(number(text, "x")).isGreaterThan(left);
        assertThat(number(text, "x") + text.getTextContent().length() * COLUMN).isLessThan(right);
        assertThat(number(text, "y")).isBetween(top + 10, bottom - 5);
      }
    }
    assertThat(bottom).isLessThan(height);
  }

  /** Lines run in lanes beside the boxes, and two that lead to different boxes share none. */
  @ParameterizedTest
  @MethodSource("programs")
  void linesAreApart(String body) throws Exception {
    Document document = parse(drawing(body));
    int width = number(document.getDocumentElement(), "width");
    Element box = elements(document, "rect", "box").get(0);
    int left = number(box, "x");
    int right = left + number(box, "width");

    List<int[]> lanes = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (Element edge : elements(document, "g", "edge")) {
      String path = elements(edge).get(0).getAttribute("d");
      if (!edge.getAttribute("data-to").isEmpty() && path.contains("Q")) {
        List<Integer> numbers = numbers(path);
        int lane = numbers.get(4);
        assertThat(lane).matches(x -> (x < left && x > 0) || (x > right && x < width));
        int first = Math.min(numbers.get(1), numbers.get(numbers.size() - 1));
        int last = Math.max(numbers.get(1), numbers.get(numbers.size() - 1));
        String target = edge.getAttribute("data-to") + edge.getAttribute("class");
        for (int i = 0; i < lanes.size(); i++) {
          if (lanes.get(i)[0] == lane && !targets.get(i).equals(target)) {
            assertThat(lanes.get(i)[2] < first || last < lanes.get(i)[1]).isTrue();
          }
        }
        lanes.add(new int[] {lane, first, last});
        targets.add(target);
      }
    }
  }

  private static List<Element> elements(Element edge) {
    List<Element> paths = new ArrayList<>();
    NodeList all = edge.getElementsByTagName("path");
    for (int i = 0; i < all.getLength(); i++) {
      paths.add((Element) all.item(i));
    }
    return paths;
  }

  private static List<Integer> numbers(String path) {
    List<Integer> numbers = new ArrayList<>();
    Matcher matcher = Pattern.compile("-?\\d+").matcher(path);
    while (matcher.find()) {
      numbers.add(Integer.parseInt(matcher.group()));
    }
    return numbers;
  }

  @Test
  void everyEdgeOfTheDiagramIsDrawn() throws Exception {
    String body = programs().get(4);
    Document document = parse(drawing(body));
    String dot = Drawn.dot(LOAD + "@Suspendable static Task<Integer> run(int x) { " + body + " }");

    List<String> drawn =
        elements(document, "g", "edge").stream()
            .filter(edge -> !edge.getAttribute("data-from").isEmpty())
            .map(edge -> edge.getAttribute("data-from") + " -> " + edge.getAttribute("data-to"))
            .toList();
    assertThat(drawn)
        .containsExactlyElementsOf(
            dot.lines()
                .filter(line -> line.contains(" -> "))
                .map(line -> line.replaceFirst("( \\[.*)?;$", ""))
                .toList());
    assertThat(elements(document, "g", "node"))
        .hasSize((int) dot.lines().filter(line -> line.matches("\\w+ \\[label=.*")).count());
  }

  @Test
  void textIsEscaped() throws Exception {
    String svg =
        Drawn.file(
            "svg",
            """
            static <T extends Comparable<? super T>> Task<T> load(T x, String s) { return Task.of(x); }
            @Suspendable static <T extends Comparable<? super T>> Task<Map<String, T>> run(T größe) {
              T it = await(load(größe, "</svg> ]]> <!-- & \\u0007 \\uD83D\\uDE00 '"));
              return Task.of(Map.of("", it));
            }""");

    assertThat(svg).contains("größe").doesNotContain("</svg> ", "\u0007");
    String text = parse(svg).getDocumentElement().getTextContent();
    assertThat(text.replaceAll("\\s+", " "))
        .contains("State diagram of P.run", "keeps T größe", "</svg> ]]> <!--");
  }

  /** It has nothing from elsewhere, and both colour schemes. */
  @Test
  void selfContained() {
    String svg = drawing("return Task.of(await(load(x)));");

    assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "url(", "@import", "href", "<script");
    assertThat(svg).contains("prefers-color-scheme: dark");
  }
}
