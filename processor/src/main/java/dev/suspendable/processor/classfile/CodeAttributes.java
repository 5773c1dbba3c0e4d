package dev.suspendable.processor.classfile;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads the code attributes of a class other than instructions, as far as possible without reading
 * the instructions.
 */
final class CodeAttributes {
  private static final int CONSTANT_UTF8 = 1;

  private CodeAttributes() {}

  /**
   * Whether a text is in the constant pool, which contains the name of each attribute of the class.
   * The text may also be one of the user's strings.
   */
  static boolean mentions(ClassReader reader, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset != 0 // The second slot of a long or double.
          && reader.readByte(offset - 1) == CONSTANT_UTF8
          && reader.readUnsignedShort(offset) == ascii.length
          && matches(reader, offset + 2, ascii)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(ClassReader reader, int offset, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (reader.readByte(offset + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether any method has a line table. */
  static boolean hasLines(ClassReader reader) {
    if (!mentions(reader, "LineNumberTable")) {
      return false;
    }
    boolean[] found = {false};
    MethodVisitor lines =
        new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitLineNumber(int line, Label start) {
            found[0] = true;
          }
        };
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return lines;
          }
        },
        ClassReader.SKIP_FRAMES);
    return found[0];
  }
}
