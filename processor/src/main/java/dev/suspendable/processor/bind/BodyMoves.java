package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.model.FrameName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Decides where the user's code goes. The binder moves the methods of a frame that contain user
 * code into the class that the user wrote the code in. Debuggers look for the code of a line in
 * exactly that class, and a stack trace names it.
 *
 * <p>The methods of an instance coroutine become instance methods. So a debugger has a {@code
 * this}, and tools that mock static methods do not affect them.
 */
final class BodyMoves {
  /** The static methods that contain user code: a coroutine's body in its several forms. */
  private static final Pattern BODY = Pattern.compile("step\\d*|stepTo|direct");

  private static final String LAMBDA = "lambda$";
  private static final String DESERIALIZE = "$deserializeLambda$";

  private final Map<String, Moved> moved = new HashMap<>();
  private final Set<String> frames = new HashSet<>();

  /**
   * The method that a method of a frame becomes.
   *
   * @param host internal name of the class that gets the method
   */
  record Moved(String host, boolean isInterface, boolean isStatic, String name, String descriptor) {

    /** Calls it. The arguments are on the stack as for the method of the frame. */
    void call(MethodVisitor code) {
      int opcode =
          isStatic
              ? Opcodes.INVOKESTATIC
              : isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      code.visitMethodInsn(opcode, host, name, descriptor, isInterface);
    }
  }

  /** Whether a method of a frame contains user code. */
  static boolean isBody(int access, String name) {
    return (access & Opcodes.ACC_STATIC) != 0
        && (BODY.matcher(name).matches() || name.startsWith(LAMBDA));
  }

  /**
   * Moves the methods of a frame, unless one of its lambdas is serializable: a serializable lambda
   * names the class that created it.
   *
   * @param hasReceiver whether an instance of the host exists whenever the methods run
   */
  void add(FrameName frame, byte[] frameClass, ClassFacts host, boolean hasReceiver) {
    Map<String, Moved> found = new HashMap<>();
    boolean[] isSerializable = {false};
    new ClassReader(frameClass)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                isSerializable[0] |= name.equals(DESERIALIZE);
                if (isBody(access, name)) {
                  found.put(
                      key(frame.internalName(), name, descriptor),
                      name.startsWith(LAMBDA)
                          ? lambda(frame, descriptor, host, found.size())
                          : target(frame, name, descriptor, host, hasReceiver));
                }
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    if (!isSerializable[0]) {
      moved.putAll(found);
      frames.add(frame.internalName());
    }
  }

  /**
   * The method of a lambda in a frame.
   *
   * @param number a number that the binder assigns: the javac of JDK 25 restarts its numbering in
   *     each method
   */
  private static Moved lambda(FrameName frame, String descriptor, ClassFacts host, int number) {
    String coroutine = frame.coroutineName();
    String prefix = coroutine.startsWith(LAMBDA) ? "" : LAMBDA;
    String name = prefix + coroutine + "$" + number;
    return new Moved(host.name(), host.isInterface(), true, name, descriptor);
  }

  private static Moved target(
      FrameName frame, String name, String descriptor, ClassFacts host, boolean hasReceiver) {
    String coroutine = frame.coroutineName();
    // The hash is not needed: the frame type among the parameters distinguishes overloads.
    int hash = coroutine.lastIndexOf('$');
    String moved = (hash < 0 ? coroutine : coroutine.substring(0, hash)) + "$" + name;
    Type[] parameters = Type.getArgumentTypes(descriptor);
    boolean isInstance =
        hasReceiver
            && parameters.length > 0
            && parameters[0].equals(Type.getObjectType(host.name()));
    String rest = isInstance ? withoutFirst(descriptor, parameters[0]) : descriptor;
    return new Moved(host.name(), host.isInterface(), !isInstance, moved, rest);
  }

  private static String withoutFirst(String descriptor, Type parameter) {
    return "(" + descriptor.substring(1 + parameter.getDescriptor().length());
  }

  /** Whether the user's code has been moved out of a frame. */
  boolean hasMoved(FrameName frame) {
    return frames.contains(frame.internalName());
  }

  /** The method that a method has become; null if it stays. */
  @Nullable Moved find(String owner, String name, String descriptor) {
    return moved.get(key(owner, name, descriptor));
  }

  /** Redirects a method handle to the method that its target has become. */
  Handle find(Handle handle) {
    Moved target = find(handle.getOwner(), handle.getName(), handle.getDesc());
    return target == null || !target.isStatic()
        ? handle
        : new Handle(
            Opcodes.H_INVOKESTATIC,
            target.host(),
            target.name(),
            target.descriptor(),
            target.isInterface());
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }
}
