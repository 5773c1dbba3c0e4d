package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.RampMethod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/**
 * Replaces the body of a coroutine with its ramp, and keeps all other attributes of the method.
 *
 * <pre>
 * Task&lt;Integer&gt; total(List&lt;URI&gt; symbols) {
 *   return Quotes$$total$1x7k2.ramp(this, symbols);
 * }
 * </pre>
 *
 * <p>The parameter names stay. The ramp has the line of the declaration. The lines of the body
 * belong to the place that has the body; otherwise the ramp's call would also hit a breakpoint on
 * the first line. If the body has code on the declaration's line, the ramp has no line. The
 * original instructions are ignored: {@code mv} is null.
 */
final class RampWriter extends MethodVisitor {
  private final MethodVisitor target;
  private final Ramp ramp;
  private final Map<Integer, Parameter> parameters = new TreeMap<>();
  private boolean hasLines;

  private record Parameter(String name, String descriptor, @Nullable String signature) {}

  RampWriter(MethodVisitor target, Ramp ramp) {
    super(Opcodes.ASM9);
    this.target = target;
    this.ramp = ramp;
  }

  @Override
  public void visitParameter(@Nullable String name, int access) {
    target.visitParameter(name, access);
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return target.visitAnnotation(descriptor, visible);
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int typeRef, @Nullable TypePath typePath, String descriptor, boolean visible) {
    return target.visitTypeAnnotation(typeRef, typePath, descriptor, visible);
  }

  @Override
  public void visitAnnotableParameterCount(int count, boolean visible) {
    target.visitAnnotableParameterCount(count, visible);
  }

  @Override
  public @Nullable AnnotationVisitor visitParameterAnnotation(
      int parameter, String descriptor, boolean visible) {
    return target.visitParameterAnnotation(parameter, descriptor, visible);
  }

  @Override
  public void visitAttribute(Attribute attribute) {
    if (!attribute.isCodeAttribute()) {
      target.visitAttribute(attribute);
    }
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    hasLines = true;
  }

  @Override
  public void visitLocalVariable(
      String name,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label end,
      int index) {
    // javac never reuses a parameter's slot for another variable.
    if (index < ramp.argumentsSize()) {
      parameters.put(index, new Parameter(name, descriptor, signature));
    }
  }

  @Override
  public void visitEnd() {
    Label start = new Label();
    Label end = new Label();
    target.visitCode();
    target.visitLabel(start);
    FrameSource frame = ramp.frame();
    int line = frame.origin().line();
    if (hasLines && !frame.text().hasCodeOf(line)) {
      target.visitLineNumber(line, start);
    }
    int stack = 0;
    if (ramp.takesReceiver()) {
      if (ramp.hasReceiver()) {
        target.visitVarInsn(Opcodes.ALOAD, 0);
      } else {
        target.visitInsn(Opcodes.ACONST_NULL); // only dead code names it
      }
      stack++;
    }
    for (List<Ramp.Field> path : ramp.kept()) {
      target.visitVarInsn(Opcodes.ALOAD, 0);
      for (Ramp.Field field : path) {
        target.visitFieldInsn(Opcodes.GETFIELD, field.owner(), field.name(), field.descriptor());
      }
      stack += Type.getType(path.get(path.size() - 1).descriptor()).getSize();
    }
    Type[] arguments = Type.getArgumentTypes(ramp.method().descriptor());
    for (int index : ramp.passed()) {
      target.visitVarInsn(arguments[index].getOpcode(Opcodes.ILOAD), slot(arguments, index));
      stack += arguments[index].getSize();
    }
    RampMethod called = frame.ramp();
    target.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        frame.name().internalName(),
        called.name(),
        called.descriptor(),
        false);
    Type result = Type.getReturnType(called.descriptor());
    target.visitInsn(result.getOpcode(Opcodes.IRETURN));
    target.visitLabel(end);
    parameters.forEach(
        (index, parameter) ->
            target.visitLocalVariable(
                parameter.name(),
                parameter.descriptor(),
                parameter.signature(),
                start,
                end,
                index));
    target.visitMaxs(Math.max(stack, result.getSize()), ramp.argumentsSize());
    target.visitEnd();
  }

  private int slot(Type[] arguments, int index) {
    int slot = ramp.hasReceiver() ? 1 : 0;
    for (int i = 0; i < index; i++) {
      slot += arguments[i].getSize();
    }
    return slot;
  }
}
