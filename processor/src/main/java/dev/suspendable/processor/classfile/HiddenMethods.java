package dev.suspendable.processor.classfile;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Marks the methods that the binder has moved into a class as synthetic. Who compares it with an
 * unbound version of the class then sees the same members.
 */
public final class HiddenMethods {
  private HiddenMethods() {}

  /** The class with these methods hidden; empty if it is not bound. */
  public static Optional<byte[]> hide(byte[] classFile) {
    if (ClassFacts.of(classFile).mark() == null) {
      return Optional.empty();
    }
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            int flags = isMoved(access, name) ? access | Opcodes.ACC_SYNTHETIC : access;
            return super.visitMethod(flags, name, descriptor, signature, exceptions);
          }
        },
        0);
    return Optional.of(writer.toByteArray());
  }

  private static boolean isMoved(int access, String name) {
    return (access & Opcodes.ACC_PRIVATE) != 0 && name.contains("$");
  }
}
