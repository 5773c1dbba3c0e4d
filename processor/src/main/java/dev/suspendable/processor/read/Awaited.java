package dev.suspendable.processor.read;

import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Wording;
import dev.suspendable.processor.model.Code;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The awaited object.
 *
 * @param code creates its awaiter
 * @param push the code that replaces it in push mode, or null
 * @param always whether the awaiter's type is known to be {@code SuspendAlways}
 */
record Awaited(Code code, @Nullable Code push, boolean always) {
  /** The code that creates an awaiter from an expression of type {@code type}. */
  static Awaited of(Code code, TypeMirror type, Tree at, MethodContext context) {
    if (context.runtime.isAwaiter(type)) {
      return new Awaited(code, null, context.runtime.isSuspendAlways(type));
    }
    if (context.runtime.isAwaitable(type)) {
      return new Awaited(Code.of(code, ".awaiter()"), null, false);
    }
    throw context.source.refuse(
        Diagnostic.OPERATOR_NOT_ACCEPTED,
        at,
        context.coroutineType.type(),
        context.source.summary(at),
        Wording.type(type) + " is not Awaitable");
  }
}
