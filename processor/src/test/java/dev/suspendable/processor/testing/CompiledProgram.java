package dev.suspendable.processor.testing;

import dev.suspendable.processor.SuspendableProcessor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A program as it came out of javac, with the processor or without. */
final class CompiledProgram {
  /** Name of the class loader of all programs, which stack traces tell. */
  static final String LOADER = "program";

  static {
    // Surefire sets it too; IDEs do not.
    System.setProperty("dev.suspendable.verify", "true");
    // What is compiled without the processor is meant to be so.
    System.setProperty("dev.suspendable.unbound", "allow");
  }

  static final CompiledProgram NOTHING = new CompiledProgram(Map.of(), Map.of(), List.of());

  private final Map<String, byte[]> classes;
  private final Map<String, String> generatedSources;
  private final List<String> diagnostics;
  private @Nullable Method reusable;

  private CompiledProgram(
      Map<String, byte[]> classes, Map<String, String> generatedSources, List<String> diagnostics) {
    this.classes = classes;
    this.generatedSources = generatedSources;
    this.diagnostics = diagnostics;
  }

  /** What becomes of coroutines. */
  enum Form {
    /** Nothing: awaits are the identity. */
    PLAIN(),
    /** A direct form for those that are called directly; the others start in the state machine. */
    RESUMED(),
    /** A direct form for all that can have one. */
    DIRECT("-Asuspendable.direct=always"),
    /** State machines in as many parts as can be. */
    SPLIT("-Asuspendable.split=0"),
    /** State machines in parts of a few blocks. */
    DIRECT_SPLIT("-Asuspendable.direct=always", "-Asuspendable.split=300");

    /** The forms that suspend. */
    static final List<Form> SUSPENDABLE = List.of(RESUMED, DIRECT, SPLIT, DIRECT_SPLIT);

    /** {@code -Dmaster.forms=all}: all programs are tested in all forms, which takes long. */
    private static final boolean ALL = "all".equals(System.getProperty("master.forms"));

    /** One program in so many is tested in each of the forms that few need. */
    private static final int SAMPLE = 8;

    private final List<String> options;

    Form(String... options) {
      this.options = List.of(options);
    }

    /** The forms that a program of these sources is tested in. */
    static List<Form> of(Map<String, String> sources) {
      List<Form> forms = new ArrayList<>(List.of(RESUMED, DIRECT));
      int drawn = Math.floorMod(sources.hashCode(), SAMPLE);
      if (ALL || drawn == 0) {
        forms.add(SPLIT);
      }
      if (ALL || drawn == SAMPLE / 2) {
        forms.add(DIRECT_SPLIT);
      }
      return forms;
    }
  }

  /** Compiles sources, given by path. */
  static CompiledProgram compile(Map<String, String> sources, List<String> options, Form form) {
    return compile(sources, options, form, List.of());
  }

  /** Compiles sources, given by path, with other processors too. */
  static CompiledProgram compile(
      Map<String, String> sources, List<String> options, Form form, List<Processor> others) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    MemoryFiles files = new MemoryFiles();
    List<String> all =
        new ArrayList<>(List.of("-g", "-Xlint:all,-processing,-options", "-Xmaxwarns", "10000"));
    all.addAll(options);
    all.addAll(form.options);
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((path, text) -> units.add(new MemoryFiles.SourceFile(path, text)));
    JavaCompiler.CompilationTask task = javac.getTask(null, files, diagnostics, all, null, units);
    List<Processor> processors = new ArrayList<>(others);
    if (form != Form.PLAIN) {
      processors.add(new SuspendableProcessor());
    }
    // Not even those on the class path, if there are none.
    task.setProcessors(processors);
    task.call();
    return new CompiledProgram(
        files.classes(),
        files.sources(),
        diagnostics.getDiagnostics().stream()
            .filter(each -> each.getKind() != Diagnostic.Kind.NOTE)
            // The option of a form, in a program that has nothing for the processor to do.
            .filter(
                each -> !each.getCode().equals("compiler.warn.proc.unmatched.processor.options"))
            .map(CompiledProgram::text)
            .sorted()
            .toList());
  }

  /** The part of it that is in a package, and what all its parts may share. */
  CompiledProgram part(String packageName, Set<String> shared) {
    String folder = "/" + packageName.replace('.', '/') + "/";
    Map<String, byte[]> classesThere = new TreeMap<>(classes);
    classesThere
        .keySet()
        .removeIf(name -> !name.startsWith(packageName + ".") && !shared.contains(name));
    Map<String, String> sourcesThere = new TreeMap<>(generatedSources);
    sourcesThere.keySet().removeIf(path -> !path.contains(folder));
    return new CompiledProgram(
        classesThere,
        sourcesThere,
        diagnostics.stream().filter(each -> each.startsWith(folder)).toList());
  }

  private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    return (source == null ? "-" : source.getName())
        + ":"
        + diagnostic.getLineNumber()
        + ": "
        + diagnostic.getKind().toString().toLowerCase(Locale.ROOT)
        + ": "
        + diagnostic.getMessage(Locale.ROOT);
  }

  /** Errors and warnings: {@code file:line: kind: text}. */
  List<String> diagnostics() {
    return diagnostics;
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(each -> each.contains(": error: "));
  }

  /** The first difference to another compilation of the same sources; empty if there is none. */
  String differenceTo(CompiledProgram other) {
    if (!diagnostics.equals(other.diagnostics)) {
      return diagnostics + " instead of " + other.diagnostics;
    }
    if (!classes.keySet().equals(other.classes.keySet())) {
      return classes.keySet() + " instead of " + other.classes.keySet();
    }
    return classes.keySet().stream()
        .filter(name -> !Arrays.equals(classes.get(name), other.classes.get(name)))
        .map(name -> "another class file " + name)
        .findFirst()
        .orElse("");
  }

  Map<String, String> generatedSources() {
    return generatedSources;
  }

  boolean isEmpty() {
    return classes.isEmpty();
  }

  /**
   * Whether there is a {@link #entry}: if not, javac may have crashed.
   *
   * @throws LinkageError if any class is not valid
   */
  boolean hasEntry() {
    Loader loader = new Loader(classes);
    boolean found = false;
    for (String name : classes.keySet()) {
      found |= entryOf(loader.linked(name)) != null;
    }
    return found;
  }

  /** The program's {@code static … run()}, with static fields as they are before a first run. */
  Method entry() {
    if (reusable != null) {
      return reusable;
    }
    Loader loader = new Loader(classes);
    loader.setDefaultAssertionStatus(true);
    Method entry = null;
    boolean hasStaticState = false;
    for (String name : classes.keySet()) {
      Class<?> type = loader.linked(name);
      hasStaticState |= hasStaticState(type);
      Method run = entryOf(type);
      entry = entry == null ? run : entry;
    }
    if (entry == null) {
      throw new AssertionError("no class of the program has a method `static … run()`");
    }
    if (!hasStaticState) {
      reusable = entry;
    }
    return entry;
  }

  private static @Nullable Method entryOf(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("run")
          && method.getParameterCount() == 0
          && Modifier.isStatic(method.getModifiers())) {
        method.setAccessible(true);
        return method;
      }
    }
    return null;
  }

  private static boolean hasStaticState(Class<?> type) {
    if (Enum.class.isAssignableFrom(type)
        && Arrays.stream(type.getDeclaredFields())
            .anyMatch(field -> !Modifier.isStatic(field.getModifiers()))) {
      // Its constants, or the class of one, have fields of their own.
      return true;
    }
    for (Field field : type.getDeclaredFields()) {
      boolean isConstant =
          Modifier.isFinal(field.getModifiers())
              && (field.getType().isPrimitive() || field.getType() == String.class);
      if (Modifier.isStatic(field.getModifiers())
          && !isConstant
          && !field.isEnumConstant()
          && !field.isSynthetic()) {
        return true;
      }
    }
    return false;
  }

  /** Its own classes first: plain programs bring a class of the runtime along. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(LOADER, CompiledProgram.class.getClassLoader());
      this.classes = classes;
    }

    /** Loads and verifies a class. */
    Class<?> linked(String name) {
      try {
        Class<?> type = loadClass(name);
        // Links the class, and does not initialise it.
        type.getDeclaredMethods();
        return type;
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
      }
    }
  }
}
