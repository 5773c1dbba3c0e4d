package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostMember;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Replaces the accesses of a frame to {@link HostMember}s, which exist only in the view of the
 * nested compilation. Each replacement has the same effect on the stack as the original
 * instruction.
 */
final class MemberAccess extends MethodVisitor {
  private final FrameSource frame;
  private final Nest nest;
  private final List<HostMember> members;

  MemberAccess(MethodVisitor next, FrameSource frame, Nest nest) {
    super(Opcodes.ASM9, next);
    this.frame = frame;
    this.nest = nest;
    this.members = frame.nest().members();
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    Optional<HostMember> member = nest.findField(members, owner, name, descriptor);
    if (member.isEmpty()) {
      super.visitFieldInsn(opcode, owner, name, descriptor);
    } else if (member.get().kind() == HostMember.Kind.OUTER) {
      readOuter(opcode, member.get(), descriptor);
    } else {
      boolean read = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
      call(nest.accessor(member.get(), read ? Accessor.Operation.GET : Accessor.Operation.PUT));
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    // With invokespecial, only an anonymous class that extends the host calls its superclass's own
    // method, and the JVM allows that call.
    Optional<HostMember> member =
        opcode == Opcodes.INVOKESPECIAL
            ? Optional.empty()
            : nest.findMethod(members, owner, name, descriptor);
    if (member.isEmpty()) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    } else if (member.get().kind() == HostMember.Kind.CREATION) {
      call(factory(member.get()));
    } else {
      call(nest.accessor(member.get(), Accessor.Operation.CALL));
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    Object[] replaced = arguments.clone();
    for (int i = 0; i < replaced.length; i++) {
      replaced[i] = replaced[i] instanceof Handle handle ? replace(handle) : replaced[i];
    }
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
  }

  @Override
  public void visitLdcInsn(Object value) {
    super.visitLdcInsn(value instanceof Handle handle ? replace(handle) : value);
  }

  /** A method reference. A bound receiver may become a parameter without a difference. */
  private Handle replace(Handle handle) {
    return nest.findMethod(members, handle.getOwner(), handle.getName(), handle.getDesc())
        .map(member -> nest.accessor(member, Accessor.Operation.CALL))
        .map(
            accessor ->
                new Handle(
                    Opcodes.H_INVOKESTATIC,
                    accessor.host(),
                    accessor.name(),
                    accessor.descriptor(),
                    isInterface(accessor)))
        .orElse(handle);
  }

  private Factory factory(HostMember member) {
    if (nest.facts(member.hostClass()) == null) {
      throw BindException.leftOut(frame, member.host());
    }
    return nest.factory(member)
        .orElseThrow(
            () ->
                new BindException(
                    frame, member.host() + " has no constructor " + member.target().descriptor()));
  }

  private void call(AddedMethod accessor) {
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        accessor.host(),
        accessor.name(),
        accessor.descriptor(),
        isInterface(accessor));
  }

  private boolean isInterface(AddedMethod accessor) {
    var host = nest.facts(accessor.host());
    return host != null && host.isInterface();
  }

  /**
   * Since 18 javac leaves the reference to the enclosing instance out of a class that does not use
   * it. Then only dead code of the coroutine does, which never runs.
   */
  private void readOuter(int opcode, HostMember member, String descriptor) {
    ClassFacts host = nest.facts(member.hostClass());
    if (host == null) {
      throw BindException.leftOut(frame, member.host());
    }
    if (host.outerField().isEmpty()) {
      super.visitInsn(Opcodes.POP);
      super.visitInsn(Opcodes.ACONST_NULL);
      return;
    }
    String field =
        nest.outerField(member)
            .orElseThrow(
                () ->
                    new BindException(
                        frame,
                        member.host()
                            + " keeps no reference to its enclosing instance "
                            + member.shown().descriptor()));
    super.visitFieldInsn(opcode, member.hostClass(), field, descriptor);
  }
}
