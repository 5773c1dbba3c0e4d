package dev.suspendable.processor.bind;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Shows a debugger the user's variables, by the names that the user gave them, and no others. */
final class UserVariables extends MethodVisitor {
  private final Map<String, String> names;
  private final boolean isInstance;

  /**
   * A visitor of code that is to run in the host.
   *
   * @param names what to show, where that is not the name itself; empty for nothing
   * @param isInstance whether the first slot is that of {@code this}
   */
  UserVariables(MethodVisitor next, Map<String, String> names, boolean isInstance) {
    super(Opcodes.ASM9, next);
    this.names = names;
    this.isInstance = isInstance;
  }

  @Override
  public void visitLocalVariable(
      String name,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label end,
      int index) {
    String shown = isInstance && index == 0 ? "this" : names.getOrDefault(name, name);
    if (!shown.isEmpty()) {
      super.visitLocalVariable(shown, descriptor, signature, start, end, index);
    }
  }
}
