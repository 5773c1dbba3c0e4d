package dev.suspendable.processor.diagnostic;

import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/** How messages name types and elements: {@code Map.Entry<K, V>}, {@code await(Awaitable<T>)}. */
public final class Wording {
  private Wording() {}

  /** The name of a type or element; anything else is returned as it is. */
  static Object of(Object argument) {
    if (argument instanceof TypeMirror type) {
      return type(type);
    }
    if (argument instanceof TypeElement type) {
      return nested(type);
    }
    if (argument instanceof ExecutableElement method) {
      return method.getSimpleName()
          + method.getParameters().stream()
              .map(parameter -> type(parameter.asType()))
              .collect(Collectors.joining(", ", "(", ")"));
    }
    return argument;
  }

  /** The name of a type. */
  public static String type(TypeMirror type) {
    return type.accept(new TypeName(), null);
  }

  private static String nested(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? nested(outer) + "." + type.getSimpleName()
        : type.getSimpleName().toString();
  }

  private static final class TypeName extends SimpleTypeVisitor14<String, @Nullable Void> {
    @Override
    protected String defaultAction(TypeMirror type, @Nullable Void unused) {
      return type.toString();
    }

    @Override
    public String visitDeclared(DeclaredType type, @Nullable Void unused) {
      String name = nested((TypeElement) type.asElement());
      return type.getTypeArguments().isEmpty()
          ? name
          : type.getTypeArguments().stream()
              .map(Wording::type)
              .collect(Collectors.joining(", ", name + "<", ">"));
    }

    @Override
    public String visitArray(ArrayType type, @Nullable Void unused) {
      return Wording.type(type.getComponentType()) + "[]";
    }

    @Override
    public String visitTypeVariable(TypeVariable type, @Nullable Void unused) {
      Element element = type.asElement();
      return element.getSimpleName().isEmpty()
          ? type.toString()
          : element.getSimpleName().toString();
    }

    @Override
    public String visitWildcard(WildcardType type, @Nullable Void unused) {
      TypeMirror upper = type.getExtendsBound();
      TypeMirror lower = type.getSuperBound();
      return upper != null
          ? "? extends " + Wording.type(upper)
          : lower != null ? "? super " + Wording.type(lower) : "?";
    }
  }
}
