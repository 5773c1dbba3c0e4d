package dev.suspendable.processor.bind;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Shows a debugger only the user's variables, under the user's names. */
final class UserVariables extends MethodVisitor {
  private final Map<String, String> names;
  private final boolean isInstance;

  /**
   * Creates a visitor for code that will run in the host.
   *
   * @param names the name to show for each variable whose shown name differs; empty hides the
   *     variable
   * @param isInstance whether the first slot holds {@code this}
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
