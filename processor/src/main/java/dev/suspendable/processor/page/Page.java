package dev.suspendable.processor.page;

import static dev.suspendable.processor.diagram.Markup.escaped;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page of a folder: all sections in it, an index, and the styles and the script, in one file
 * that needs nothing else. It is made anew from the sections after each compilation, so it always
 * has all coroutines that have a frame there, and no other.
 */
public final class Page {
  /** The name of the page in the folder. */
  public static final String NAME = "coroutines.html";

  private static final Pattern ATTRIBUTE = Pattern.compile(" (?:data-)?(\\w+)=\"([^\"]*)\"");

  private Page() {}

  /** A section as it was read; its values are escaped. */
  private record Part(
      String text,
      String id,
      String name,
      String packageName,
      String line,
      String file,
      String type,
      String points,
      String keeps) {}

  /**
   * Writes the page of a folder, or deletes it if there is no coroutine any more. A page that is up
   * to date is not touched.
   *
   * @param mark marks the page as ours
   */
  public static void rebuild(Path folder, String mark) throws IOException {
    Path page = folder.resolve(NAME);
    List<Part> parts = new ArrayList<>();
    int others = 0;
    for (Path file : sections(folder)) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      if (text.startsWith("<!-- " + mark + " " + Section.FORMAT + " -->\n<section ")
          && text.endsWith("</section>\n")) {
        parts.add(part(text));
      } else if (text.contains(mark)) {
        others++;
      }
    }
    if (parts.isEmpty() && others == 0) {
      if (Files.isRegularFile(page) && Files.readString(page).contains(mark)) {
        Files.delete(page);
      }
      return;
    }
    parts.sort(
        Comparator.comparing(Part::packageName)
            .thenComparing(Part::file)
            .thenComparingInt((Part part) -> Integer.parseInt(part.line()))
            .thenComparing(Part::id));
    replace(page, html(parts, others, mark));
  }

  private static List<Path> sections(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(Section.SUFFIX))
          .filter(file -> file.toString().contains("$$"))
          // Without its frame the coroutine is gone.
          .filter(file -> Files.exists(frame(file)))
          .toList();
    }
  }

  private static Path frame(Path section) {
    String name = section.getFileName().toString();
    return section.resolveSibling(
        name.substring(0, name.length() - Section.SUFFIX.length()) + ".java");
  }

  private static Part part(String text) {
    String head =
        text.substring(text.indexOf("<section "), text.indexOf(">\n", text.indexOf("<section ")));
    Map<String, String> values = new HashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(head);
    while (matcher.find()) {
      values.put(matcher.group(1), matcher.group(2));
    }
    return new Part(
        text,
        values.getOrDefault("id", ""),
        values.getOrDefault("name", ""),
        values.getOrDefault("package", ""),
        values.getOrDefault("line", "0"),
        values.getOrDefault("file", ""),
        values.getOrDefault("type", ""),
        values.getOrDefault("points", ""),
        values.getOrDefault("keeps", ""));
  }

  /** Other compilations may write the same page: readers see one of them, never parts of both. */
  private static void replace(Path page, String html) throws IOException {
    byte[] content = html.getBytes(StandardCharsets.UTF_8);
    if (Files.isRegularFile(page) && Arrays.equals(Files.readAllBytes(page), content)) {
      return;
    }
    Path fresh = page.resolveSibling(NAME + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.write(fresh, content);
      Files.move(fresh, page, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String html(List<Part> parts, int others, String mark) throws IOException {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    out.append("<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"generator\" content=\"").append(escaped(mark)).append("\">\n");
    String title = title(parts);
    out.append("<title>").append(title).append("</title>\n");
    out.append("<style>\n").append(resource("page.css")).append("</style>\n");
    out.append("<script>\n").append(resource("page.js")).append("</script>\n</head>\n<body>\n");
    out.append("<header class=\"bar\"><a class=\"home\" href=\"#index\">").append(title);
    out.append(
        "</a><nav class=\"walk\" aria-label=\"Resume points and coroutines\"></nav></header>\n");
    index(parts, others, out);
    out.append("<main>\n");
    parts.forEach(part -> out.append(part.text()));
    out.append("</main>\n").append(resource("help.html"));
    return out.append("</body>\n</html>\n").toString();
  }

  private static String title(List<Part> parts) {
    String common = parts.isEmpty() ? "" : parts.get(0).packageName();
    for (Part part : parts) {
      while (!common.isEmpty()
          && !part.packageName().equals(common)
          && !part.packageName().startsWith(common + ".")) {
        common = common.substring(0, Math.max(0, common.lastIndexOf('.')));
      }
    }
    return common.isEmpty() ? "Coroutines" : "Coroutines of " + common;
  }

  private static void index(List<Part> parts, int others, StringBuilder out) {
    out.append("<nav id=\"index\" aria-label=\"Index\">\n<h1>Index</h1>\n");
    out.append("<table>\n<thead><tr><th>Coroutine</th><th>Type</th><th>Resume points</th>");
    out.append("<th>Keeps while it is suspended</th></tr></thead>\n<tbody>\n");
    String file = "";
    for (Part part : parts) {
      if (!part.file().equals(file)) {
        file = part.file();
        out.append("<tr class=\"file\"><th colspan=\"4\">").append(file).append("</th></tr>\n");
      }
      out.append("<tr><td><a href=\"#").append(part.id()).append("\">").append(part.name());
      out.append("</a> <span class=\"at\">line ").append(part.line()).append("</span></td><td>");
      out.append(part.type()).append("</td><td>").append(part.points()).append("</td><td>");
      out.append(part.keeps()).append("</td></tr>\n");
    }
    out.append("</tbody>\n</table>\n");
    if (others > 0) {
      out.append("<p class=\"others\">").append(others);
      out.append(" more: compiled by another version of Suspendable. Compile them again to see");
      out.append(" them here.</p>\n");
    }
    out.append("</nav>\n");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing in the processor's jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
