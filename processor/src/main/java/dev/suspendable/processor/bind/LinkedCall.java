package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.FrameLinks;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Replaces calls of the methods that represent coroutines of other files by {@code invokedynamic}.
 */
final class LinkedCall extends MethodVisitor {
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Abi.DIRECT_LINK.replace('.', '/'),
          Abi.LINK_METHOD,
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/invoke/MethodHandle;)Ljava/lang/invoke/CallSite;",
          false);

  private final String frame;
  private final FrameLinks links;

  /**
   * Creates a visitor for one of a frame's methods.
   *
   * @param frame internal name of the frame class
   */
  LinkedCall(MethodVisitor next, String frame, FrameLinks links) {
    super(Opcodes.ASM9, next);
    this.frame = frame;
    this.links = links;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    Optional<FrameLinks.Call> call =
        owner.equals(frame) ? links.call(name, descriptor) : Optional.empty();
    if (call.isPresent()) {
      super.visitInvokeDynamicInsn(call.get().name(), descriptor, LINK, coroutine(call.get()));
    } else {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }
  }

  private static Handle coroutine(FrameLinks.Call call) {
    return new Handle(
        call.isStatic() ? Opcodes.H_INVOKESTATIC : Opcodes.H_INVOKEVIRTUAL,
        call.owner(),
        call.name(),
        call.descriptor(),
        call.isOfInterface());
  }
}
