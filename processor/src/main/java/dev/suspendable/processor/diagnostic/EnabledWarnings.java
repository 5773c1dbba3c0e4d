package dev.suspendable.processor.diagnostic;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The warnings that the user wants, as the option {@code -Asuspendable.warn} says: {@code all},
 * which it is without the option, {@code none}, or names of warnings, separated by commas. With a
 * minus sign in front of each, all others are meant.
 *
 * <pre>
 * -Asuspendable.warn=discarded-task,lock-held
 * -Asuspendable.warn=-blocking
 * </pre>
 */
public final class EnabledWarnings {
  /** The prefix of a warning's name in messages. */
  private static final String PREFIX = "suspendable:";

  private final Set<Diagnostic> enabled;

  private EnabledWarnings(Set<Diagnostic> enabled) {
    this.enabled = enabled;
  }

  /** Whether the option may have a value. */
  public static boolean isValid(String option) {
    return option.equals("all") || option.equals("none") || named(option) != null;
  }

  /**
   * Reads the option's value.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  public static EnabledWarnings of(String option) {
    if (option.equals("none")) {
      return new EnabledWarnings(EnumSet.noneOf(Diagnostic.class));
    }
    Set<Diagnostic> enabled = warnings();
    if (!option.equals("all")) {
      Set<Diagnostic> named = named(option);
      if (named == null) {
        throw new IllegalArgumentException(option);
      }
      if (option.startsWith("-")) {
        enabled.removeAll(named);
      } else {
        enabled = named;
      }
    }
    return new EnabledWarnings(enabled);
  }

  /**
   * The warnings that a list of names enables, with minus signs or without; null if it is invalid.
   */
  private static @Nullable Set<Diagnostic> named(String option) {
    boolean without = option.startsWith("-");
    Set<Diagnostic> named = EnumSet.noneOf(Diagnostic.class);
    for (String name : option.split(",", -1)) {
      Diagnostic warning =
          name.startsWith("-") == without ? warning(without ? name.substring(1) : name) : null;
      if (warning == null) {
        return null;
      }
      named.add(warning);
    }
    return named;
  }

  /** The values that the option may have, for messages. */
  public static String values() {
    return "all|none|[-]"
        + warnings().stream()
            .map(each -> each.id().substring(PREFIX.length()))
            .collect(Collectors.joining(",[-]"));
  }

  /** Whether the user wants a warning. */
  public boolean contains(Diagnostic warning) {
    return enabled.contains(warning);
  }

  private static Set<Diagnostic> warnings() {
    return Arrays.stream(Diagnostic.values())
        .filter(diagnostic -> diagnostic.kind() == Kind.WARNING)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Diagnostic.class)));
  }

  private static @Nullable Diagnostic warning(String name) {
    for (Diagnostic each : warnings()) {
      if (each.id().equals(name) || each.id().equals(PREFIX + name)) {
        return each;
      }
    }
    return null;
  }
}
