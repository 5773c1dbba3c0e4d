package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Replaces calls that represent the initialisation of a class by the instruction with which javac
 * initialises it, so that errors are the same, too.
 *
 * <pre>
 * invokestatic Host$$m.initialiseW ()LW;      new W
 * pop                                         pop
 * </pre>
 *
 * <p>An enum is initialised by javac's table of its constants for switches; the javac of JDK 25
 * makes no table for enums of the same top-level class.
 */
final class Initialisation extends MethodVisitor {
  private final String frame;
  private final Map<String, String> classes;
  private final Nest nest;

  /**
   * A visitor of one of a frame's methods.
   *
   * @param frame internal name of the frame class
   * @param classes internal names of the classes, by the names of the methods that represent them
   * @param nest the host's
   */
  Initialisation(MethodVisitor next, String frame, Map<String, String> classes, Nest nest) {
    super(Opcodes.ASM9, next);
    this.frame = frame;
    this.classes = classes;
    this.nest = nest;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    String initialised = owner.equals(frame) ? classes.get(name) : null;
    if (initialised == null) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    } else if (initialised.startsWith(FrameSource.ENUM)) {
      String table = "$SwitchMap$" + initialised.substring(1).replace('/', '$');
      nest.classWithField(table, "[I")
          .ifPresentOrElse(
              owning -> super.visitFieldInsn(Opcodes.GETSTATIC, owning, table, "[I"),
              () -> super.visitInsn(Opcodes.ACONST_NULL));
    } else {
      super.visitTypeInsn(Opcodes.NEW, initialised);
    }
  }
}
