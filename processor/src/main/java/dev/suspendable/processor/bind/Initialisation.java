package dev.suspendable.processor.bind;

import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Replaces calls that stand for the initialisation of a class by the instruction that initialises
 * it in any creation, so that errors are the same, too.
 *
 * <pre>
 * invokestatic Host$$m.initialiseW ()V      new W
 *                                           pop
 * </pre>
 */
final class Initialisation extends MethodVisitor {
  private final String frame;
  private final Map<String, String> classes;

  /**
   * A visitor of one of a frame's methods.
   *
   * @param frame internal name of the frame class
   * @param classes internal names of the classes by the names of the methods that stand for them
   */
  Initialisation(MethodVisitor next, String frame, Map<String, String> classes) {
    super(Opcodes.ASM9, next);
    this.frame = frame;
    this.classes = classes;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    String initialised = owner.equals(frame) ? classes.get(name) : null;
    if (initialised == null) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    } else {
      super.visitTypeInsn(Opcodes.NEW, initialised);
      super.visitInsn(Opcodes.POP);
    }
  }
}
