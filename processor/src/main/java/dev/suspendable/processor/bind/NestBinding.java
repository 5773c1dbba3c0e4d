package dev.suspendable.processor.bind;

import static java.util.Objects.requireNonNull;

import dev.suspendable.processor.bind.FrameRewriter.DebugInformation;
import dev.suspendable.processor.bind.FrameRewriter.Rewritten;
import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.FrameLinks;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Binds the coroutines of one nest in memory; {@link Binder} reads and writes the files. */
final class NestBinding {
  private final Nest nest;
  private final List<FrameSource> coroutines;
  private final boolean generatedLines;
  private final BodyMoves moves = new BodyMoves();
  private final boolean movesBodies;
  private final Map<String, byte[]> userClasses;
  private final List<FrameClass> frames = new ArrayList<>();
  private final List<MovedMethod> moved = new ArrayList<>();
  private final List<LargeMethod> largeMethods = new ArrayList<>();

  /** The methods that become ramps, by the binary name of their class. */
  private final Map<String, List<Ramp>> ramps = new HashMap<>();

  /** Lambdas that seem to be dead code, with the reason. */
  private final Map<FrameSource, BindException> leftOut = new HashMap<>();

  /** A method that is too large for the JIT compiler, and its size. */
  record LargeMethod(FrameSource frame, String name, int size) {}

  /** The class file of a frame, or of a class nested in one. */
  record FrameClass(FrameSource frame, String binaryName, byte[] classFile) {}

  /**
   * Starts a binding.
   *
   * @param outermost binary name of the user's top-level class, which names the nest host
   * @param userClasses the classes that javac generated for it, by binary name
   * @param movesBodies whether the user's code moves into the user's classes
   */
  NestBinding(
      String outermost,
      Map<String, byte[]> userClasses,
      List<FrameSource> coroutines,
      boolean generatedLines,
      boolean movesBodies) {
    Map<String, ClassFacts> facts = new LinkedHashMap<>();
    userClasses.forEach((name, classFile) -> facts.put(name, ClassFacts.of(classFile)));
    this.nest = new Nest(requireNonNull(facts.get(outermost)).nestHost());
    facts.values().forEach(nest::add);
    this.userClasses = userClasses;
    this.coroutines = coroutines;
    this.generatedLines = generatedLines;
    this.movesBodies = movesBodies && !generatedLines;
  }

  /** Adds the compiled classes of a frame, by binary name. */
  void addFrame(FrameSource frame, Map<String, byte[]> classes) {
    classes.forEach(
        (name, classFile) -> {
          frames.add(new FrameClass(frame, name, classFile));
          // The superclass of a frame matters only when members of the host are looked up.
          if (!frame.nest().members().isEmpty()) {
            nest.addFrame(ClassFacts.of(classFile));
          }
        });
  }

  /** Internal names of the frame classes. */
  Set<String> frameClasses() {
    return frames.stream()
        .map(each -> internal(each.binaryName()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The frames to write. Must be called before the hosts are rewritten: it determines the members
   * that the hosts get.
   */
  List<FrameClass> rewriteFrames() {
    coroutines.forEach(this::host);
    userClasses.forEach(
        (name, classFile) ->
            ramps.put(
                name,
                ramps(
                    coroutines.stream().filter(frame -> frame.name().host().equals(name)).toList(),
                    classFile)));
    if (movesBodies) {
      moveBodies();
    }
    List<FrameClass> result = new ArrayList<>();
    for (FrameClass each : List.copyOf(frames)) {
      FrameSource frame = each.frame();
      FrameLinks.Entry entry = frame.links().entry();
      if (entry != null) {
        nest.add(DirectEntry.of(frame.name(), entry, moves));
      }
      DebugInformation debug = FrameRewriter.debugInformation(host(frame), generatedLines);
      Rewritten rewritten;
      try {
        rewritten = FrameRewriter.rewrite(each.classFile(), frame, nest, moves, debug);
      } catch (BindException e) {
        if (!e.isLeftOut() || !(frame.ramp().body() instanceof HostBody.OfLambda)) {
          throw e;
        }
        frames.remove(each);
        leftOut.put(frame, e);
        continue;
      }
      result.add(new FrameClass(frame, each.binaryName(), rewritten.classFile()));
      moved.addAll(rewritten.moved());
      rewritten.codeSizes().forEach((method, size) -> checkSize(frame, method, size));
    }
    moved.forEach(nest::add);
    return result;
  }

  private void moveBodies() {
    Map<FrameSource, Ramp> bound = new HashMap<>();
    ramps.values().forEach(each -> each.forEach(ramp -> bound.put(ramp.frame(), ramp)));
    for (FrameClass each : frames) {
      FrameSource frame = each.frame();
      if (each.binaryName().equals(frame.name().binaryName())) {
        Ramp ramp = bound.get(frame);
        boolean hasReceiver = ramp != null && ramp.hasReceiver() && ramp.takesReceiver();
        moves.add(frame.name(), each.classFile(), host(frame), hasReceiver);
      }
    }
  }

  /** The user's classes that change, by binary name. */
  Map<String, byte[]> rewriteHosts() {
    Set<String> members = frameClasses();
    Map<String, byte[]> result = new LinkedHashMap<>();
    userClasses.forEach(
        (name, classFile) -> {
          HostRewriter.Changes changes = changesOf(name, members);
          if (isNestHost(name) || !changes.ramps().isEmpty() || !changes.added().isEmpty()) {
            result.put(name, HostRewriter.rewrite(classFile, changes));
          }
        });
    moved.forEach(method -> checkSize(method.frame(), method.key(), method.codeSize()));
    return result;
  }

  /** Methods that are too large for the JIT compiler; known after everything has been rewritten. */
  List<LargeMethod> largeMethods() {
    return largeMethods;
  }

  private HostRewriter.Changes changesOf(String name, Set<String> frameClasses) {
    ClassFacts facts = requireNonNull(nest.facts(internal(name)));
    return new HostRewriter.Changes(
        bound(ramps.getOrDefault(name, List.of())),
        nest.added().stream().filter(each -> each.host().equals(internal(name))).toList(),
        isNestHost(name) ? frameClasses : Set.of(),
        staleMembers(facts, frameClasses));
  }

  private List<Ramp> ramps(List<FrameSource> coroutines, byte[] classFile) {
    List<Ramp> ramps = new ArrayList<>();
    List<FrameSource> lambdas = new ArrayList<>();
    for (FrameSource frame : coroutines) {
      if (frame.ramp().body() instanceof HostBody.OfMethod method) {
        ramps.add(Ramp.of(frame, method, nest));
      } else {
        lambdas.add(frame);
      }
    }
    if (!lambdas.isEmpty()) {
      ramps.addAll(LambdaBodies.find(lambdas, classFile, nest));
    }
    return ramps;
  }

  /** The ramps to bind. A lambda that has a method is not dead code. */
  private List<Ramp> bound(List<Ramp> ramps) {
    for (Ramp ramp : ramps) {
      BindException unexpected = leftOut.get(ramp.frame());
      if (unexpected != null) {
        throw unexpected;
      }
    }
    return ramps;
  }

  /** Frames that an earlier run of the binder has added but this run does not add. */
  private static List<String> staleMembers(ClassFacts host, Set<String> frameClasses) {
    return host.foreignNestMembers().stream().filter(name -> !frameClasses.contains(name)).toList();
  }

  private boolean isNestHost(String name) {
    return internal(name).equals(nest.nestHost());
  }

  private ClassFacts host(FrameSource frame) {
    ClassFacts facts = nest.facts(internal(frame.name().host()));
    if (facts == null) {
      throw new BindException(frame, "there is no class file of " + frame.name().host());
    }
    if (frame.ramp().body() instanceof HostBody.OfMethod method
        && !facts.declaresMethod(method.name(), method.descriptor())) {
      throw new BindException(
          frame,
          "the class file of "
              + frame.name().host()
              + " has no method "
              + method.name()
              + method.descriptor());
    }
    return facts;
  }

  private void checkSize(FrameSource frame, String method, int size) {
    if (size > LargeMethodListener.HUGE_METHOD_LIMIT && !isSeldomCalled(method)) {
      largeMethods.add(new LargeMethod(frame, method, size));
    }
  }

  /**
   * Whether the speed of a method does not matter. Such a method produces messages, or runs once,
   * as does the initializer of javac's enum constant table for a switch.
   */
  private static boolean isSeldomCalled(String method) {
    return method.startsWith(Abi.LOCATION + "(")
        || method.startsWith(Abi.VARIABLES + "(")
        || method.startsWith("<clinit>(");
  }

  private static String internal(String binaryName) {
    return binaryName.replace('.', '/');
  }
}
