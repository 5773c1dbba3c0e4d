package dev.suspendable.processor.bind;

import dev.suspendable.processor.bind.FrameRewriter.DebugInformation;
import dev.suspendable.processor.bind.FrameRewriter.Rewritten;
import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.model.FrameSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds the coroutines of one nest, in memory: {@link Binder} reads and writes. */
final class NestBinding {
  private final Nest nest;
  private final List<FrameSource> coroutines;
  private final boolean generatedLines;
  private final Map<String, byte[]> userClasses = new LinkedHashMap<>();
  private final Map<FrameSource, Map<String, byte[]>> frames = new LinkedHashMap<>();

  /**
   * Begins to bind.
   *
   * @param topLevel class file of the user's top-level class, which says who the nest host is
   */
  NestBinding(byte[] topLevel, List<FrameSource> coroutines, boolean generatedLines) {
    this.nest = new Nest(ClassFacts.of(topLevel).nestHost());
    this.coroutines = coroutines;
    this.generatedLines = generatedLines;
  }

  /** Adds a class that javac has made of the user's source. */
  void addClass(String binaryName, byte[] classFile) {
    userClasses.put(binaryName, classFile);
    nest.add(ClassFacts.of(classFile));
  }

  /** Picks the frame classes, with what is nested in them, out of all that were compiled. */
  void addFrames(Map<String, byte[]> compiled) {
    compiled.forEach(
        (name, classFile) ->
            frameOf(name)
                .ifPresent(
                    frame -> {
                      frames
                          .computeIfAbsent(frame, key -> new LinkedHashMap<>())
                          .put(name, classFile);
                      nest.addFrame(ClassFacts.of(classFile));
                    }));
  }

  /**
   * The longest name that fits: {@code A$$m$x$y} may be a frame of its own, beside {@code A$$m$x}.
   */
  private Optional<FrameSource> frameOf(String className) {
    return coroutines.stream()
        .filter(frame -> (className + "$").startsWith(frame.binaryName() + "$"))
        .max(Comparator.comparing(frame -> frame.binaryName().length()));
  }

  /** Internal names of the frame classes. */
  Set<String> frameClasses() {
    Set<String> names = new LinkedHashSet<>();
    frames.values().forEach(classes -> classes.keySet().forEach(name -> names.add(internal(name))));
    return names;
  }

  /** The frames to write. Must come before the hosts: it shows which accessors they need. */
  Map<FrameSource, Map<String, byte[]>> rewriteFrames(LargeMethodListener largeMethods) {
    Map<FrameSource, Map<String, byte[]>> result = new LinkedHashMap<>();
    frames.forEach(
        (frame, classes) -> {
          DebugInformation debug = FrameRewriter.debugInformation(host(frame), generatedLines);
          Map<String, byte[]> rewritten = new LinkedHashMap<>();
          classes.forEach(
              (name, classFile) -> {
                Rewritten each = FrameRewriter.rewrite(classFile, frame, nest, debug);
                rewritten.put(name, each.classFile());
                warnOfLarge(frame, each.codeSizes(), largeMethods);
              });
          result.put(frame, rewritten);
        });
    return result;
  }

  /** The user's classes that change, by binary name. */
  Map<String, byte[]> rewriteHosts() {
    Map<String, byte[]> result = new LinkedHashMap<>();
    userClasses.forEach(
        (name, classFile) -> {
          HostRewriter.Changes changes = changesOf(name);
          if (isNestHost(name)
              || !changes.coroutines().isEmpty()
              || !changes.accessors().isEmpty()) {
            result.put(name, HostRewriter.rewrite(classFile, changes));
          }
        });
    return result;
  }

  private HostRewriter.Changes changesOf(String name) {
    ClassFacts facts = nest.facts(internal(name));
    return new HostRewriter.Changes(
        coroutines.stream().filter(frame -> frame.host().equals(name)).toList(),
        nest.accessors().stream().filter(each -> each.host().equals(internal(name))).toList(),
        isNestHost(name) ? frameClasses() : Set.of(),
        facts == null ? List.of() : staleMembers(facts));
  }

  /** Frames that an earlier run of the binder has added, and this one does not. */
  private List<String> staleMembers(ClassFacts host) {
    return host.foreignNestMembers().stream().filter(name -> nest.facts(name) == null).toList();
  }

  private boolean isNestHost(String name) {
    return internal(name).equals(nest.nestHost());
  }

  private ClassFacts host(FrameSource frame) {
    ClassFacts facts = nest.facts(internal(frame.host()));
    if (facts == null || !facts.declaresMethod(frame.method(), frame.methodDescriptor())) {
      throw new BindException(
          frame,
          "the class file of "
              + frame.host()
              + " has no method "
              + frame.method()
              + frame.methodDescriptor());
    }
    return facts;
  }

  private static void warnOfLarge(
      FrameSource frame, Map<String, Integer> codeSizes, LargeMethodListener listener) {
    codeSizes.forEach(
        (method, size) -> {
          if (size > LargeMethodListener.HUGE_METHOD_LIMIT) {
            listener.largeMethod(frame, method, size);
          }
        });
  }

  private static String internal(String binaryName) {
    return binaryName.replace('.', '/');
  }
}
