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

/**
 * Test programs that are compiled together: javac needs much longer to start than for a program of
 * this size.
 */
public final class Batch {
  private final String packageName;
  private final Map<String, MasterTest> alone = new LinkedHashMap<>();
  private final Map<String, MasterTest> together = new LinkedHashMap<>();
  private final Map<String, MasterTest> broken = new LinkedHashMap<>();
  private CompiledProgram plain = CompiledProgram.NOTHING;
  private final Map<Form, CompiledProgram> transformed = new EnumMap<>(Form.class);

  /**
   * Compiles programs.
   *
   * @param name of a package for all of them, not {@code p}
   * @param programs by name, a Java identifier
   */
  public Batch(String name, Map<String, MasterTest> programs) {
    packageName = name.toLowerCase(Locale.ROOT);
    programs.forEach(
        (each, program) -> {
          Optional<MasterTest> moved = program.movedTo(packageOf(each));
          moved.ifPresentOrElse(test -> together.put(each, test), () -> alone.put(each, program));
        });
    compile();
  }

  private String packageOf(String program) {
    return packageName + "." + program;
  }

  /**
   * One erroneous program keeps javac from generating any; it is left out then. Errors in frames
   * come up only when there are no others.
   */
  private void compile() {
    plain = compile(MasterTest::plainSources, Form.PLAIN);
    for (Form form : Form.SUSPENDABLE) {
      CompiledProgram program = compile(MasterTest::sources, form);
      if (program.hasErrors()) {
        program = compile(MasterTest::sources, form);
      }
      if (program.hasErrors()) {
        // Errors without a position.
        broken.putAll(together);
        together.clear();
      }
      transformed.put(form, program);
    }
  }

  private CompiledProgram compile(Function<MasterTest, Map<String, String>> sources, Form form) {
    CompiledProgram program = CompiledProgram.compile(union(sources), List.of(), form);
    return leaveOut(program) ? CompiledProgram.compile(union(sources), List.of(), form) : program;
  }

  private Map<String, String> union(Function<MasterTest, Map<String, String>> sources) {
    Map<String, String> union = new LinkedHashMap<>();
    together.values().forEach(test -> union.putAll(sources.apply(test)));
    return union;
  }

  private boolean leaveOut(CompiledProgram program) {
    int before = together.size();
    for (String name : List.copyOf(together.keySet())) {
      if (program.part(packageOf(name), Set.of()).hasErrors()) {
        broken.put(name, together.remove(name));
      }
    }
    return together.size() < before;
  }

  /** The programs' names. */
  public List<String> names() {
    List<String> names = new ArrayList<>(together.keySet());
    names.addAll(alone.keySet());
    names.addAll(broken.keySet());
    return names;
  }

  /** Tests a program. */
  public void check(String name) {
    MasterTest test = together.get(name);
    if (test != null) {
      Set<String> shared = Set.of(PlainCoroutines.CLASS);
      for (CompiledProgram program : transformed.values()) {
        test.check(plain.part(packageOf(name), shared), program.part(packageOf(name), Set.of()));
      }
    } else if (alone.containsKey(name)) {
      alone.get(name).check();
    } else {
      broken.get(name).check();
    }
  }
}
