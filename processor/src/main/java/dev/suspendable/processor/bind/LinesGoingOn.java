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
 * Sees to it that a debugger does not stop a second time where a line goes on that was begun
 * elsewhere, such as in front of a suspension. Stack traces need the line there, and a debugger
 * stops where an entry of the line table begins; so it begins at an instruction in front, which is
 * never run. That takes a place that is jumped to: only for such a one the state of the stack is
 * known. Anywhere else the line begins anew.
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

  /** Takes the negative lines out of a method's table. Its frames must be expanded. */
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

  /** The first one of the labels at the place of this one. */
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

  /** Whether control never runs from an instruction to the one behind it. */
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
