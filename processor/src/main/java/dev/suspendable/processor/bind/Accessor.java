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
    return member.host().replace('.', '/');
  }

  @Override
  public String name() {
    return operation.prefix() + member.name();
  }

  /**
   * The receiver, if there is one, is the first parameter: the stack already has it in this
   * position.
   */
  @Override
  public String descriptor() {
    String receiver = member.isStatic() ? "" : "L" + host() + ";";
    return switch (operation) {
      case GET -> "(" + receiver + ")" + member.descriptor();
      case PUT -> "(" + receiver + member.descriptor() + ")V";
      case CALL -> "(" + receiver + member.descriptor().substring(1);
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
    String owner = member.target();
    String name = member.targetName();
    String descriptor = member.targetDescriptor();
    switch (operation) {
      case GET ->
          code.visitFieldInsn(
              member.isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD, owner, name, descriptor);
      case PUT ->
          code.visitFieldInsn(
              member.isStatic() ? Opcodes.PUTSTATIC : Opcodes.PUTFIELD, owner, name, descriptor);
      case CALL ->
          code.visitMethodInsn(callOpcode(), owner, name, descriptor, member.targetIsInterface());
    }
  }

  private int callOpcode() {
    if (member.isStatic()) {
      return Opcodes.INVOKESTATIC;
    }
    if (member.kind() == HostMember.Kind.SUPER_METHOD) {
      return Opcodes.INVOKESPECIAL;
    }
    return member.targetIsInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
  }

  /** A generic member's erasure may be wider than the member's type as a member of the host. */
  private void castTo(Type result, MethodVisitor code) {
    Type real =
        operation == Operation.CALL
            ? Type.getReturnType(member.targetDescriptor())
            : Type.getType(member.targetDescriptor());
    boolean reference = result.getSort() == Type.OBJECT || result.getSort() == Type.ARRAY;
    if (operation != Operation.PUT && reference && !result.equals(real)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
    }
  }
}
