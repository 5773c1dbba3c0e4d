package dev.suspendable.processor.classfile;

import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.JvmTypes;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A class that the outer javac has attributed but not yet written, or with {@code -implicit:none}
 * never writes. The outline is a class file without code. It contains everything of the class that
 * the source of another class can name.
 */
public final class Outline {
  private static final Map<Modifier, Integer> FLAGS =
      Map.of(
          Modifier.PUBLIC, Opcodes.ACC_PUBLIC,
          Modifier.PROTECTED, Opcodes.ACC_PROTECTED,
          Modifier.PRIVATE, Opcodes.ACC_PRIVATE,
          Modifier.STATIC, Opcodes.ACC_STATIC,
          Modifier.FINAL, Opcodes.ACC_FINAL,
          Modifier.ABSTRACT, Opcodes.ACC_ABSTRACT);

  private final JvmTypes jvm;
  private final ClassWriter writer = new ClassWriter(0);

  private Outline(JvmTypes jvm) {
    this.jvm = jvm;
  }

  /** The class file of a top-level class or a member class. */
  public static byte[] of(TypeElement type, JvmTypes jvm) {
    Outline outline = new Outline(jvm);
    outline.write(type);
    return outline.writer.toByteArray();
  }

  private void write(TypeElement type) {
    boolean isInterface = type.getKind().isInterface();
    writer.visit(
        Opcodes.V17,
        (flags(type) & ~(Opcodes.ACC_STATIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE))
            | (isInterface ? 0 : Opcodes.ACC_SUPER),
        jvm.internalName(type),
        signature(type),
        superclass(type),
        type.getInterfaces().stream().map(this::internalName).toArray(String[]::new));
    for (Element each = type; each instanceof TypeElement it; each = it.getEnclosingElement()) {
      writeMembership(it);
    }
    for (TypeElement member : ElementFilter.typesIn(type.getEnclosedElements())) {
      writeMembership(member);
    }
    type.getPermittedSubclasses()
        .forEach(each -> writer.visitPermittedSubclass(internalName(each)));
    writeAnnotations(type);
    for (RecordComponentElement component : type.getRecordComponents()) {
      writer
          .visitRecordComponent(
              component.getSimpleName().toString(),
              jvm.descriptor(component.asType()),
              jvm.signature(component.asType()))
          .visitEnd();
    }
    ElementFilter.fieldsIn(type.getEnclosedElements()).forEach(this::writeField);
    ElementFilter.constructorsIn(type.getEnclosedElements()).forEach(this::writeMethod);
    ElementFilter.methodsIn(type.getEnclosedElements()).forEach(this::writeMethod);
    writer.visitEnd();
  }

  private static int flags(Element element) {
    int flags = 0;
    for (Modifier modifier : element.getModifiers()) {
      flags |= FLAGS.getOrDefault(modifier, 0);
    }
    return flags
        | switch (element.getKind()) {
          case ENUM, ENUM_CONSTANT -> Opcodes.ACC_ENUM;
          case INTERFACE -> Opcodes.ACC_INTERFACE;
          case ANNOTATION_TYPE -> Opcodes.ACC_INTERFACE | Opcodes.ACC_ANNOTATION;
          case RECORD -> Opcodes.ACC_RECORD;
          default -> 0;
        };
  }

  private void writeMembership(TypeElement type) {
    if (type.getEnclosingElement() instanceof TypeElement outer) {
      writer.visitInnerClass(
          jvm.internalName(type),
          jvm.internalName(outer),
          type.getSimpleName().toString(),
          flags(type) & ~Opcodes.ACC_RECORD);
    }
  }

  private String superclass(TypeElement type) {
    return type.getSuperclass() instanceof DeclaredType superclass
        ? internalName(superclass)
        : "java/lang/Object";
  }

  private String internalName(TypeMirror type) {
    return jvm.internalName((TypeElement) ((DeclaredType) type).asElement());
  }

  private String signature(TypeElement type) {
    StringBuilder signature = new StringBuilder();
    if (!type.getTypeParameters().isEmpty()) {
      signature
          .append('<')
          .append(jvm.typeParameters(List.copyOf(type.getTypeParameters())))
          .append('>');
    }
    signature.append(
        type.getSuperclass() instanceof DeclaredType superclass
            ? jvm.signature(superclass)
            : "Ljava/lang/Object;");
    type.getInterfaces().forEach(each -> signature.append(jvm.signature(each)));
    return signature.toString();
  }

  /** Which annotations exist matters only for the uses of an annotation type. */
  private void writeAnnotations(TypeElement type) {
    if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
      for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
        AnnotationVisitor annotation =
            writer.visitAnnotation(jvm.descriptor(mirror.getAnnotationType()), true);
        mirror
            .getElementValues()
            .forEach(
                (method, value) ->
                    writeValue(annotation, method.getSimpleName().toString(), value));
        annotation.visitEnd();
      }
    }
  }

  private void writeValue(AnnotationVisitor to, @Nullable String name, AnnotationValue value) {
    Object held = value.getValue();
    if (held instanceof List<?> values) {
      AnnotationVisitor array = to.visitArray(name);
      values.forEach(each -> writeValue(array, null, (AnnotationValue) each));
      array.visitEnd();
    } else if (held instanceof VariableElement constant) {
      to.visitEnum(name, jvm.descriptor(constant.asType()), constant.getSimpleName().toString());
    } else if (held instanceof TypeMirror type) {
      to.visit(name, Type.getType(jvm.descriptor(type)));
    } else if (held instanceof AnnotationMirror mirror) {
      AnnotationVisitor nested =
          to.visitAnnotation(name, jvm.descriptor(mirror.getAnnotationType()));
      mirror
          .getElementValues()
          .forEach((method, each) -> writeValue(nested, method.getSimpleName().toString(), each));
      nested.visitEnd();
    } else {
      to.visit(name, held);
    }
  }

  private void writeField(VariableElement field) {
    writer
        .visitField(
            flags(field),
            field.getSimpleName().toString(),
            jvm.descriptor(field.asType()),
            jvm.signature(field.asType()),
            constant(field.getConstantValue()))
        .visitEnd();
  }

  private static @Nullable Object constant(@Nullable Object value) {
    if (value instanceof Boolean it) {
      return it ? 1 : 0;
    }
    if (value instanceof Character it) {
      return (int) it;
    }
    return value instanceof Byte || value instanceof Short ? ((Number) value).intValue() : value;
  }

  private void writeMethod(ExecutableElement method) {
    ExecutableType type = (ExecutableType) method.asType();
    MethodVisitor written =
        writer.visitMethod(
            flags(method) | (method.isVarArgs() ? Opcodes.ACC_VARARGS : 0),
            method.getSimpleName().toString(),
            descriptor(method),
            jvm.signature(type) + thrown(type),
            method.getThrownTypes().stream()
                .map(jvm::erasure)
                .map(this::internalName)
                .toArray(String[]::new));
    if (method.getDefaultValue() != null) {
      AnnotationVisitor value = written.visitAnnotationDefault();
      writeValue(value, null, method.getDefaultValue());
      value.visitEnd();
    }
    written.visitEnd();
  }

  private String thrown(ExecutableType type) {
    StringBuilder signature = new StringBuilder();
    if (type.getThrownTypes().stream().anyMatch(each -> each.getKind() == TypeKind.TYPEVAR)) {
      type.getThrownTypes().forEach(each -> signature.append('^').append(jvm.signature(each)));
    }
    return signature.toString();
  }

  /** The constructor of an inner class takes the outer instance as its first parameter. */
  private String descriptor(ExecutableElement method) {
    String descriptor = jvm.descriptor(method);
    DeclaredType type = (DeclaredType) Declarations.classOf(method).asType();
    return method.getKind() == ElementKind.CONSTRUCTOR
            && type.getEnclosingType().getKind() == TypeKind.DECLARED
        ? "(" + jvm.descriptor(type.getEnclosingType()) + descriptor.substring(1)
        : descriptor;
  }
}
