package dev.suspendable.processor.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * A coroutine as read from the user's code.
 *
 * @param declaration the method or lambda
 * @param typeParameters type parameters in scope of the body, the method's own last
 * @param parameters the parameters in order; for a lambda, the captured variables come first
 * @param coroutineType the return type and how it is created
 * @param body the statements
 * @param constants constant variables and the literals of their values
 * @param nestTypes the classes of the top-level class that frames see differently
 * @param line line of the declaration
 * @param sourceFile simple name of the user's file
 * @param identifiers every identifier in the body, which generated names avoid
 * @param ambiguousNames names that are declared more than once in the body
 * @param members host members to show to the frame
 * @param nameable the classes through which nested types are named
 * @param directCallees coroutines that it calls through their direct form
 * @param recursiveCallees those of them that call it in turn, directly or through others
 */
public record SuspendableMethod(
    Declaration declaration,
    List<TypeParameterElement> typeParameters,
    List<Variable> parameters,
    CoroutineType coroutineType,
    Stmt body,
    Map<Variable, String> constants,
    List<NestType> nestTypes,
    int line,
    String sourceFile,
    Set<String> identifiers,
    Set<String> ambiguousNames,
    List<HostMember> members,
    NameableTypes nameable,
    FrameSource.Origin origin,
    Set<ExecutableElement> directCallees,
    Set<ExecutableElement> recursiveCallees) {

  /** The same coroutine, after its callers are known. */
  public SuspendableMethod withRecursiveCallees(Set<ExecutableElement> callees) {
    return new SuspendableMethod(
        declaration,
        typeParameters,
        parameters,
        coroutineType,
        body,
        constants,
        nestTypes,
        line,
        sourceFile,
        identifiers,
        ambiguousNames,
        members,
        nameable,
        origin,
        directCallees,
        callees);
  }

  /** Whether it is part of a recursion of direct calls. */
  public boolean isRecursive() {
    return !recursiveCallees.isEmpty();
  }

  /** Whether code contains a direct call that belongs to the recursion. */
  public boolean isRecursion(Code code) {
    return isRecursive()
        && code.pieces().stream()
            .anyMatch(
                piece ->
                    piece instanceof Code.DirectForm direct
                        && recursiveCallees.contains(direct.method()));
  }

  /** The class whose code contains it. */
  public TypeElement host() {
    return declaration.host();
  }

  /**
   * Whether any parameter, including captured variables, has a type that a method cannot declare.
   */
  public boolean hasUndeclarableParameter() {
    return parameters.stream().anyMatch(parameter -> hasIntersection(parameter.type()));
  }

  private boolean hasIntersection(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return hasIntersection(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
      return hasIntersection(wildcard.getExtendsBound());
    }
    if (type instanceof TypeVariable variable && !typeParameters.contains(variable.asElement())) {
      return hasIntersection(variable.getUpperBound());
    }
    return type.getKind() == TypeKind.INTERSECTION
        || (type instanceof DeclaredType declared
            && declared.getTypeArguments().stream().anyMatch(this::hasIntersection));
  }
}
