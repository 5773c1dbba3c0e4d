package dev.suspendable.processor.emit;

import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Lifted;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The link from a frame to the user's code, in the form of Javadoc's {@code @see}: {@code
 * app.Host.Nested#method(int,java.util.List)}. It names the method; for a lambda, or in a class
 * that no other code can name, it names the nearest method or class around it that can be named.
 */
final class SeeTag {
  private final JvmTypes jvm;

  SeeTag(JvmTypes jvm) {
    this.jvm = jvm;
  }

  /** Returns the text after {@code @see}. */
  String of(Declaration declaration) {
    if (declaration instanceof Declaration.Lambda lambda) {
      return reference(lambda.place().host(), around(lambda.place()));
    }
    return reference(declaration.host(), declaration.method());
  }

  /** The method or constructor that contains a lambda; null for an initialiser. */
  private @Nullable ExecutableElement around(Declaration.Place place) {
    for (Element member : place.host().getEnclosedElements()) {
      if (member instanceof ExecutableElement method
          && method.getSimpleName().contentEquals(place.name())
          && jvm.descriptor(method).equals(place.descriptor())) {
        return method;
      }
    }
    return null;
  }

  private String reference(TypeElement host, @Nullable ExecutableElement method) {
    if (Lifted.isInLifted(host)) {
      TypeElement around = Declarations.classAround(host);
      return around == null
          ? host.getSimpleName().toString()
          : reference(
              around, host.getEnclosingElement() instanceof ExecutableElement each ? each : null);
    }
    Name type = host.getQualifiedName();
    boolean isConstructor = method != null && method.getKind() == ElementKind.CONSTRUCTOR;
    if (method == null || (!isConstructor && method.getKind() != ElementKind.METHOD)) {
      return type.toString();
    }
    Name name = isConstructor ? host.getSimpleName() : method.getSimpleName();
    return method.getParameters().stream()
        .map(parameter -> name(jvm.erasure(parameter.asType())))
        .collect(Collectors.joining(", ", type + "#" + name + "(", ")"));
  }

  private static String name(TypeMirror erased) {
    if (erased instanceof ArrayType array) {
      return name(array.getComponentType()) + "[]";
    }
    if (erased instanceof DeclaredType declared) {
      TypeElement type = (TypeElement) declared.asElement();
      return type.getQualifiedName().toString();
    }
    // Not its text, which contains annotations.
    return erased.getKind().name().toLowerCase(Locale.ROOT);
  }
}
