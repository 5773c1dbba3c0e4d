package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameText;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Replaces a call of Lombok's helper method, which the code of Lombok's {@code @SneakyThrows} uses
 * to throw, with a direct throw. Lombok is not available at run time: it removes such calls from
 * the class files that it sees javac write, but it does not see frames.
 */
final class SneakyThrows extends MethodNode {
  private static final String LOMBOK = "lombok/Lombok";
  private static final String SNEAKY_THROW = "sneakyThrow";

  private final MethodVisitor next;

  private SneakyThrows(
      MethodVisitor next,
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    super(Opcodes.ASM9, access, name, descriptor, signature, exceptions);
    this.next = next;
  }

  /** A visitor for a frame's method, or {@code next} itself if no such call can occur. */
  static MethodVisitor ofFrame(
      FrameText frame,
      MethodVisitor next,
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return frame.source().contains(SNEAKY_THROW)
        ? new SneakyThrows(next, access, name, descriptor, signature, exceptions)
        : next;
  }

  @Override
  public void visitEnd() {
    ListIterator<AbstractInsnNode> each = instructions.iterator();
    while (each.hasNext()) {
      if (each.next() instanceof MethodInsnNode call
          && call.owner.equals(LOMBOK)
          && call.name.equals(SNEAKY_THROW)
          && call.getNext() != null
          && call.getNext().getOpcode() == Opcodes.ATHROW) {
        each.remove();
      }
    }
    accept(next);
  }
}
