package dev.suspendable.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the annotations of this project by name: the processor does not depend on their classes.
 */
final class Annotations {
  private static final String PACKAGE = "dev.suspendable.annotations.";

  private Annotations() {}

  static List<AnnotationMirror> all(Element element, String simpleName) {
    List<AnnotationMirror> result = new ArrayList<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(PACKAGE + simpleName)) {
        result.add(mirror);
      }
    }
    return result;
  }

  static Optional<AnnotationMirror> find(Element element, String simpleName) {
    return all(element, simpleName).stream().findFirst();
  }

  private static @Nullable Object value(AnnotationMirror mirror, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return entry.getValue().getValue();
      }
    }
    return null;
  }

  /** The class that an element of the annotation names, if the element is present. */
  static Optional<TypeElement> type(AnnotationMirror mirror, String name) {
    return Optional.ofNullable(asType(value(mirror, name)));
  }

  private static @Nullable TypeElement asType(@Nullable Object value) {
    return value instanceof DeclaredType type ? (TypeElement) type.asElement() : null;
  }

  static String string(AnnotationMirror mirror, String name) {
    Object value = value(mirror, name);
    return value == null ? "" : value.toString();
  }

  private static List<Object> list(AnnotationMirror mirror, String name) {
    List<Object> result = new ArrayList<>();
    if (value(mirror, name) instanceof List<?> values) {
      values.forEach(v -> result.add(((AnnotationValue) v).getValue()));
    }
    return result;
  }

  static List<String> strings(AnnotationMirror mirror, String name) {
    return list(mirror, name).stream().map(Object::toString).toList();
  }

  static List<TypeElement> types(AnnotationMirror mirror, String name) {
    List<TypeElement> result = new ArrayList<>();
    for (Object value : list(mirror, name)) {
      TypeElement type = asType(value);
      if (type != null) {
        result.add(type);
      }
    }
    return result;
  }

  static List<AnnotationMirror> mirrors(AnnotationMirror mirror, String name) {
    List<AnnotationMirror> result = new ArrayList<>();
    for (Object value : list(mirror, name)) {
      if (value instanceof AnnotationMirror inner) {
        result.add(inner);
      }
    }
    return result;
  }
}
