package dev.suspendable.processor.bind;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Redirects calls of moved methods to their new place. */
class MovedCalls extends MethodVisitor {
  private final BodyMoves moves;

  MovedCalls(MethodVisitor next, BodyMoves moves) {
    super(Opcodes.ASM9, next);
    this.moves = moves;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    BodyMoves.Moved moved = moves.find(owner, name, descriptor);
    if (moved == null) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    } else {
      moved.call(mv);
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    Object[] replaced = arguments.clone();
    for (int i = 0; i < replaced.length; i++) {
      replaced[i] = replaced[i] instanceof Handle handle ? moves.find(handle) : replaced[i];
    }
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
  }
}
