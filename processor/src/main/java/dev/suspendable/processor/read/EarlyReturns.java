package dev.suspendable.processor.read;

import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Declarations;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The operators at which a coroutine may end by an early return ({@code mayReturn}). */
final class EarlyReturns {
  private static final String HOOK = "returnEarly";
  private static final String PROMISE = "dev.suspendable.coroutine.Promise";

  private final MethodContext context;
  private final PromiseHooks hooks;

  EarlyReturns(MethodContext context) {
    this.context = context;
    this.hooks = new PromiseHooks(context);
  }

  /** Whether the coroutine can return an object of the class early: its result has that class. */
  boolean accepts(TypeElement early) {
    return context.coroutineType.promise().methods().stream().anyMatch(EarlyReturns::isHook)
        && hooks.parameters(ReturnReader.RETURN_VALUE).anyMatch(type -> isOf(type, early));
  }

  private static boolean isHook(ExecutableElement method) {
    return method.getSimpleName().contentEquals(HOOK)
        && !Declarations.classOf(method).getQualifiedName().contentEquals(PROMISE);
  }

  /** Not a type variable, which may stand for a subclass. */
  private boolean isOf(TypeMirror type, TypeElement early) {
    return type.getKind() == TypeKind.DECLARED
        && context.types.isSameType(
            context.types.erasure(type), context.types.erasure(early.asType()));
  }

  RuntimeException notAccepted(Tree at, TypeElement early) {
    return context.source.refuse(
        Diagnostic.EARLY_RETURN,
        at,
        context.source.summary(at),
        early.getSimpleName(),
        context.coroutineType.type(),
        early.getSimpleName());
  }
}
