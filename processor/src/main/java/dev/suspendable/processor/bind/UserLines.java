package dev.suspendable.processor.bind;

import dev.suspendable.processor.bind.FrameRewriter.DebugInformation;
import dev.suspendable.processor.model.FrameText;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Translates the line numbers of the generated source into those of the user's source. */
final class UserLines extends MethodVisitor {
  private final FrameText text;
  private final DebugInformation debug;
  private int last;

  UserLines(MethodVisitor next, FrameText text, DebugInformation debug) {
    super(Opcodes.ASM9, next);
    this.text = text;
    this.debug = debug;
  }

  /**
   * Drops an entry without a user line, so that its code belongs to the previous line. Also drops
   * an entry that only repeats the previous line, since a debugger would stop there again. If the
   * line continues code begun elsewhere, the number stays negative; see {@link LinesGoingOn}.
   */
  @Override
  public void visitLineNumber(int line, Label start) {
    int shown =
        switch (debug) {
          case NONE -> 0;
          case USER -> text.userLine(line);
          case GENERATED -> line;
        };
    if (shown != 0 && Math.abs(shown) != last) {
      last = Math.abs(shown);
      super.visitLineNumber(shown, start);
    }
  }

  @Override
  public void visitLocalVariable(
      String name,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label end,
      int index) {
    if (debug != DebugInformation.NONE) {
      super.visitLocalVariable(name, descriptor, signature, start, end, index);
    }
  }
}
