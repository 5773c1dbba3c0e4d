package dev.suspendable.processor.compile;

import com.sun.source.util.JavacTask;
import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.JvmTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles frame sources in memory, against the classes that the outer compilation saw.
 *
 * <p>Must be used after the outer compilation has finished without errors, because it reads the
 * class files that the outer compilation has generated.
 */
public final class NestedCompilation {
  private final ProcessingEnvironment environment;
  private final ClassFiles classFiles;
  private final FrameShares shares;
  private final Map<String, PathClasses> paths = new HashMap<>();

  /** Creates a compilation nested in the one that {@code environment} belongs to. */
  public NestedCompilation(
      ProcessingEnvironment environment, ClassFiles classFiles, FrameShares shares) {
    this.environment = environment;
    this.classFiles = classFiles;
    this.shares = shares;
  }

  /**
   * Returns the frames with the imports that they need, given the classes that the outer
   * compilation has generated.
   */
  public List<FrameSource> settle(List<FrameSource> frames) {
    return frames.stream().map(this::settle).toList();
  }

  private FrameSource settle(FrameSource frame) {
    return frame.with(
        JavaLangImports.settle(
            frame.text(),
            name ->
                classFiles.generated().isCompiled(frame.name().inPackage(name))
                    || path(moduleOf(frame)).has(frame.name().inPackage(name))));
  }

  private PathClasses path(String module) {
    return paths.computeIfAbsent(module, key -> new PathClasses(environment, key));
  }

  /**
   * Compiles frames. A frame that does not compile, or in which a name means something else than in
   * the user's code, is reported at the user's method.
   *
   * @return class files by binary name; none for a host if any of its frames was refused
   */
  public Map<String, byte[]> compile(List<FrameSource> frames) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    byModule(frames).forEach((module, group) -> classes.putAll(compile(module, group)));
    return classes;
  }

  /**
   * Groups the frames by module, with one compilation for each: two modules may see different
   * classes under the same name.
   */
  private Map<String, List<FrameSource>> byModule(List<FrameSource> frames) {
    return frames.stream()
        .collect(Collectors.groupingBy(this::moduleOf, TreeMap::new, Collectors.toList()));
  }

  private String moduleOf(FrameSource frame) {
    return classFiles.generated().find(frame.name().host()).map(GeneratedClass::module).orElse("");
  }

  private Map<String, byte[]> compile(String module, List<FrameSource> frames) {
    Identifiers identifiers = new Identifiers();
    frames.forEach(frame -> identifiers.add(frame.text().source()));
    OuterWorld world =
        new OuterWorld(
            classFiles,
            path(module),
            new JvmTypes(environment.getTypeUtils(), environment.getElementUtils()),
            frames,
            identifiers);
    List<String> options = options(frames, identifiers);
    FrameProblems problems = new FrameProblems(frames);
    Map<String, byte[]> classes = attemptAll(world, frames, options, problems);
    if (!problems.isEmpty() && world.explore()) {
      // A package may be spread over several jars, some of which were unknown. They are known now.
      problems = new FrameProblems(frames);
      classes = attemptAll(world, frames, options, problems);
    }
    if (problems.isOfUnknownFrame()) {
      problems = ofEachAlone(world, frames, options, problems);
    }
    problems.report();
    return without(problems.frames(), frames, classes);
  }

  /** Finds the frames that crash javac, by compiling each frame separately. */
  private FrameProblems ofEachAlone(
      OuterWorld world, List<FrameSource> frames, List<String> options, FrameProblems ofAll) {
    FrameProblems found = new FrameProblems(frames);
    for (FrameSource frame : frames) {
      FrameProblems problems = new FrameProblems(List.of(frame));
      attempt(world, List.of(frame), options, problems);
      if (problems.isOfUnknownFrame()) {
        found.addAll(problems);
      }
    }
    return found.isEmpty() ? ofAll : found;
  }

  /** One attempt for the frames of each thread. */
  private Map<String, byte[]> attemptAll(
      OuterWorld world, List<FrameSource> frames, List<String> options, FrameProblems problems) {
    record Attempt(Map<String, byte[]> classes, FrameProblems problems) {}
    List<List<FrameSource>> all =
        shares.of(frames, frame -> classFiles.generated().outermostOf(frame.name().host()));
    Map<String, byte[]> classes = new TreeMap<>(); // the order does not depend on the shares
    FrameShares.map(
            all,
            share -> {
              FrameProblems own = new FrameProblems(share);
              return new Attempt(attempt(world, share, options, own), own);
            })
        .forEach(
            attempt -> {
              classes.putAll(attempt.classes);
              problems.addAll(attempt.problems);
            });
    return classes;
  }

  private static Map<String, byte[]> attempt(
      OuterWorld world, List<FrameSource> frames, List<String> options, FrameProblems problems) {
    Progress progress = new Progress();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager system =
            compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8);
        NestedFileManager files = new NestedFileManager(system, world)) {
      List<FrameFile> sources = frames.stream().map(FrameFile::new).toList();
      JavacTask task =
          (JavacTask) compiler.getTask(progress.words(), files, problems, options, null, sources);
      NameValidation validation = new NameValidation(task, frames, problems);
      task.addTaskListener(validation);
      task.addTaskListener(progress);
      boolean success = task.call();
      if (success) {
        validation.finish();
      } else if (problems.isEmpty()) {
        problems.add(progress.file(), progress.reason());
      }
      return success ? files.compiled() : Map.of();
    } catch (IOException | RuntimeException e) {
      problems.add(progress.file(), e.toString());
      return Map.of();
    }
  }

  private List<String> options(List<FrameSource> frames, Identifiers identifiers) {
    List<ClassFacts> hosts =
        frames.stream()
            .map(frame -> frame.name().host())
            .distinct()
            .flatMap(host -> classFiles.read(host).stream())
            .map(ClassFacts::of)
            .toList();
    // No warnings: no user can act on them.
    List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-Xlint:none"));
    options.add(debugInformation(hosts));
    options.addAll(new Platform(environment).options(hosts, identifiers.dotted()));
    return options;
  }

  /**
   * The debug option. The user's own {@code -g} cannot be read, but the generated class files show
   * it.
   */
  private static String debugInformation(List<ClassFacts> hosts) {
    if (hosts.stream().noneMatch(ClassFacts::hasDebugInformation)) {
      return "-g:none";
    }
    return hosts.stream().anyMatch(ClassFacts::hasVariables) ? "-g" : "-g:source,lines";
  }

  private static Map<String, byte[]> without(
      Set<FrameSource> refused, List<FrameSource> frames, Map<String, byte[]> classes) {
    Set<String> hosts =
        refused.stream().map(frame -> frame.name().host()).collect(Collectors.toSet());
    Map<String, byte[]> kept = new LinkedHashMap<>(classes);
    for (FrameSource frame : frames) {
      if (hosts.contains(frame.name().host())) {
        kept.keySet().removeIf(frame.name()::includes);
      }
    }
    return kept;
  }
}
