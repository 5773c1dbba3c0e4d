package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.ClassFacts.SyntheticField;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.HostBody.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.objectweb.asm.Type;

/**
 * A method in the host's class file whose body becomes a call of a frame's ramp. It is the
 * coroutine itself, or the method that javac has generated for a lambda.
 *
 * @param kept for each variable that a local class keeps and the ramp takes after the receiver, the
 *     path of fields that leads to it
 * @param passed the arguments of the method that the ramp takes, in the ramp's order
 */
record Ramp(
    FrameSource frame, HostBody.OfMethod method, List<List<Field>> kept, List<Integer> passed) {

  /** A field of a local or inner class. */
  record Field(String owner, String name, String descriptor) {}

  /**
   * Creates the ramp for a method.
   *
   * @throws BindException if the class does not keep a variable that the frame must get from it
   */
  static Ramp of(FrameSource frame, HostBody.OfMethod method, Nest nest) {
    List<List<Field>> kept = new ArrayList<>();
    for (Kept variable : frame.ramp().body().around()) {
      List<Field> path = method.isStatic() ? List.of() : path(frame.name().host(), variable, nest);
      if (path.isEmpty()) {
        throw new BindException(
            frame,
            "it is not certain where "
                + variable.keeper()
                + " keeps "
                + variable.variable().name());
      }
      kept.add(path);
    }
    int arguments = Type.getArgumentTypes(method.descriptor()).length;
    return new Ramp(frame, method, kept, IntStream.range(0, arguments).boxed().toList());
  }

  /**
   * The path from an instance of a class to a variable that an enclosing class keeps; empty if
   * there is none. With the javac of JDK 25, inner classes may keep copies; then the path may end
   * at a copy.
   */
  private static List<Field> path(String from, Kept variable, Nest nest) {
    List<Field> path = new ArrayList<>();
    List<Field> toCopy = List.of();
    String keeper = variable.keeper().replace('.', '/');
    ClassFacts type = nest.facts(from.replace('.', '/'));
    while (type != null) {
      ClassFacts owner = type;
      List<SyntheticField> found =
          type.capturingFields().stream().filter(f -> f.keeps(variable.variable())).toList();
      List<Field> whole = new ArrayList<>(path);
      found.forEach(f -> whole.add(field(owner, f)));
      boolean isFound = found.size() == 1;
      if (type.name().equals(keeper)) {
        return isFound ? whole : List.of();
      }
      toCopy = isFound && toCopy.isEmpty() ? whole : toCopy;
      Optional<SyntheticField> outer = type.outerField();
      if (outer.isEmpty()) {
        return toCopy;
      }
      path.add(field(type, outer.get()));
      type = nest.facts(Type.getType(outer.get().descriptor()).getInternalName());
    }
    return toCopy;
  }

  private static Field field(ClassFacts type, SyntheticField field) {
    return new Field(type.name(), field.name(), field.descriptor());
  }

  /** The same ramp with only some of the arguments. */
  Ramp passing(List<Integer> some) {
    return new Ramp(frame, method, kept, some);
  }

  /** Name and descriptor. */
  String key() {
    return method.name() + method.descriptor();
  }

  /**
   * Whether the ramp takes the receiver. javac gives the method of a lambda in an instance method
   * of an interface or class a receiver whenever the class needs one; the frame has one only if its
   * code needs it.
   */
  boolean takesReceiver() {
    return Type.getArgumentTypes(frame.ramp().descriptor()).length - kept.size() > passed.size();
  }

  /** Whether the method has a receiver. */
  boolean hasReceiver() {
    return !method.isStatic();
  }

  /** The number of slots for the method's arguments, including the receiver. */
  int argumentsSize() {
    // ASM packs the size of the result into the lowest two bits, and always counts a receiver.
    return (Type.getArgumentsAndReturnSizes(method.descriptor()) >> 2) - (hasReceiver() ? 0 : 1);
  }
}
