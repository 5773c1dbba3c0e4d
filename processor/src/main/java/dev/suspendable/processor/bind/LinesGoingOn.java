package dev.suspendable.processor.bind;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Prevents a debugger from stopping twice on a line that continues code begun elsewhere, for
 * example before a suspension. Stack traces need the line there, but a debugger stops where an
 * entry of the line table begins. So the entry begins at a preceding instruction, which never runs.
 * This requires a jump target: only there the state of the stack is known. Anywhere else the line
 * begins again.
 *
 * <pre>
 *   goto dispatch
 *   nop              // line 16 begins
 * resumed:
 *   aload awaiter    // line 16, without a beginning
 * </pre>
 */
final class LinesGoingOn {
  private LinesGoingOn() {}

  /**
   * Replaces the negative lines in a method's table. The stack map frames of the method must be
   * expanded.
   */
  static void settle(MethodNode method) {
    for (AbstractInsnNode each : method.instructions.toArray()) {
      if (each instanceof LineNumberNode line && line.line < 0) {
        settle(line, method.instructions);
      }
    }
  }

  private static void settle(LineNumberNode line, InsnList code) {
    AbstractInsnNode first = firstLabel(line.start);
    FrameNode frame = frameAt(line);
    if (frame == null) {
      line.line = -line.line;
      return;
    }
    LabelNode begin = new LabelNode();
    InsnList inserted = new InsnList();
    if (!isNeverLeftBehind(first.getPrevious())) {
      inserted.add(new JumpInsnNode(Opcodes.GOTO, line.start));
    }
    inserted.add(begin);
    inserted.add(new LineNumberNode(-line.line, begin));
    inserted.add(
        new FrameNode(
            Opcodes.F_NEW,
            frame.local.size(),
            frame.local.toArray(),
            frame.stack.size(),
            frame.stack.toArray()));
    inserted.add(new InsnNode(Opcodes.NOP));
    code.insertBefore(first, inserted);
    code.remove(line);
  }

  /** The first of the labels at the position of this label. */
  private static AbstractInsnNode firstLabel(LabelNode label) {
    AbstractInsnNode first = label;
    while (first.getPrevious() instanceof LabelNode) {
      first = first.getPrevious();
    }
    return first;
  }

  private static @Nullable FrameNode frameAt(LineNumberNode line) {
    AbstractInsnNode next = line;
    while (next != null && next.getOpcode() < 0) {
      if (next instanceof FrameNode frame) {
        return frame;
      }
      next = next.getNext();
    }
    return null;
  }

  /** Whether control never falls through from an instruction to the next one. */
  private static boolean isNeverLeftBehind(AbstractInsnNode last) {
    AbstractInsnNode instruction = last;
    while (instruction != null && instruction.getOpcode() < 0) {
      instruction = instruction.getPrevious();
    }
    return instruction != null
        && (instruction instanceof TableSwitchInsnNode
            || switch (instruction.getOpcode()) {
              case Opcodes.GOTO,
                  Opcodes.ATHROW,
                  Opcodes.ARETURN,
                  Opcodes.IRETURN,
                  Opcodes.LRETURN,
                  Opcodes.FRETURN,
                  Opcodes.DRETURN,
                  Opcodes.RETURN,
                  Opcodes.LOOKUPSWITCH ->
                  true;
              default -> false;
            });
  }
}
