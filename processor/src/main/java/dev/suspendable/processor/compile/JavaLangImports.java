package dev.suspendable.processor.compile;

import dev.suspendable.processor.model.FrameText;
import dev.suspendable.processor.model.FrameText.ExpectedName;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Removes unnecessary imports of {@code java.lang}. An emitted frame imports each {@code java.lang}
 * class that it names. Such an import matters only if a class of the frame's package has the same
 * name. Whether one does is certain only after javac has generated all classes. Asking javac's
 * elements earlier would be wrong, because that compiles sources that no code names.
 */
final class JavaLangImports {
  private static final String IMPORT = "import ";
  private static final String JAVA_LANG = IMPORT + "java.lang.";

  private JavaLangImports() {}

  /**
   * The text of a frame without the imports that have no effect.
   *
   * @param isHidden whether a class of the package hides the {@code java.lang} class with this
   *     simple name
   */
  static FrameText settle(FrameText text, Predicate<String> isHidden) {
    String source = text.source();
    StringBuilder kept = new StringBuilder(source.length());
    int[] lines = new int[text.userLines().length];
    int count = 0;
    boolean leftOut = false;
    boolean hasImports = false;
    int start = 0;
    int line = 0;
    while (start < source.length() && isInHead(source, start)) {
      int end = source.indexOf('\n', start) + 1;
      boolean isLeftOut =
          source.startsWith(JAVA_LANG, start)
              && isLeftOut(source.substring(start + JAVA_LANG.length(), end - 2), isHidden);
      boolean isBlankBehindNone = end == start + 1 && leftOut && !hasImports;
      leftOut |= isLeftOut;
      if (!isLeftOut && !isBlankBehindNone) {
        hasImports |= source.startsWith(IMPORT, start);
        kept.append(source, start, end);
        lines[count++] = text.userLines()[line];
      }
      start = end;
      line++;
    }
    int cut = start - kept.length();
    if (cut == 0) {
      return text;
    }
    System.arraycopy(text.userLines(), line, lines, count, text.userLines().length - line);
    List<ExpectedName> names =
        text.names().stream()
            .map(name -> new ExpectedName(name.offset() - cut, name.symbol()))
            .toList();
    return new FrameText(
        kept.append(source, start, source.length()).toString(),
        Arrays.copyOf(lines, count + text.userLines().length - line),
        names);
  }

  /**
   * Whether an import is removed. The import of a class of another package, such as {@code
   * java.lang.constant}, stays.
   */
  private static boolean isLeftOut(String name, Predicate<String> isHidden) {
    return name.indexOf('.') < 0 && !isHidden.test(name);
  }

  /** Whether a line may precede an import, or is one. */
  private static boolean isInHead(String source, int line) {
    return source.startsWith("package ", line)
        || source.startsWith(IMPORT, line)
        || source.charAt(line) == '\n';
  }
}
