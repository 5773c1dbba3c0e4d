package dev.suspendable.processor.classfile;

import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Lifted;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * A local or anonymous class that javac has left out. javac leaves out a class in code that a
 * constant condition makes unreachable. Frames contain that code too, and javac leaves it out of
 * frames too. But before that, javac resolves the names in it.
 */
public final class DeadClass {
  private DeadClass() {}

  /** A class file with everything of the class that source can name. */
  public static byte[] of(TypeElement type, JvmTypes jvm) {
    ClassWriter writer = new ClassWriter(0);
    List<? extends TypeMirror> interfaces = type.getInterfaces();
    String superName =
        type.getSuperclass() instanceof DeclaredType superclass
            ? jvm.internalName((TypeElement) superclass.asElement())
            : "java/lang/Object";
    writer.visit(
        Opcodes.V17,
        access(type) | (type.getKind().isInterface() ? Opcodes.ACC_INTERFACE : Opcodes.ACC_SUPER),
        jvm.internalName(type),
        signature(type, jvm),
        superName,
        interfaces.stream()
            .map(each -> jvm.internalName((TypeElement) ((DeclaredType) each).asElement()))
            .toArray(String[]::new));
    for (Element field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      TypeMirror of = field.asType();
      writer
          .visitField(
              access(field),
              field.getSimpleName().toString(),
              jvm.descriptor(of),
              jvm.signature(of),
              null)
          .visitEnd();
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      writer
          .visitMethod(
              access(method) | (method.isVarArgs() ? Opcodes.ACC_VARARGS : 0),
              method.getSimpleName().toString(),
              jvm.descriptor(method),
              jvm.signature((ExecutableType) method.asType()),
              method.getThrownTypes().stream()
                  .filter(DeclaredType.class::isInstance)
                  .map(each -> jvm.internalName((TypeElement) ((DeclaredType) each).asElement()))
                  .toArray(String[]::new))
          .visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  /**
   * Abstract and native methods need no code. No code here asks whether a method is abstract for
   * any other reason.
   */
  private static int access(Element element) {
    boolean isStatic = element.getModifiers().contains(Modifier.STATIC);
    int access = Opcodes.ACC_PUBLIC;
    if (element instanceof ExecutableElement) {
      access |= isStatic ? Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE : Opcodes.ACC_ABSTRACT;
    } else if (element instanceof VariableElement && isStatic) {
      access |= Opcodes.ACC_STATIC;
    }
    return access;
  }

  private static String signature(TypeElement type, JvmTypes jvm) {
    StringBuilder signature = new StringBuilder();
    List<TypeParameterElement> typeParameters = new ArrayList<>(Lifted.typeParameters(type));
    typeParameters.addAll(type.getTypeParameters());
    if (!typeParameters.isEmpty()) {
      signature.append('<').append(jvm.typeParameters(typeParameters)).append('>');
    }
    signature.append(
        type.getSuperclass() instanceof DeclaredType superclass
            ? jvm.signature(superclass)
            : "Ljava/lang/Object;");
    type.getInterfaces().forEach(each -> signature.append(jvm.signature(each)));
    return signature.toString();
  }
}
