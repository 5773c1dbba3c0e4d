package dev.suspendable.processor.testing;

import dev.suspendable.processor.testing.CompiledProgram.Form;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Test programs that are compiled together: javac needs much longer to start than for a program of
 * this size.
 */
public final class Batch {
  private final String packageName;
  private final Map<String, MasterTest> alone = new LinkedHashMap<>();
  private final Map<String, MasterTest> together = new LinkedHashMap<>();
  private final Map<String, Runnable> broken = new LinkedHashMap<>();
  private CompiledProgram plain = CompiledProgram.NOTHING;
  private final Map<Form, CompiledProgram> transformed = new EnumMap<>(Form.class);
  private @Nullable CompiledProgram drawn;

  /**
   * Compiles programs.
   *
   * @param name of a package for all of them, not {@code p}
   * @param programs by name, a Java identifier
   */
  public Batch(String name, Map<String, MasterTest> programs) {
    this(name, programs, Form.SUSPENDABLE);
  }

  private Batch(String name, Map<String, MasterTest> programs, List<Form> forms) {
    packageName = name.toLowerCase(Locale.ROOT);
    programs.forEach(
        (each, program) -> {
          Optional<MasterTest> moved = program.movedTo(packageOf(each));
          moved.ifPresentOrElse(test -> together.put(each, test), () -> alone.put(each, program));
        });
    compile(forms);
  }

  /** The errors of programs that are not valid Java, as javac alone finds. */
  public static Map<String, String> errors(String name, Map<String, MasterTest> programs) {
    Batch plainly = new Batch(name, programs, List.of());
    Map<String, String> errors = new LinkedHashMap<>();
    for (String program : plainly.broken.keySet()) {
      try {
        plainly.check(program);
      } catch (AssertionError e) {
        errors.put(program, String.valueOf(e.getMessage()));
      }
    }
    return errors;
  }

  private String packageOf(String program) {
    return packageName + "." + program;
  }

  /**
   * One erroneous program keeps javac from generating any; it is left out then. Some errors come up
   * only when there are no others.
   */
  private void compile(List<Form> forms) {
    plain = compile(MasterTest::plainSources, Form.PLAIN);
    for (Form form : forms) {
      CompiledProgram program = compile(MasterTest::sources, form);
      if (program.hasErrors()) {
        // Errors without a position.
        alone.putAll(together);
        together.clear();
      }
      transformed.put(form, program);
    }
    if (transformed.containsKey(Form.RESUMED)) {
      Map<String, String> union = union(MasterTest::sources, Form.RESUMED);
      if (Drawing.isDue(union)) {
        drawn = Drawing.compile(union, Form.RESUMED);
      }
    }
  }

  private static boolean isTested(MasterTest test, Form form) {
    return form == Form.PLAIN || Form.of(test.sources()).contains(form);
  }

  private CompiledProgram compile(Function<MasterTest, Map<String, String>> sources, Form form) {
    CompiledProgram program;
    do {
      Map<String, String> union = union(sources, form);
      if (union.isEmpty()) {
        return CompiledProgram.NOTHING;
      }
      program = CompiledProgram.compile(union, List.of(), form);
    } while (leaveOut(program, form));
    return program;
  }

  private Map<String, String> union(Function<MasterTest, Map<String, String>> sources, Form form) {
    Map<String, String> union = new LinkedHashMap<>();
    together.values().stream()
        .filter(test -> isTested(test, form))
        .forEach(test -> union.putAll(sources.apply(test)));
    return union;
  }

  private boolean leaveOut(CompiledProgram program, Form form) {
    int before = together.size();
    for (String name : List.copyOf(together.keySet())) {
      CompiledProgram part = program.part(packageOf(name), Set.of());
      if (part.hasErrors()) {
        MasterTest test = together.remove(name);
        CompiledProgram plainPart = form == Form.PLAIN ? part : plainPart(name);
        broken.put(name, () -> test.check(plainPart, part));
      }
    }
    return together.size() < before;
  }

  private CompiledProgram plainPart(String name) {
    return plain.part(packageOf(name), Set.of(PlainCoroutines.CLASS));
  }

  /** The programs' names. */
  public List<String> names() {
    List<String> names = new ArrayList<>(together.keySet());
    names.addAll(alone.keySet());
    names.addAll(broken.keySet());
    return names;
  }

  private void checkDrawn(String name) {
    CompiledProgram undrawn = transformed.get(Form.RESUMED);
    if (drawn != null && undrawn != null) {
      Set<String> none = Set.of();
      String difference =
          drawn.part(packageOf(name), none).differenceTo(undrawn.part(packageOf(name), none));
      if (!difference.isEmpty()) {
        throw new AssertionError("with diagrams and the page: " + difference);
      }
    }
  }

  /** Tests a program. */
  public void check(String name) {
    MasterTest test = together.get(name);
    if (test != null) {
      checkDrawn(name);
      transformed.forEach(
          (form, program) -> {
            if (isTested(test, form)) {
              test.check(plainPart(name), program.part(packageOf(name), Set.of()));
            }
          });
    } else if (alone.containsKey(name)) {
      alone.get(name).check();
    } else {
      broken.get(name).run();
    }
  }
}
