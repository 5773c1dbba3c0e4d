package dev.suspendable.processor.model;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVisitor;

/**
 * An intersection type each of whose bounds source can name; a cast may name all of them. Made here
 * because javac's API makes none: its own utilities must not be handed one.
 *
 * @param bounds the bounds, a class first if there is one
 */
public record DenotableIntersection(List<TypeMirror> bounds) implements IntersectionType {
  @Override
  public List<? extends TypeMirror> getBounds() {
    return bounds;
  }

  @Override
  public TypeKind getKind() {
    return TypeKind.INTERSECTION;
  }

  @Override
  public <R, P> R accept(TypeVisitor<R, P> visitor, P parameter) {
    return visitor.visitIntersection(this, parameter);
  }

  @Override
  public List<? extends AnnotationMirror> getAnnotationMirrors() {
    return List.of();
  }

  @Override
  @SuppressWarnings("NullAway") // as the interface has it
  public <A extends Annotation> A getAnnotation(Class<A> type) {
    return null;
  }

  @Override
  @SuppressWarnings("unchecked") // of nothing
  public <A extends Annotation> A[] getAnnotationsByType(Class<A> type) {
    return (A[]) java.lang.reflect.Array.newInstance(type, 0);
  }

  @Override
  public String toString() {
    return bounds.stream().map(Object::toString).collect(Collectors.joining(" & "));
  }
}
