package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameLinks;
import java.util.Optional;
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
  private final FrameLinks links;
  private final Nest nest;

  /**
   * A visitor of one of a frame's methods.
   *
   * @param frame internal name of the frame class
   * @param nest the host's
   */
  Initialisation(MethodVisitor next, String frame, FrameLinks links, Nest nest) {
    super(Opcodes.ASM9, next);
    this.frame = frame;
    this.links = links;
    this.nest = nest;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    Optional<FrameLinks.Initialiser> found =
        owner.equals(frame) ? links.initialiser(name) : Optional.empty();
    if (found.isEmpty()) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      return;
    }
    String initialised = found.get().type();
    if (found.get().isEnum()) {
      String table = "$SwitchMap$" + initialised.replace('/', '$');
      nest.classWithField(table, "[I")
          .ifPresentOrElse(
              owning -> super.visitFieldInsn(Opcodes.GETSTATIC, owning, table, "[I"),
              () -> super.visitInsn(Opcodes.ACONST_NULL));
    } else {
      super.visitTypeInsn(Opcodes.NEW, initialised);
    }
  }
}
