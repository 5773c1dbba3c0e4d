package dev.suspendable.processor.classfile;

import dev.suspendable.processor.model.NestType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.signature.SignatureWriter;

/**
 * Shows the local and anonymous classes of a nest as top-level classes. The view omits everything
 * that makes javac treat them as local. Where a class file mentions them, they get type arguments
 * for the type variables that they see. A type variable of a class that shadows another one gets a
 * unique name.
 */
final class LiftedView extends ClassVisitor {
  private final Map<String, NestType> nestTypes;

  /** The known facts about the class itself; null if it has no type variables and is not lifted. */
  private @Nullable NestType self;

  private boolean renames;

  /**
   * @param nestTypes the types of the nest, by internal name
   */
  LiftedView(ClassVisitor next, Map<String, NestType> nestTypes) {
    super(Opcodes.ASM9, next);
    this.nestTypes = nestTypes;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    self = nestTypes.get(name);
    renames = self != null && self.renames();
    // The class of an enum constant with a body also has the enum flag.
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
    String added = self == null ? "" : self.typeParameters();
    String full = signature == null ? plain(superName, interfaces) : signature;
    String shown = full;
    if (mayChange(full)) {
      Rewriting rewriting = new Rewriting(false, "");
      new SignatureReader(full).accept(rewriting);
      shown = rewriting.toString();
    }
    if (!added.isEmpty()) {
      return shown.startsWith("<") ? "<" + added + shown.substring(1) : "<" + added + ">" + shown;
    }
    return signature == null && shown.equals(full) ? null : shown;
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
    NestType type = nestTypes.get(name);
    if (type == null || !type.isLifted()) {
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
    String shown = member(access, descriptor, signature, true);
    return super.visitField(access, name, descriptor, shown, value);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (self != null && self.isLifted() && name.equals("<init>")) {
      // Frames could not call a constructor with the parameters that javac adds; they use
      // factories.
      return null;
    }
    String shown = member(access, descriptor, signature, false);
    return super.visitMethod(access, name, descriptor, shown, exceptions);
  }

  private @Nullable String member(
      int access, String descriptor, @Nullable String signature, boolean isField) {
    String full = signature == null ? descriptor : signature;
    if (!mayChange(full)) {
      return signature;
    }
    Rewriting rewriting = new Rewriting((access & Opcodes.ACC_STATIC) != 0, isField ? "" : full);
    if (isField) {
      new SignatureReader(full).acceptType(rewriting);
    } else {
      new SignatureReader(full).accept(rewriting);
    }
    String shown = rewriting.toString();
    return signature == null && shown.equals(descriptor) ? null : shown;
  }

  /** Only nested classes are lifted, and their names contain a dollar sign. */
  private boolean mayChange(String signature) {
    return renames || signature.indexOf('$') >= 0;
  }

  /** Writes a signature as frames see it. */
  private final class Rewriting extends SignatureWriter {
    private final boolean isStatic;

    /**
     * New names for a method's own type parameters, distinct from the type variables around the
     * method.
     */
    private final Map<String, String> own = new HashMap<>();

    /**
     * @param method the signature, if it belongs to a method
     */
    Rewriting(boolean isStatic, String method) {
      this.isStatic = isStatic;
      if (method.startsWith("<")) {
        new SignatureReader(method)
            .accept(
                new SignatureVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitFormalTypeParameter(String name) {
                    boolean isTaken = self != null && self.scope().contains(name);
                    own.put(name, isTaken ? name + "#" : name);
                  }
                });
      }
    }

    private String name(String variable) {
      Map<String, String> names = own.containsKey(variable) || self == null ? own : self.names();
      return names.getOrDefault(variable, variable);
    }

    @Override
    public void visitFormalTypeParameter(String name) {
      super.visitFormalTypeParameter(name(name));
    }

    @Override
    public void visitTypeVariable(String name) {
      super.visitTypeVariable(name(name));
    }

    /** Omits the type arguments where not all of the type variables are in scope. */
    @Override
    public void visitClassType(String name) {
      NestType type = nestTypes.get(name);
      if (type != null && type.outer() != null && isGeneric(type)) {
        visitClassType(type.outer());
        super.visitInnerClassType(type.simpleName());
        return;
      }
      super.visitClassType(name);
      if (type != null && isInScope(type)) {
        for (String variable : type.typeVariables()) {
          super.visitTypeArgument('=');
          super.visitTypeVariable(variable);
        }
      }
    }

    private boolean isGeneric(NestType inner) {
      NestType outer = inner.outer() == null ? null : nestTypes.get(inner.outer());
      return outer != null
          && ((!outer.typeVariables().isEmpty() && isInScope(outer)) || isGeneric(outer));
    }

    private boolean isInScope(NestType type) {
      return self != null && !isStatic && self.scope().containsAll(type.typeVariables());
    }
  }
}
