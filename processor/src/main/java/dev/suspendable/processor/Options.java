package dev.suspendable.processor;

import dev.suspendable.processor.compile.SourcesOption;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.EnabledWarnings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The options {@code -Asuspendable.…} of a compilation. */
final class Options {
  private static final String PREFIX = "suspendable.";

  /** A placeholder for any sequence of decimal digits among the values of an option. */
  private static final String NUMBER = "<number>";

  /** A placeholder for any folder, or the name of one that can be created. */
  private static final String FOLDER = "<folder>";

  private final Map<String, String> given = new TreeMap<>();

  /** All options, with the values that each accepts. */
  enum Option {
    /**
     * {@code generated}: stack traces and debuggers show the frame's source instead of the user's.
     * {@code single}: the code of each line occurs only once, for debuggers that set a breakpoint
     * at one location only.
     */
    LINES("generated", "single"),

    /**
     * {@code none} makes no direct calls, {@code file} restricts them to calls within a file.
     * {@code always} gives a direct form to every coroutine that can have one, not only to those
     * that are called directly in this compilation.
     */
    DIRECT("none", "file", "always"),

    /**
     * The place of the frames' sources: {@code output} is the source output, {@code none} writes no
     * sources. Without the option they go outside of what IDEs regard as source code.
     */
    SOURCES("output", "none", FOLDER),

    /** A state diagram of each coroutine, in this format, beside the source of its frame. */
    DIAGRAMS("svg", "dot", "none"),

    /** A page with the sources, the diagrams and the frames, in the folder of these sources. */
    PAGE("html", "none"),

    /**
     * How many threads compile frames at most. Without the option each has at least 50 frames, and
     * there are not more than processors.
     */
    THREADS(NUMBER),

    /** The largest part of a state machine, in estimated bytes of byte code. For tests. */
    SPLIT(NUMBER),

    /** For the processor's developers: the folder for the results of each pass. */
    DUMP(FOLDER),

    /** The enabled warnings: see {@link EnabledWarnings}. */
    WARN(EnabledWarnings.values());

    private final List<String> values;

    Option(String... values) {
      this.values = List.of(values);
    }

    private String key() {
      return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    private boolean allows(String value) {
      return values.contains(value)
          || (values.contains(NUMBER) && value.matches("[0-9]{1,9}"))
          || (values.contains(FOLDER) && isFolder(value))
          || (this == WARN && EnabledWarnings.isValid(value));
    }

    private static boolean isFolder(String value) {
      try {
        Path path = Path.of(value);
        return !value.isEmpty() && (Files.isDirectory(path) || Files.notExists(path));
      } catch (InvalidPathException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return "-A" + key() + "=" + String.join("|", values);
    }
  }

  /** Selects the processor's options from those that were given. */
  Options(Map<String, String> all) {
    all.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            given.put(key, value == null ? "" : value);
          }
        });
  }

  /** Whether an option has a value. */
  boolean has(Option option, String value) {
    return value.equals(given.get(option.key()));
  }

  /** The number that an option gives, or {@code otherwise}. */
  int number(Option option, int otherwise) {
    String value = given.get(option.key());
    return value != null && option.allows(value) ? Integer.parseInt(value) : otherwise;
  }

  /** The folder that an option gives, if it is set. */
  Optional<Path> folder(Option option) {
    return Optional.ofNullable(given.get(option.key())).filter(option::allows).map(Path::of);
  }

  /**
   * The place of the frames' sources. Debuggers that show them look for them among the sources, so
   * with {@code lines=generated} the default is the source output.
   */
  SourcesOption sources() {
    String value = given.get(Option.SOURCES.key());
    if (value == null || !Option.SOURCES.allows(value)) {
      return has(Option.LINES, "generated")
          ? new SourcesOption.Output()
          : new SourcesOption.Outside();
    }
    return switch (value) {
      case "output" -> new SourcesOption.Output();
      case "none" -> new SourcesOption.None();
      default -> new SourcesOption.Chosen(Path.of(value).toAbsolutePath().normalize());
    };
  }

  /** Whether diagrams or a page are to be written. */
  boolean draws() {
    return !diagrams().equals("none") || has(Option.PAGE, "html");
  }

  /** The format of the diagrams, {@code none} for no diagrams. */
  String diagrams() {
    String value = given.getOrDefault(Option.DIAGRAMS.key(), "none");
    return Option.DIAGRAMS.allows(value) ? value : "none";
  }

  /** The enabled warnings; all of them if the option is invalid. */
  EnabledWarnings warnings() {
    String value = given.getOrDefault(Option.WARN.key(), "all");
    return EnabledWarnings.of(Option.WARN.allows(value) ? value : "all");
  }

  /** Reports each option that does not exist or does not accept the given value. */
  void check(Consumer<String> report) {
    String all =
        Arrays.stream(Option.values()).map(Option::toString).collect(Collectors.joining(", "));
    given.forEach(
        (key, value) -> {
          if (Arrays.stream(Option.values())
              .noneMatch(option -> option.key().equals(key) && option.allows(value))) {
            report.accept(
                Diagnostic.UNKNOWN_OPTION.message(
                    "-A" + key + (value.isEmpty() ? "" : "=" + value), all));
          }
        });
  }

  /**
   * Keys of the existing and of the given options. They are claimed so that javac does not warn of
   * them as well.
   */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(given.keySet());
    Arrays.stream(Option.values()).map(Option::key).forEach(keys::add);
    return keys;
  }
}
