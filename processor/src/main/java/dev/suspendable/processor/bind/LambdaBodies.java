package dev.suspendable.processor.bind;

import dev.suspendable.processor.bind.LambdaMethods.LambdaMethod;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.HostBody.Call;
import dev.suspendable.processor.model.HostBody.Capture;
import dev.suspendable.processor.model.HostBody.OfLambda;
import dev.suspendable.processor.model.Origin.Trouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Finds out which synthetic method belongs to which lambda of a class.
 *
 * <p>The method's name does not tell: each JDK numbers lambdas in a different order. The content of
 * the method tells: the calls that suspend, and their lines. No other lambda has these, unless two
 * lambdas share a line. Of two lambdas on a line, nested ones are told apart by depth. Sibling
 * lambdas have numbers in source order, since every JDK's javac visits siblings in that order.
 *
 * <p>A lambda without a method is dead code, or javac has merged it with another lambda of the same
 * content. So an unmatched lambda is allowed, but an unmatched method is not.
 */
final class LambdaBodies {
  private final List<FrameSource> frames;
  private final List<LambdaMethod> methods;
  private final Nest nest;
  private final Map<LambdaMethod, FrameSource> found = new LinkedHashMap<>();
  private final List<LambdaMethod> leftOver = new ArrayList<>();

  private LambdaBodies(List<FrameSource> frames, List<LambdaMethod> methods, Nest nest) {
    this.nest = nest;
    this.frames = frames.stream().filter(frame -> lambdaOf(frame).suspends()).toList();
    this.methods = methods;
  }

  /**
   * The methods that become ramps.
   *
   * @param frames the frames of all lambdas of a class
   * @param classFile the class
   * @param nest the nest that the class belongs to
   * @throws BindException if it is not certain which method belongs to which lambda
   */
  static List<Ramp> find(List<FrameSource> frames, byte[] classFile, Nest nest) {
    Set<String> calls =
        frames.stream()
            .flatMap(frame -> lambdaOf(frame).calls().stream())
            .filter(Call::suspends)
            .map(Call::method)
            .collect(Collectors.toSet());
    return new LambdaBodies(frames, LambdaMethods.of(classFile, calls), nest).ramps();
  }

  private static OfLambda lambdaOf(FrameSource frame) {
    return (OfLambda) frame.ramp().body();
  }

  private List<Ramp> ramps() {
    Set<LambdaMethod> seen = new HashSet<>();
    for (LambdaMethod method : methods) {
      if (!seen.contains(method)) {
        Group group = new Group();
        group.add(method);
        seen.addAll(group.methods);
        group.match();
      }
    }
    leftOver.forEach(this::checkIsOfOther);
    List<Ramp> ramps = new ArrayList<>();
    found.forEach((method, frame) -> ramps.add(ramp(method, frame)));
    return ramps;
  }

  /** Methods and lambdas that may belong to each other. */
  private final class Group {
    private final Set<LambdaMethod> methods = new LinkedHashSet<>();
    private final Set<FrameSource> lambdas = new LinkedHashSet<>();

    void add(LambdaMethod method) {
      if (methods.add(method)) {
        for (FrameSource frame : frames) {
          if (fits(method, frame)) {
            add(frame);
          }
        }
      }
    }

    private void add(FrameSource frame) {
      if (lambdas.add(frame)) {
        for (LambdaMethod method : LambdaBodies.this.methods) {
          if (fits(method, frame)) {
            add(method);
          }
        }
      }
    }

    /** Matches the lambdas in source order with the methods in the order of their numbers. */
    void match() {
      if (lambdas.isEmpty()) {
        leftOver.addAll(methods);
        return;
      }
      List<FrameSource> inOrder =
          lambdas.stream()
              .sorted(Comparator.comparingInt(frame -> lambdaOf(frame).written().position()))
              .toList();
      List<LambdaMethod> numbered =
          methods.stream().sorted(Comparator.comparingInt(LambdaMethod::number)).toList();
      boolean isOne = methods.size() == 1 && areEqual(inOrder);
      boolean areInOrder =
          methods.size() == lambdas.size()
              && methods.stream().allMatch(method -> method.number() >= 0);
      if (!isOne && !areInOrder) {
        throw notCertain(inOrder.get(0));
      }
      for (int i = 0; i < numbered.size(); i++) {
        if (!fits(numbered.get(i), inOrder.get(i))) {
          throw notCertain(inOrder.get(i));
        }
        found.put(numbered.get(i), inOrder.get(i));
      }
    }

    private boolean areEqual(List<FrameSource> lambdas) {
      return lambdas.stream().map(frame -> lambdaOf(frame).written().text()).distinct().count()
          == 1;
    }
  }

  /**
   * Checks a method that suspends but does not belong to a known lambda. Such a method may call
   * something that only has the name of an operator. If it might belong to one of the group's
   * lambdas, the match is not certain.
   */
  private void checkIsOfOther(LambdaMethod method) {
    for (FrameSource frame : frames) {
      if (lambdaOf(frame).signature().allows(method.descriptor()) && !found.containsValue(frame)) {
        throw notCertain(frame);
      }
    }
  }

  private static BindException notCertain(FrameSource frame) {
    return new BindException(frame, Trouble.LAMBDA_NOT_FOUND, "");
  }

  private static boolean fits(LambdaMethod method, FrameSource frame) {
    OfLambda lambda = lambdaOf(frame);
    return lambda.signature().allows(method.descriptor())
        && lambda.members().stream()
            .anyMatch(member -> method.name().startsWith(LambdaMethods.PREFIX + member + "$"))
        && method.lines().areIn(lambda.written())
        && method.depth() == lambda.depth()
        && method.calls().stream().allMatch(call -> lambda.calls().stream().anyMatch(call::mayBe));
  }

  private Ramp ramp(LambdaMethod method, FrameSource frame) {
    OfLambda lambda = lambdaOf(frame);
    List<Integer> passed = lambda.signature().positions(captured(method, frame));
    HostBody.OfMethod body =
        new HostBody.OfMethod(
            method.name(), method.descriptor(), method.isStatic(), frame.ramp().body().around());
    Ramp ramp = Ramp.of(frame, body, nest).passing(passed);
    int receivers =
        Type.getArgumentTypes(frame.ramp().descriptor()).length
            - ramp.kept().size()
            - passed.size();
    boolean hasReceiver = !method.isStatic() || lambda.hasDeadCode();
    if (receivers > (hasReceiver ? 1 : 0)) {
      throw new BindException(frame, "javac passes no instance of the class");
    }
    return ramp;
  }

  /**
   * The variables that javac passes to a lambda's method. The types tell which, or the names if the
   * class file has them.
   */
  private static List<Capture> captured(LambdaMethod method, FrameSource frame) {
    List<List<Capture>> possible =
        lambdaOf(frame).signature().possibleCaptures(method.descriptor());
    List<List<Capture>> fitting =
        possible.stream().filter(each -> wrongName(method, each) == null).toList();
    if (fitting.isEmpty()) {
      throw new BindException(
          frame,
          "javac passes " + wrongName(method, possible.get(0)) + " where another is expected");
    }
    if (fitting.size() > 1) {
      throw notCertain(frame);
    }
    return fitting.get(0);
  }

  /** A variable that the class file names where another variable is expected, or null. */
  private static @Nullable String wrongName(LambdaMethod method, List<Capture> captures) {
    int slot = method.isStatic() ? 0 : 1;
    for (Capture capture : captures) {
      String name = method.variables().get(slot);
      if (name != null && !name.equals(capture.name())) {
        return name;
      }
      slot += Type.getType(capture.descriptor()).getSize();
    }
    return null;
  }
}
