package dev.suspendable.processor.bind;

import dev.suspendable.processor.compile.ClassFiles;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.OutputFiles;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameSource.Trouble;
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
 * Ties frames to their hosts in the class files.
 *
 * <p>To be used once, when the outer compilation has finished without errors.
 */
public final class Binder {
  private final ClassFiles classFiles;
  private final OutputFiles output;
  private final LargeMethodListener largeMethods;
  private final boolean generatedLines;

  /**
   * A binder.
   *
   * @param largeMethods is told of methods too large for the JIT compiler
   * @param generatedLines whether stack traces and debuggers are to show the generated source
   *     instead of the user's
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
   * Binds frames, and deletes those that earlier builds left of the same classes: so it is to be
   * called even if there are no coroutines (any more).
   *
   * <p>What fails is reported at the user's method, and of its nest nothing is written.
   *
   * @param frames the coroutines
   * @param frameClasses their class files by binary name; a coroutine without is passed over
   * @param topLevel the classes, at the top level, that were generated with or without coroutines
   */
  public void bind(
      List<FrameSource> frames, Map<String, byte[]> frameClasses, List<GeneratedClass> topLevel) {
    Map<String, Map<String, byte[]>> classes = byFrame(frames, frameClasses);
    Map<String, List<FrameSource>> nests =
        frames.stream()
            .filter(frame -> frameClasses.containsKey(frame.binaryName()))
            .collect(Collectors.groupingBy(this::outermostOf, TreeMap::new, Collectors.toList()));
    Set<String> written = new HashSet<>();
    nests.forEach(
        (outermost, coroutines) -> written.addAll(bindNest(outermost, coroutines, classes)));
    if (nests.values().stream().mapToInt(List::size).sum() == frames.size()) {
      deleteStaleFrames(topLevel, written);
    }
  }

  /** The class files of each frame, with what is nested in it. */
  private static Map<String, Map<String, byte[]>> byFrame(
      List<FrameSource> frames, Map<String, byte[]> frameClasses) {
    Set<String> names = frames.stream().map(FrameSource::binaryName).collect(Collectors.toSet());
    Map<String, Map<String, byte[]>> classes = new HashMap<>();
    frameClasses.forEach(
        (name, classFile) ->
            FrameSource.frameAround(name, names::contains)
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
        .find(frame.host())
        .map(GeneratedClass::outermostName)
        .orElse(frame.host());
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
        // The host has no room for its coroutines' code.
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
      binding.addFrame(coroutine, frameClasses.getOrDefault(coroutine.binaryName(), Map.of()));
    }
    List<NestBinding.FrameClass> frames = binding.rewriteFrames();
    Map<String, byte[]> hosts = binding.rewriteHosts();
    // Hosts last: if a frame cannot be written, no host calls it.
    for (NestBinding.FrameClass each : frames) {
      output.writeFrameClass(each.frame().host(), each.binaryName(), each.classFile());
    }
    for (Map.Entry<String, byte[]> host : hosts.entrySet()) {
      output.rewriteClass(host.getKey(), host.getValue());
    }
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
   * Not worth failing a build: what cannot be deleted does no harm but to take room. Where sources
   * are no files, classes may be none either, and a file manager that is asked for one may make it.
   */
  private void deleteStaleFrames(List<GeneratedClass> topLevel, Set<String> current) {
    StaleFrames stale = new StaleFrames(classFiles, output);
    for (GeneratedClass type : topLevel) {
      if (ClassFiles.isFile(type.sourceFile())) {
        try {
          stale.delete(type, current);
        } catch (IOException | RuntimeException e) {
          // See above.
        }
      }
    }
  }
}
