package dev.suspendable.processor.diagnostic;

import dev.suspendable.processor.compilation.Javac;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that says itself which messages it is to get: under a line of code stands a comment
 * whose {@code ^} points at the place.
 *
 * <pre>
 *     synchronized (this) { await(task); }
 * //                        ^ error: a monitor cannot be held across a suspension; …
 * </pre>
 *
 * <p>{@code javac compiler.err.…} stands for javac's own message of that code, whose text differs
 * between versions. The next line may go on with {@code // |}. Lines {@code // file: path} begin a
 * file, {@code // since: 21} and {@code // options: …} stand in front of the first.
 */
final class MarkedSource {
  private static final Pattern MARK = Pattern.compile("// *\\^ (javac|error:|warning:) (.*)");
  private static final Pattern MORE = Pattern.compile("// *\\| (.*)");
  private static final Pattern DIRECTIVE = Pattern.compile("// (file|since|options): (.*)");

  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> expected = new ArrayList<>();
  private final List<String> options = new ArrayList<>(List.of("-Xlint:all"));
  private int since = 17;

  MarkedSource(String text) {
    String file = "";
    StringBuilder source = new StringBuilder();
    int line = 0;
    int marked = 0;
    for (String each : text.lines().toList()) {
      Matcher directive = DIRECTIVE.matcher(each);
      if (directive.matches()) {
        switch (directive.group(1)) {
          case "since" -> since = Integer.parseInt(directive.group(2));
          case "options" -> options.addAll(List.of(directive.group(2).split(" ")));
          default -> {
            files.put(file, source.toString());
            file = directive.group(2);
            source.setLength(0);
            line = 0;
          }
        }
        continue;
      }
      line++;
      source.append(each).append('\n');
      Matcher mark = MARK.matcher(each);
      Matcher more = MORE.matcher(each);
      if (mark.matches()) {
        int column = each.indexOf('^') + 1;
        String kind = mark.group(1).equals("javac") ? "javac " : mark.group(1) + " ";
        expected.add(file + ":" + marked + ":" + column + ": " + kind + mark.group(2));
      } else if (more.matches()) {
        int last = expected.size() - 1;
        expected.set(last, expected.get(last) + " " + more.group(1));
      } else {
        marked = line;
      }
    }
    files.put(file, source.toString());
    files.remove("");
  }

  /** The first version of Java that knows what the program uses. */
  int since() {
    return since;
  }

  /** The messages to get. */
  List<String> expected() {
    return expected;
  }

  /** The messages that it gets. */
  List<String> actual() {
    Javac.Result result =
        new Javac().sources(files).options(options.toArray(String[]::new)).suspendable().run();
    return result.messages().stream().map(this::shown).toList();
  }

  private String shown(Javac.Message message) {
    String place = message.file() + ":" + message.line() + ":" + message.column() + ": ";
    return message.code().startsWith("compiler.") && !message.code().contains(".proc.messager")
        ? place + "javac " + message.code()
        : place + message.kind().name().toLowerCase(Locale.ROOT) + ": " + message.text();
  }
}
