package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** A method of a frame that is moved into the host. */
final class MovedMethod implements AddedMethod {
  private final FrameSource frame;
  private final String key;
  private final String host;
  private final MethodNode code;
  private final Label end = new Label();

  /**
   * Creates a moved method.
   *
   * @param key its name and descriptor in the frame
   */
  MovedMethod(FrameSource frame, String key, String host, MethodNode code) {
    this.frame = frame;
    this.key = key;
    this.host = host;
    this.code = code;
  }

  FrameSource frame() {
    return frame;
  }

  /** Name and descriptor in the frame. */
  String key() {
    return key;
  }

  /** Size of its code in bytes, available after the host's class file has been generated. */
  int codeSize() {
    return end.getOffset();
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public String name() {
    return code.name;
  }

  @Override
  public String descriptor() {
    return code.desc;
  }

  @Override
  public void write(ClassVisitor target) {
    MethodVisitor method = target.visitMethod(code.access, code.name, code.desc, null, null);
    code.accept(
        new MethodVisitor(Opcodes.ASM9, method) {
          @Override
          public void visitMaxs(int maxStack, int maxLocals) {
            super.visitLabel(end);
            super.visitMaxs(maxStack, maxLocals);
          }
        });
  }
}
