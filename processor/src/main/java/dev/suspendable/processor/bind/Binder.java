package dev.suspendable.processor.bind;

import dev.suspendable.processor.compile.ClassFiles;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.OutputFiles;
import dev.suspendable.processor.model.FrameName;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.Origin.Trouble;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassTooLargeException;

/**
 * Connects frames with their hosts in the class files.
 *
 * <p>An instance is used once, after the outer compilation has finished without errors.
 */
public final class Binder {
  private final ClassFiles classFiles;
  private final OutputFiles output;
  private final LargeMethodListener largeMethods;
  private final boolean generatedLines;
  private final Set<String> boundNests = new HashSet<>();

  /**
   * Creates a binder.
   *
   * @param largeMethods receives the methods that are too large for the JIT compiler
   * @param generatedLines whether stack traces and debuggers show the generated source instead of
   *     the user's
   */
  public Binder(
      ClassFiles classFiles,
      OutputFiles output,
      LargeMethodListener largeMethods,
      boolean generatedLines) {
    this.classFiles = classFiles;
    this.output = output;
    this.largeMethods = largeMethods;
    this.generatedLines = generatedLines;
  }

  /**
   * Binds frames, and deletes the frames that earlier builds left behind for the same classes. So
   * it must be called even if there are no coroutines (any more).
   *
   * <p>A failure is reported at the user's method; then nothing is written for its nest.
   *
   * @param frames the coroutines
   * @param frameClasses their class files by binary name; a coroutine without a class file is
   *     skipped
   * @param topLevel the top-level classes that were generated, with or without coroutines
   */
  public void bind(
      List<FrameSource> frames, Map<String, byte[]> frameClasses, List<GeneratedClass> topLevel) {
    Map<String, Map<String, byte[]>> classes = byFrame(frames, frameClasses);
    Map<String, List<FrameSource>> nests =
        frames.stream()
            .filter(frame -> frameClasses.containsKey(frame.name().binaryName()))
            .collect(Collectors.groupingBy(this::outermostOf, TreeMap::new, Collectors.toList()));
    Set<String> written = new HashSet<>();
    nests.forEach(
        (outermost, coroutines) -> written.addAll(bindNest(outermost, coroutines, classes)));
    if (nests.values().stream().mapToInt(List::size).sum() == frames.size()) {
      deleteStaleFrames(topLevel, written);
    }
  }

  /** The nests that have been bound, by the binary names of their top-level classes. */
  public Set<String> boundNests() {
    return boundNests;
  }

  /** The class files of each frame, including its nested classes. */
  private static Map<String, Map<String, byte[]>> byFrame(
      List<FrameSource> frames, Map<String, byte[]> frameClasses) {
    Set<String> names =
        frames.stream().map(frame -> frame.name().binaryName()).collect(Collectors.toSet());
    Map<String, Map<String, byte[]>> classes = new HashMap<>();
    frameClasses.forEach(
        (name, classFile) ->
            FrameName.around(name, names::contains)
                .ifPresent(
                    frame ->
                        classes
                            .computeIfAbsent(frame, key -> new LinkedHashMap<>())
                            .put(name, classFile)));
    return classes;
  }

  private String outermostOf(FrameSource frame) {
    return classFiles
        .generated()
        .find(frame.name().host())
        .map(GeneratedClass::outermostName)
        .orElse(frame.name().host());
  }

  private Set<String> bindNest(
      String outermost,
      List<FrameSource> coroutines,
      Map<String, Map<String, byte[]>> frameClasses) {
    try {
      Map<String, byte[]> userClasses = new LinkedHashMap<>();
      userClasses.put(outermost, read(outermost));
      for (String name : classFiles.generated().inNest(outermost)) {
        if (!name.equals(outermost)) {
          userClasses.put(name, read(name));
        }
      }
      try {
        return bindNest(outermost, userClasses, coroutines, frameClasses, true);
      } catch (ClassTooLargeException e) {
        // The host has no room for the code of its coroutines.
        return bindNest(outermost, userClasses, coroutines, frameClasses, false);
      }
    } catch (BindException e) {
      e.report();
    } catch (IOException | RuntimeException e) {
      coroutines.forEach(frame -> report(frame, e.toString()));
    }
    return Set.of();
  }

  private Set<String> bindNest(
      String outermost,
      Map<String, byte[]> userClasses,
      List<FrameSource> coroutines,
      Map<String, Map<String, byte[]>> frameClasses,
      boolean movesBodies)
      throws IOException {
    NestBinding binding =
        new NestBinding(outermost, userClasses, coroutines, generatedLines, movesBodies);
    for (FrameSource coroutine : coroutines) {
      binding.addFrame(
          coroutine, frameClasses.getOrDefault(coroutine.name().binaryName(), Map.of()));
    }
    List<NestBinding.FrameClass> frames = binding.rewriteFrames();
    Map<String, byte[]> hosts = binding.rewriteHosts();
    // Hosts are written last: if a frame cannot be written, no host calls it.
    for (NestBinding.FrameClass each : frames) {
      output.writeFrameClass(each.frame().name().host(), each.binaryName(), each.classFile());
    }
    for (Map.Entry<String, byte[]> host : hosts.entrySet()) {
      output.rewriteClass(host.getKey(), host.getValue());
    }
    boundNests.add(outermost);
    binding
        .largeMethods()
        .forEach(large -> largeMethods.largeMethod(large.frame(), large.name(), large.size()));
    return binding.frameClasses();
  }

  private byte[] read(String binaryName) throws IOException {
    return classFiles
        .read(binaryName)
        .orElseThrow(() -> new IOException("cannot read the class file of " + binaryName));
  }

  private static void report(FrameSource frame, String problem) {
    frame.origin().report(Trouble.NOT_BOUND, problem);
  }

  /**
   * A failure here does not fail the build: a frame that cannot be deleted only takes up space.
   * Where sources are not files, class files may not be files either, and a file manager may create
   * a file that it is asked for.
   */
  private void deleteStaleFrames(List<GeneratedClass> topLevel, Set<String> current) {
    StaleFrames stale = new StaleFrames(classFiles, output);
    for (GeneratedClass type : topLevel) {
      if (ClassFiles.isFile(type.sourceFile())) {
        try {
          stale.delete(type, current);
        } catch (IOException | RuntimeException e) {
          // As above: not worth failing the build.
        }
      }
    }
  }
}
