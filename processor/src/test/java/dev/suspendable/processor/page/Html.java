package dev.suspendable.processor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page as its tags; it must be written as strictly as XML, but for what HTML writes shorter. */
final class Html {
  private static final Set<String> VOID = Set.of("meta", "!DOCTYPE");
  private static final Pattern TAG =
      Pattern.compile(
          "<!--.*?-->|<(?<close>/?)(?<name>[!\\w]+)(?<attributes>(?:\\s+[\\w-]+(?:=\"[^\"<]*\")?)*)\\s*(?<empty>/?)>",
          Pattern.DOTALL);
  private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)(?:=\"([^\"]*)\")?");
  private static final Pattern REFERENCE = Pattern.compile("&(?:amp|lt|gt|quot|#39);");

  final List<Tag> tags = new ArrayList<>();
  final StringBuilder text = new StringBuilder();

  /** A tag that opens an element, with the text of the whole element. */
  record Tag(String name, Map<String, String> attributes, int start, int[] end) {
    String get(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }
  }

  private Html() {}

  /** Reads a page; everything that is open is closed, in the right order. */
  static Html of(String page) {
    Html html = new Html();
    Deque<Tag> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(page);
    int at = 0;
    while (tag.find(at)) {
      html.content(page.substring(at, tag.start()));
      at = tag.end();
      String name = tag.group("name");
      if (name == null || VOID.contains(name)) {
        continue;
      }
      if (!tag.group("close").isEmpty()) {
        Tag last = open.pop();
        assertThat(last.name()).isEqualTo(name);
        last.end()[0] = html.text.length();
        continue;
      }
      Map<String, String> attributes = new LinkedHashMap<>();
      Matcher attribute = ATTRIBUTE.matcher(tag.group("attributes"));
      while (attribute.find()) {
        String value = attribute.group(2) == null ? "" : attribute.group(2);
        assertThat(attributes.put(attribute.group(1), unescaped(value))).isNull();
      }
      Tag opened = new Tag(name, attributes, html.text.length(), new int[1]);
      html.tags.add(opened);
      if (name.equals("style") || name.equals("script")) {
        at = page.indexOf("</" + name + ">", at) + name.length() + 3;
      } else if (tag.group("empty").isEmpty()) {
        open.push(opened);
      }
    }
    html.content(page.substring(at));
    assertThat(open).isEmpty();
    return html;
  }

  private void content(String content) {
    assertThat(REFERENCE.matcher(content).replaceAll("")).doesNotContain("<", ">", "&");
    text.append(unescaped(content));
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** The tags with an attribute. */
  List<Tag> with(String attribute) {
    return tags.stream().filter(tag -> tag.attributes().containsKey(attribute)).toList();
  }

  Tag byId(String id) {
    List<Tag> found = with("id").stream().filter(tag -> tag.get("id").equals(id)).toList();
    assertThat(found).as(id).hasSize(1);
    return found.get(0);
  }

  String text(Tag tag) {
    return text.substring(tag.start(), tag.end()[0]);
  }
}
