package dev.suspendable.processor.testing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as text that is the same in every run: without identity hash codes and made-up names. */
final class Shown {
  /** Class loaders, hidden classes and lambdas have numbers in messages. */
  private static final Pattern VARYING =
      Pattern.compile("\\(.* unnamed module of loader .*\\)|@[0-9a-f]{4,}|\\$\\$Lambda\\S*");

  private Shown() {}

  static String value(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Throwable thrown) {
      return thrown(thrown);
    }
    if (value instanceof Object[] array) {
      return elements(array.getClass().getSimpleName(), Arrays.asList(array));
    }
    if (value.getClass().isArray()) {
      String text = Arrays.deepToString(new Object[] {value});
      return value.getClass().getSimpleName() + text.substring(1, text.length() - 1);
    }
    if (value instanceof Collection<?> collection) {
      return elements("", collection);
    }
    if (value instanceof Map<?, ?> map) {
      return "{" + elements("", map.entrySet()) + "}";
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return value(entry.getKey()) + "=" + value(entry.getValue());
    }
    if (value instanceof Character || value instanceof CharSequence) {
      return "'" + value + "'";
    }
    if (value instanceof Number || value instanceof Boolean) {
      // With its type: 1 and 1L and (byte) 1 are not the same outcome.
      return value instanceof Integer ? value.toString() : value + value.getClass().getSimpleName();
    }
    return hasText(value) ? value.toString() : "<" + className(value.getClass()) + ">";
  }

  private static String elements(String prefix, Collection<?> elements) {
    StringJoiner text = new StringJoiner(", ", prefix + "[", "]");
    elements.forEach(element -> text.add(value(element)));
    return text.toString();
  }

  private static boolean hasText(Object value) {
    try {
      Method method = value.getClass().getMethod("toString");
      return method.getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static String className(Class<?> type) {
    return type.isHidden() || type.isSynthetic() ? "lambda" : type.getName();
  }

  /** Type, message, cause and suppressed exceptions. */
  static String thrown(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.getClass().getName());
    if (thrown.getMessage() != null && !isHelpful(thrown)) {
      text.append(": ").append(VARYING.matcher(thrown.getMessage()).replaceAll("…"));
    }
    text.append(line(thrown));
    if (thrown.getCause() != null) {
      text.append(" caused by ").append(thrown(thrown.getCause()));
    }
    List<Throwable> suppressed = List.of(thrown.getSuppressed());
    if (!suppressed.isEmpty()) {
      text.append(" suppressing ").append(value(suppressed));
    }
    return text.toString();
  }

  /**
   * The line of the program that has made it. That of a frame is the user's own. An accessor of
   * ours has none, and one of javac's that of its class. A coroutine may be called {@code
   * suspendable}, like our accessors.
   */
  private static String line(Throwable thrown) {
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (CompiledProgram.LOADER.equals(element.getClassLoaderName())
          && !element.getClassName().equals(PlainCoroutines.CLASS)
          && !element.getMethodName().matches("suspendable\\$(?!step|direct).*|access\\$.*")) {
        return " at line " + element.getLineNumber();
      }
    }
    return "";
  }

  /** The JVM's own messages about null name local variables, which a frame keeps elsewhere. */
  private static boolean isHelpful(Throwable thrown) {
    return thrown instanceof NullPointerException
        && Objects.requireNonNull(thrown.getMessage()).startsWith("Cannot ");
  }
}
