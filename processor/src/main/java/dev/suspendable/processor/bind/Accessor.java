package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.HostMember;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A private static method of the host that performs an operation for a frame which only the host is
 * allowed to perform.
 *
 * <p>Before and after, for {@code self.count++} in a frame, where {@code count} is inherited from
 * another package:
 *
 * <pre>
 * getfield Host.count I      invokestatic Host.suspendable$get$count (LHost;)I
 * putfield Host.count I      invokestatic Host.suspendable$put$count (LHost;I)V
 * </pre>
 *
 * @param member the member that it accesses
 * @param operation the operation on the member
 */
record Accessor(HostMember member, Operation operation) implements AddedMethod {
  /** The operation: a field read, a field write, or a method call. */
  enum Operation {
    GET,
    PUT,
    CALL;

    private String prefix() {
      return switch (this) {
        case GET -> "suspendable$get$";
        case PUT -> "suspendable$put$";
        case CALL -> "suspendable$call$";
      };
    }
  }

  @Override
  public String host() {
    return member.hostClass();
  }

  @Override
  public String name() {
    return operation.prefix() + member.shown().name();
  }

  /**
   * The receiver, if there is one, is the first parameter: the stack already has it in this
   * position.
   */
  @Override
  public String descriptor() {
    String receiver = isStatic() ? "" : "L" + host() + ";";
    String seen = member.shown().descriptor();
    return switch (operation) {
      case GET -> "(" + receiver + ")" + seen;
      case PUT -> "(" + receiver + seen + ")V";
      case CALL -> "(" + receiver + seen.substring(1);
    };
  }

  @Override
  public void write(ClassVisitor host) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = host.visitMethod(access, name(), descriptor(), null, null);
    code.visitCode();
    int size = 0;
    for (Type parameter : Type.getArgumentTypes(descriptor())) {
      code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), size);
      size += parameter.getSize();
    }
    access(code);
    Type result = Type.getReturnType(descriptor());
    castTo(result, code);
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(Math.max(size, result.getSize()), size);
    code.visitEnd();
  }

  private void access(MethodVisitor code) {
    String owner = member.target().owner();
    String name = member.target().name();
    String descriptor = member.target().descriptor();
    switch (operation) {
      case GET ->
          code.visitFieldInsn(
              isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD, owner, name, descriptor);
      case PUT ->
          code.visitFieldInsn(
              isStatic() ? Opcodes.PUTSTATIC : Opcodes.PUTFIELD, owner, name, descriptor);
      case CALL ->
          code.visitMethodInsn(
              callOpcode(), owner, name, descriptor, member.target().isInterface());
    }
  }

  private boolean isStatic() {
    return member.shown().isStatic();
  }

  private int callOpcode() {
    if (isStatic()) {
      return Opcodes.INVOKESTATIC;
    }
    if (member.kind() == HostMember.Kind.SUPER_METHOD) {
      return Opcodes.INVOKESPECIAL;
    }
    return member.target().isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
  }

  /** A generic member's erasure may be wider than the member's type as a member of the host. */
  private void castTo(Type result, MethodVisitor code) {
    Type real =
        operation == Operation.CALL
            ? Type.getReturnType(member.target().descriptor())
            : Type.getType(member.target().descriptor());
    boolean reference = result.getSort() == Type.OBJECT || result.getSort() == Type.ARRAY;
    if (operation != Operation.PUT && reference && !result.equals(real)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
    }
  }
}
