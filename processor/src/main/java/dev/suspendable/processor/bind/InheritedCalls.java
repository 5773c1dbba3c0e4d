package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Handles calls of methods that a frame inherits, where the calling code of the frame has been
 * moved into another class. Most of these methods are protected, so the host may not call them.
 * Instead it calls a private method of the frame, as a member of the frame's nest, and that method
 * makes the call.
 *
 * <pre>
 * invokevirtual Host$$m.entry ()I      invokevirtual Host$$m.suspendable$entry ()I
 * </pre>
 */
final class InheritedCalls {
  private static final String PREFIX = "suspendable$";

  private final ClassFacts frame;
  private final Set<Call> calls = new LinkedHashSet<>();

  private record Call(boolean isStatic, String name, String descriptor) {}

  InheritedCalls(ClassFacts frame) {
    this.frame = frame;
  }

  /** A visitor for code that will run in the host. */
  MethodVisitor visitor(MethodVisitor next, BodyMoves moves) {
    return new MovedCalls(next, moves) {
      @Override
      public void visitParameter(String name, int access) {}

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        boolean isInherited =
            owner.equals(frame.name())
                && opcode != Opcodes.INVOKESPECIAL
                && !frame.declaresMethod(name, descriptor);
        if (isInherited) {
          calls.add(new Call(opcode == Opcodes.INVOKESTATIC, name, descriptor));
        }
        super.visitMethodInsn(
            opcode, owner, isInherited ? PREFIX + name : name, descriptor, isInterface);
      }
    };
  }

  /** Adds the methods to the frame. */
  void write(ClassVisitor target) {
    calls.forEach(call -> write(call, target));
  }

  private void write(Call call, ClassVisitor target) {
    int access =
        Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (call.isStatic ? Opcodes.ACC_STATIC : 0);
    MethodVisitor code =
        target.visitMethod(access, PREFIX + call.name, call.descriptor, null, null);
    code.visitCode();
    int size = 0;
    if (!call.isStatic) {
      code.visitVarInsn(Opcodes.ALOAD, size++);
    }
    for (Type parameter : Type.getArgumentTypes(call.descriptor)) {
      code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), size);
      size += parameter.getSize();
    }
    code.visitMethodInsn(
        call.isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL,
        frame.name(),
        call.name,
        call.descriptor,
        false);
    Type result = Type.getReturnType(call.descriptor);
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(Math.max(size, result.getSize()), size);
    code.visitEnd();
  }
}
