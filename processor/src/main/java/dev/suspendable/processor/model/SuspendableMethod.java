package dev.suspendable.processor.model;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A coroutine as read from the user's code.
 *
 * @param declaration the method or lambda
 * @param scope the types that the body may name
 * @param parameters the parameters in order; for a lambda, the captured variables come first
 * @param coroutineType the return type and how it is created
 * @param body the code
 * @param callees the coroutines that it calls through their direct form
 * @param nest the host's nest as its frame sees it
 * @param origin the place in the user's source
 */
public record SuspendableMethod(
    Declaration declaration,
    TypeScope scope,
    List<Variable> parameters,
    CoroutineType coroutineType,
    Body body,
    DirectCallees callees,
    NestView nest,
    Origin origin) {

  /** The same coroutine, after it is known which of its callees call it. */
  public SuspendableMethod withRecursiveCallees(Set<ExecutableElement> recursive) {
    return new SuspendableMethod(
        declaration,
        scope,
        parameters,
        coroutineType,
        body,
        new DirectCallees(callees.all(), recursive),
        nest,
        origin);
  }

  /** The class whose code contains it. */
  public TypeElement host() {
    return declaration.host();
  }

  /**
   * Whether any parameter, including captured variables, has a type that a method cannot declare.
   */
  public boolean hasUndeclarableParameter() {
    return !parameters.stream().map(Variable::type).allMatch(scope::isDeclarable);
  }
}
