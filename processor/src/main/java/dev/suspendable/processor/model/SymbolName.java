package dev.suspendable.processor.model;

import static java.util.Objects.requireNonNull;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Elements;

/**
 * Spells an element so that two compilations agree on the spelling.
 *
 * <pre>
 * app                                         a package
 * app.Host.Inner                              a type
 * app.Host#field                              a field or an enum constant
 * app.Host#total(Ljava/util/List;)Lapp/Task;  a method, by its erased descriptor
 * new app.Host#&lt;init&gt;(I)                      a constructor
 * app.Host$1Name                              a local or anonymous class
 * variable name, type T                       what has no name outside a method
 * </pre>
 *
 * <p>The spelling uses erasures, because an element read from source and the same element read from
 * its class file agree only on these.
 */
public final class SymbolName {
  private final Elements elements;

  public SymbolName(Elements elements) {
    this.elements = elements;
  }

  /** The spelling of {@code element}. */
  public String of(Element element) {
    if (element instanceof TypeElement type) {
      return ofType(type);
    }
    if (element instanceof ExecutableElement method) {
      return ofMethod(method);
    }
    if (element instanceof PackageElement packageElement) {
      return packageElement.getQualifiedName().toString();
    }
    if (element.getKind() == ElementKind.TYPE_PARAMETER) {
      return "type " + element.getSimpleName();
    }
    if (element instanceof VariableElement && element.getKind().isField()) {
      return of(ownerOf(element)) + "#" + element.getSimpleName();
    }
    return "variable " + element.getSimpleName();
  }

  private String ofType(TypeElement type) {
    if (Lifted.isLifted(type)) {
      return elements.getBinaryName(type).toString();
    }
    Element owner = type.getEnclosingElement();
    return owner instanceof TypeElement ownerType
        ? ofType(ownerType) + "." + type.getSimpleName()
        : type.getQualifiedName().toString();
  }

  private String ofMethod(ExecutableElement method) {
    StringBuilder descriptor = new StringBuilder("(");
    for (VariableElement parameter : method.getParameters()) {
      descriptor.append(descriptor(parameter.asType()));
    }
    descriptor.append(')');
    String owner = of(ownerOf(method));
    if (method.getKind() == ElementKind.CONSTRUCTOR) {
      return "new " + owner + "#<init>" + descriptor;
    }
    return owner + "#" + method.getSimpleName() + descriptor + descriptor(method.getReturnType());
  }

  /** The JVM descriptor of the erasure of {@code type}. */
  private String descriptor(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return "[" + descriptor(array.getComponentType());
    }
    if (type instanceof TypeVariable variable) {
      return descriptor(variable.getUpperBound());
    }
    if (type instanceof IntersectionType intersection) {
      return descriptor(intersection.getBounds().get(0));
    }
    if (type instanceof DeclaredType declared) {
      return "L" + internalName((TypeElement) declared.asElement()) + ";";
    }
    return primitive(type.getKind());
  }

  /** The owner of a member, which always exists. */
  private static Element ownerOf(Element member) {
    return requireNonNull(member.getEnclosingElement());
  }

  private String internalName(TypeElement type) {
    // The order of these tests matters. A nested class that was only mentioned in a class file
    // claims to be in its package until it is completed, and asking for its nesting completes it.
    if (type.getNestingKind() == NestingKind.MEMBER
        && type.getEnclosingElement() instanceof TypeElement owner) {
      return internalName(owner) + "$" + type.getSimpleName();
    }
    return ofType(type).replace('.', '/');
  }

  private static String primitive(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> "Z";
      case BYTE -> "B";
      case SHORT -> "S";
      case INT -> "I";
      case LONG -> "J";
      case CHAR -> "C";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      case VOID -> "V";
      // Erroneous types never occur in a compilation without errors. This name is unique, so
      // validation refuses the type, where a guess might accept a wrong binding.
      default -> "?" + kind + "?";
    };
  }
}
