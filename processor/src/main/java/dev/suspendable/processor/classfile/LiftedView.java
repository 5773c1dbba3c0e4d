package dev.suspendable.processor.classfile;

import dev.suspendable.processor.model.Lifted;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureWriter;

/**
 * Shows the local and anonymous classes of a nest as top-level classes: what makes javac take them
 * for local ones is left out, and where they are mentioned, they have the type arguments that stand
 * for the type variables they see.
 */
final class LiftedView extends ClassVisitor {
  private final Map<String, Lifted> lifted;

  /** What the class itself is lifted to; null for any other. */
  private @Nullable Lifted self;

  /**
   * @param lifted those of the nest, by internal name
   */
  LiftedView(ClassVisitor next, Map<String, Lifted> lifted) {
    super(Opcodes.ASM9, next);
    this.lifted = lifted;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    self = lifted.get(name);
    // The class of an enum constant with a body says that it is an enum, too.
    int shown = "java/lang/Enum".equals(superName) ? access : access & ~Opcodes.ACC_ENUM;
    super.visit(
        version,
        shown,
        name,
        classSignature(signature, superName, interfaces),
        superName,
        interfaces);
  }

  private @Nullable String classSignature(
      @Nullable String signature, @Nullable String superName, String @Nullable [] interfaces) {
    if (self != null && self.isErased()) {
      return null;
    }
    String typeParameters = self == null ? "" : self.typeParameters();
    String full = signature == null ? plain(superName, interfaces) : signature;
    if (!typeParameters.isEmpty()) {
      full =
          full.startsWith("<")
              ? "<" + typeParameters + full.substring(1)
              : "<" + typeParameters + ">" + full;
    }
    String shown = rewrite(full, false);
    return signature == null && shown.equals(full) && typeParameters.isEmpty() ? null : shown;
  }

  private static String plain(@Nullable String superName, String @Nullable [] interfaces) {
    StringBuilder signature = new StringBuilder("L" + superName + ";");
    if (interfaces != null) {
      for (String type : interfaces) {
        signature.append('L').append(type).append(';');
      }
    }
    return signature.toString();
  }

  @Override
  public void visitOuterClass(String owner, @Nullable String name, @Nullable String descriptor) {}

  @Override
  public void visitInnerClass(
      String name, @Nullable String outer, @Nullable String simpleName, int access) {
    if (!lifted.containsKey(name)) {
      super.visitInnerClass(name, outer, simpleName, access);
    }
  }

  @Override
  public FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    return super.visitField(access, name, descriptor, member(descriptor, signature, true), value);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (self != null && name.equals("<init>")) {
      // With what javac adds to them, frames could not call constructors, and have factories.
      return null;
    }
    return super.visitMethod(
        access, name, descriptor, member(descriptor, signature, false), exceptions);
  }

  private @Nullable String member(String descriptor, @Nullable String signature, boolean isField) {
    if (self != null && self.isErased()) {
      return null;
    }
    String full = signature == null ? descriptor : signature;
    String shown = rewrite(full, isField);
    return signature == null && shown.equals(descriptor) ? null : shown;
  }

  private String rewrite(String signature, boolean isType) {
    if (lifted.values().stream().allMatch(type -> type.typeVariables().isEmpty())) {
      return signature;
    }
    SignatureWriter writer =
        new SignatureWriter() {
          @Override
          public void visitClassType(String name) {
            super.visitClassType(name);
            Lifted type = lifted.get(name);
            if (type != null) {
              for (String variable : type.typeVariables()) {
                visitTypeArgument('=').visitTypeVariable(variable);
              }
            }
          }
        };
    SignatureReader reader = new SignatureReader(signature);
    if (isType) {
      reader.acceptType(writer);
    } else {
      reader.accept(writer);
    }
    return writer.toString();
  }
}
