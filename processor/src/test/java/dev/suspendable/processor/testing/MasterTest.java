package dev.suspendable.processor.testing;

import dev.suspendable.processor.testing.Behaviour.Kind;
import dev.suspendable.processor.testing.CompiledProgram.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;

/**
 * A test program, and the master test of it: the program compiled with the processor does what it
 * does compiled without, where {@code await} is the identity, to the last side effect, exception
 * type and order.
 *
 * <p>It is run with all awaits ready, with all suspended in each way there is to be resumed, and
 * with each await in turn failing, in each way there is to fail, and stopped by the stopped signal.
 *
 * <pre>{@code
 * MasterTest.body("int", "int a = see(1); return Task.of(a + await(see(2)));").check();
 * }</pre>
 *
 * <p>The plain program that is to tell what the stopped signal does throws an error at that await;
 * a {@code catch} of all exceptions passes it on. What a plain program cannot tell, because a
 * cleanup replaces that error by a jump or by an exception of its own, is said by {@link
 * #whenStopped}.
 */
public final class MasterTest {
  /** Up to so many awaits each is failed and stopped; of more, so many at both ends and between. */
  private static final int EACH = 24;

  /** The same, of a program that is tested {@linkplain #inTurns in turns}. */
  private static final int EACH_IN_TURNS = 600;

  private static final Pattern CATCH_ALL =
      Pattern.compile(
          "catch\\s*\\(\\s*(?:final\\s+)?[^()]*\\b(?:Throwable|Error)\\b[^()]*?\\b(\\w+)\\s*\\)\\s*\\{");

  private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|enum|interface) (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package ([\\w.]+)\\s*;");

  private static final List<Mode> RESUMED =
      List.of(
          Mode.all(Behaviour.READY),
          Mode.all(Behaviour.RETURN),
          Mode.all(Behaviour.INLINE),
          Mode.all(Behaviour.LATER),
          Mode.all(Behaviour.OTHER_THREAD),
          Mode.all(Behaviour.VALUE),
          Mode.all(Behaviour.FRAME),
          Mode.all(Behaviour.READY, Behaviour.LATER),
          Mode.all(Behaviour.LATER, Behaviour.READY, Behaviour.READY),
          Mode.all(Behaviour.OTHER_THREAD, Behaviour.READY, Behaviour.INLINE));

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> plainVersions = new LinkedHashMap<>();
  private final Map<Integer, Expected> whenStopped = new TreeMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<Supplier<Processor>> others = new ArrayList<>();
  private boolean stops = true;
  private boolean failures = true;
  private boolean eachWay = true;

  private record Expected(Outcome outcome, List<String> trace) {}

  private MasterTest() {}

  /**
   * A program that is one coroutine.
   *
   * @param type type of its result, such as {@code int} or {@code List<String>}
   * @param body the body of a static method that returns a {@code Task} of it
   */
  public static MasterTest body(String type, String body) {
    return body(type, body, "");
  }

  /**
   * A program that is a coroutine and other members of its class.
   *
   * @param members further members, and more coroutines perhaps
   */
  public static MasterTest body(String type, String body, String members) {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;
        import dev.suspendable.processor.testing.AwaitFailure;
        import java.io.*;
        import java.util.*;
        import java.util.function.*;

        class P {
          @Suspendable
          static Task<%s> run() throws Exception {
        """
                .formatted(boxed(type))
            + body.indent(4)
            + "  }\n"
            + members.indent(2)
            + "}\n");
  }

  /** A program that is a generator. */
  public static MasterTest generator(String type, String body, String members) {
    return program(
        """
        package p;

        import static dev.suspendable.Coroutines.yieldAll;
        import static dev.suspendable.Coroutines.yieldValue;
        import static dev.suspendable.processor.testing.Awaits.log;
        import static dev.suspendable.processor.testing.Awaits.see;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;
        import dev.suspendable.processor.testing.AwaitFailure;
        import java.util.*;
        import java.util.function.*;

        class P {
          @Suspendable
          static Generator<%s> run() {
        """
                .formatted(type)
            + body.indent(4)
            + "  }\n"
            + members.indent(2)
            + "}\n");
  }

  /** A program given as a whole: a compilation unit with a method {@code static … run()}. */
  public static MasterTest program(String source) {
    return new MasterTest().with(source);
  }

  /** A program given as a whole, with its {@linkplain #with(String, String) plain version}. */
  public static MasterTest program(String source, String plainVersion) {
    return new MasterTest().with(source, plainVersion);
  }

  /** Adds a compilation unit. */
  public MasterTest with(String source) {
    sources.put(pathOf(source), source);
    return this;
  }

  /**
   * Adds a compilation unit whose plain version is given: one that tells what the stopped signal
   * does although cleanups end by jumps or exceptions, or that has its tasks start late. Line by
   * line it is the same program; {@link Plainly} is what it calls.
   */
  public MasterTest with(String source, String plainVersion) {
    plainVersions.put(pathOf(source), plainVersion);
    return with(source);
  }

  /** Adds options for javac. */
  public MasterTest options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Has the plain and the transformed program compiled beside another annotation processor. */
  public MasterTest beside(Supplier<Processor> processor) {
    others.add(processor);
    return this;
  }

  /** Does not stop the program: it has no await that can be. */
  public MasterTest withoutStops() {
    stops = false;
    return this;
  }

  /** Does not let awaits fail. */
  public MasterTest withoutFailures() {
    failures = false;
    return this;
  }

  /**
   * Lets each await fail in one way only, and be stopped in one, in turns, and the await after it
   * too: for programs of which there are many.
   */
  public MasterTest inTurns() {
    eachWay = false;
    return this;
  }

  /** Says what the program does when its {@code k}-th await is stopped, after which it is done. */
  public MasterTest whenStopped(int k, String... trace) {
    whenStopped.put(k, new Expected(Outcome.STOPPED, List.of(trace)));
    return this;
  }

  /** Says what the program does when its {@code k}-th await is stopped and cleanups fail. */
  public MasterTest whenStopped(int k, Throwable failure, String... trace) {
    whenStopped.put(k, new Expected(Outcome.thrown(failure), List.of(trace)));
    return this;
  }

  /** Compiles, runs in all modes, compares. */
  public void check() {
    CompiledProgram plain = compile(plainSources(), Form.PLAIN);
    for (Form form : Form.of(sources)) {
      check(plain, compile(sources, form));
    }
  }

  private CompiledProgram compile(Map<String, String> units, Form form) {
    return CompiledProgram.compile(
        units, options, form, others.stream().map(Supplier::get).toList());
  }

  void check(CompiledProgram plain, CompiledProgram transformed) {
    Report report = new Report(sources);
    if (plain.hasErrors() || plain.isEmpty()) {
      throw report.failure("the program is not valid Java", plain.diagnostics());
    }
    report.generated(transformed.generatedSources());
    if (!transformed.diagnostics().equals(plain.diagnostics())) {
      throw report.differences(
          "diagnostics of javac", plain.diagnostics(), transformed.diagnostics());
    }
    try {
      run(plain, transformed, report);
    } catch (LinkageError e) {
      throw report.failure("the frame's class is not valid: " + e, List.of());
    }
  }

  /**
   * The same test, in a package of its own; empty if it is particular about its package, about
   * javac's options or about other processors, so that it has to be compiled alone.
   */
  Optional<MasterTest> movedTo(String packageName) {
    if (!options.isEmpty()
        || !others.isEmpty()
        || !sources.values().stream().allMatch(text -> text.matches("(?s)package p[.;].*"))) {
      return Optional.empty();
    }
    MasterTest moved = new MasterTest();
    sources.forEach(
        (path, text) -> {
          String plain = plainVersions.get(path);
          if (plain == null) {
            moved.with(moved(text, packageName));
          } else {
            moved.with(moved(text, packageName), moved(plain, packageName));
          }
        });
    moved.whenStopped.putAll(whenStopped);
    moved.stops = stops;
    moved.failures = failures;
    moved.eachWay = eachWay;
    return Optional.of(moved);
  }

  /** Packages within the program's have to be named as such: {@code p.q}. */
  private String moved(String text, String packageName) {
    String moved = "package " + packageName + text.substring("package p".length());
    for (String source : sources.values()) {
      Matcher inner = PACKAGE.matcher(source);
      if (inner.find() && inner.group(1).startsWith("p.")) {
        String name = inner.group(1);
        moved =
            moved.replaceAll(
                "(?<![\\w.])" + Pattern.quote(name) + "\\b", packageName + name.substring(1));
      }
    }
    return moved;
  }

  Map<String, String> sources() {
    return sources;
  }

  Map<String, String> plainSources() {
    Map<String, String> plain = new LinkedHashMap<>();
    sources.forEach(
        (path, text) -> {
          String given = plainVersions.get(path);
          plain.put(path, given != null ? given : passingStops(text));
        });
    if (sources.values().stream().anyMatch(text -> text.contains("Coroutines"))) {
      plain.put(PlainCoroutines.FILE, PlainCoroutines.source());
    }
    return plain;
  }

  private void run(CompiledProgram plain, CompiledProgram transformed, Report report) {
    if (!isValid(plain)) {
      throw report.failure("javac has made nothing of the plain program", List.of());
    }
    if (!transformed.hasEntry()) {
      throw report.failure("javac has made nothing of the transformed program", List.of());
    }
    Performance expected = Performance.of(plain.entry(), Mode.all(Behaviour.PLAIN));
    for (Mode mode : RESUMED) {
      Performance actual = Performance.of(transformed.entry(), mode);
      report.compare(mode, expected.outcome(), expected.trace(), actual);
    }
    for (int k : chosen(expected.awaits(), eachWay ? EACH : EACH_IN_TURNS)) {
      if (failures) {
        Performance failed = Performance.of(plain.entry(), Mode.at(k, Behaviour.PLAIN_FAILURE));
        for (Behaviour failure : of(Kind.FAILURE, k)) {
          Mode mode = Mode.at(k, failure);
          Performance actual = Performance.of(transformed.entry(), mode);
          report.compare(mode, failed.outcome(), failed.trace(), actual);
        }
      }
      if (stops && !expected.unstoppable().contains(k)) {
        stop(k, plain, transformed, report);
      }
      if (!eachWay && failures) {
        twice(k, plain, transformed, report);
      }
    }
  }

  /** Whether javac has not crashed, and not made classes that the JVM rejects. */
  private static boolean isValid(CompiledProgram plain) {
    try {
      return plain.hasEntry();
    } catch (LinkageError e) {
      return false;
    }
  }

  private void stop(int k, CompiledProgram plain, CompiledProgram transformed, Report report) {
    Performance stopped = Performance.of(plain.entry(), Mode.at(k, Behaviour.PLAIN_STOP));
    Expected said = whenStopped.get(k);
    for (Behaviour stop : of(Kind.STOP, k)) {
      Mode mode = Mode.at(k, stop);
      Performance actual = Performance.of(transformed.entry(), mode);
      if (said != null) {
        report.compare(mode, said.outcome, said.trace, actual.withoutLines());
      } else if (stopped.outcome().kind() == Outcome.Kind.VALUE && plainVersions.isEmpty()) {
        throw report.failure(
            "say what happens when await "
                + k
                + " is stopped: the plain program cannot tell. The coroutine ended with "
                + actual.outcome(),
            actual.trace());
      } else {
        report.compare(mode, stopped.outcome(), stopped.trace(), actual);
      }
    }
  }

  /** Lets a failure or the stopped signal meet another one in what it leads to. */
  private void twice(int k, CompiledProgram plain, CompiledProgram transformed, Report report) {
    boolean failsFirst = k % 3 != 0;
    boolean failsThen = k % 3 != 1;
    Mode plainly =
        Mode.at(k, failsFirst ? Behaviour.PLAIN_FAILURE : Behaviour.PLAIN_STOP)
            .andNext(failsThen ? Behaviour.PLAIN_FAILURE : Behaviour.PLAIN_STOP);
    Mode mode =
        Mode.at(k, of(failsFirst ? Kind.FAILURE : Kind.STOP, k).get(0))
            .andNext(of(failsThen ? Kind.FAILURE : Kind.STOP, k / 3).get(0));
    Performance expected = Performance.of(plain.entry(), plainly);
    Performance actual = Performance.of(transformed.entry(), mode);
    report.compare(mode, expected.outcome(), expected.trace(), actual);
  }

  private List<Behaviour> of(Kind kind, int k) {
    List<Behaviour> all = new ArrayList<>();
    for (Behaviour behaviour : Behaviour.values()) {
      if (behaviour.kind() == kind) {
        all.add(behaviour);
      }
    }
    return eachWay ? all : List.of(all.get(k % all.size()));
  }

  private static Iterable<Integer> chosen(int awaits, int most) {
    TreeSet<Integer> chosen = new TreeSet<>();
    int third = most / 3;
    for (int i = 1; i <= awaits; i++) {
      boolean atEnd = i <= third || i > awaits - third;
      if (awaits <= most || atEnd || i % (awaits / third) == 0) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  private static String passingStops(String source) {
    return CATCH_ALL
        .matcher(source)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group()
                        + " dev.suspendable.processor.testing.Plainly.uncaught("
                        + found.group(1)
                        + ");"));
  }

  private static String pathOf(String source) {
    Matcher type = TYPE.matcher(source);
    Matcher named = PACKAGE.matcher(source);
    String file = (type.find() ? type.group(1) : "package-info") + ".java";
    return named.find() ? named.group(1).replace('.', '/') + "/" + file : file;
  }

  private static String boxed(String type) {
    return switch (type) {
      case "int" -> "Integer";
      case "char" -> "Character";
      case "boolean", "byte", "short", "long", "float", "double", "void" ->
          Character.toUpperCase(type.charAt(0)) + type.substring(1);
      default -> type;
    };
  }
}
