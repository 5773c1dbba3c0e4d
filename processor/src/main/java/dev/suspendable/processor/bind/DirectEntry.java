package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameLinks;
import dev.suspendable.processor.model.FrameName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method of a coroutine's class through which coroutines of other files enter its direct form.
 * {@code dev.suspendable.abi.DirectLink} knows its name and shape.
 *
 * @param host internal name of the class
 * @param frame internal name of the frame class
 * @param entry the entry that it leads to
 * @param moved the method that the direct form has become; null if it stays in the frame
 */
record DirectEntry(
    String host, String frame, FrameLinks.Entry entry, BodyMoves.@Nullable Moved moved)
    implements AddedMethod {
  private static final String DIRECT = "direct";

  static DirectEntry of(FrameName frame, FrameLinks.Entry entry, BodyMoves moves) {
    return new DirectEntry(
        frame.host().replace('.', '/'),
        frame.internalName(),
        entry,
        moves.find(frame.internalName(), DIRECT, entry.descriptor()));
  }

  @Override
  public String name() {
    return (entry.isStatic() ? "suspendable$static$direct$" : "suspendable$direct$") + entry.name();
  }

  /**
   * The run, the depth, then the receiver and the arguments. Each type that is not primitive is
   * replaced by Object.
   */
  @Override
  public String descriptor() {
    List<Type> arguments = new ArrayList<>(List.of(Type.getArgumentTypes(entry.descriptor())));
    int receiver = entry.isStatic() ? 0 : 1;
    arguments.remove(receiver); // the frame
    if (!entry.isStatic()) {
      arguments.add(2, arguments.remove(0));
    }
    Type value = Type.getReturnType(entry.descriptor());
    return Type.getMethodDescriptor(
        value.getSort() == Type.OBJECT || value.getSort() == Type.ARRAY
            ? Type.getType(Object.class)
            : value,
        arguments.toArray(new Type[0]));
  }

  @Override
  public void write(ClassVisitor target) {
    int access =
        (entry.isPublic() ? Opcodes.ACC_PUBLIC : 0) | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = target.visitMethod(access, name(), descriptor(), null, null);
    code.visitCode();
    int slot = 2;
    if (!entry.isStatic()) {
      code.visitVarInsn(Opcodes.ALOAD, slot++);
    }
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    Type[] arguments = Type.getArgumentTypes(descriptor());
    for (int i = slot; i < arguments.length; i++) {
      code.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), slot);
      slot += arguments[i].getSize();
    }
    if (moved == null) {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, frame, DIRECT, entry.descriptor(), false);
    } else {
      moved.call(code);
    }
    Type value = Type.getReturnType(descriptor());
    code.visitInsn(value.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(Math.max(slot + 1, value.getSize()), slot);
    code.visitEnd();
  }
}
