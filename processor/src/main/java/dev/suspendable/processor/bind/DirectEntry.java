package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.DirectLinks;
import dev.suspendable.processor.model.FrameSource;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method of a coroutine's class through which coroutines of other files come into its direct
 * form; {@code dev.suspendable.DirectLink} knows its name and shape.
 *
 * @param host internal name of the class
 * @param frame internal name of the frame class
 * @param entry what it leads to
 */
record DirectEntry(String host, String frame, DirectLinks.Entry entry) implements AddedMethod {
  private static final String DIRECT = "direct";

  static DirectEntry of(FrameSource frame, DirectLinks.Entry entry) {
    return new DirectEntry(
        frame.host().replace('.', '/'), frame.binaryName().replace('.', '/'), entry);
  }

  @Override
  public String name() {
    return (entry.isStatic() ? "suspendable$static$direct$" : "suspendable$direct$") + entry.name();
  }

  /** As that of the direct form, without the frame; what is no primitive value is an object. */
  @Override
  public String descriptor() {
    Type[] all = Type.getArgumentTypes(entry.descriptor());
    Type[] arguments = new Type[all.length - 1];
    System.arraycopy(all, 1, arguments, 0, arguments.length);
    Type value = Type.getReturnType(entry.descriptor());
    return Type.getMethodDescriptor(
        value.getSort() == Type.OBJECT || value.getSort() == Type.ARRAY
            ? Type.getType(Object.class)
            : value,
        arguments);
  }

  @Override
  public void write(ClassVisitor target) {
    int access =
        (entry.isPublic() ? Opcodes.ACC_PUBLIC : 0) | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = target.visitMethod(access, name(), descriptor(), null, null);
    code.visitCode();
    code.visitInsn(Opcodes.ACONST_NULL);
    int size = 0;
    for (Type parameter : Type.getArgumentTypes(descriptor())) {
      code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), size);
      size += parameter.getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKESTATIC, frame, DIRECT, entry.descriptor(), false);
    Type value = Type.getReturnType(descriptor());
    code.visitInsn(value.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(Math.max(size + 1, value.getSize()), size);
    code.visitEnd();
  }
}
