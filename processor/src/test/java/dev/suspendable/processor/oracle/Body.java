package dev.suspendable.processor.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The method that code stands in.
 *
 * @param suspension how it may suspend
 * @param result of what it returns or yields a value; null for nothing
 * @param isStatic whether there is no {@code this}
 * @param depth what it gives callees for their depth
 * @param callees the coroutines that it may call
 */
record Body(
    Suspension suspension,
    @Nullable Type result,
    boolean isStatic,
    String depth,
    List<Coroutine> callees) {
  enum Suspension {
    AWAIT,
    YIELD,
    NONE
  }

  /** Of a coroutine of the generated class that may call some, itself among them. */
  static Body of(Coroutine coroutine, List<Coroutine> callees) {
    return new Body(
        coroutine.suspension(), coroutine.result(), coroutine.isStatic(), "depth - 1", callees);
  }

  /** Of {@code run()}. */
  static Body ofEntry(Suspension suspension, Type result, List<Coroutine> callees) {
    return new Body(suspension, result, true, "3", callees);
  }

  /** Of a lambda in it, or of a method of a class in it, that is no coroutine. */
  Body ordinary() {
    return new Body(Suspension.NONE, null, isStatic, depth, callees);
  }

  /** Of a lambda in it that is a coroutine. */
  Body lambda(Suspension itsSuspension, Type itsResult) {
    return new Body(itsSuspension, itsResult, isStatic, depth, callees);
  }

  /** Whether it may throw checked exceptions: generators may not. */
  boolean throwsChecked() {
    return suspension == Suspension.AWAIT;
  }
}
