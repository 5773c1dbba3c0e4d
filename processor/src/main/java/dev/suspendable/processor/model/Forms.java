package dev.suspendable.processor.model;

import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Which forms a coroutine gets beside its state machine.
 *
 * @param direct what its direct form returns, null if it has none
 * @param isCalled whether other coroutines of its file may call the direct form
 * @param hasEntry whether those of other files may link to it
 */
public record Forms(@Nullable TypeMirror direct, boolean isCalled, boolean hasEntry) {
  /** The same without the body of a direct form: those that call it get a frame at once. */
  public Forms withoutDirectBody() {
    return new Forms(isCalled ? direct : null, isCalled, hasEntry);
  }
}
