package dev.suspendable.processor.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The method that code stands in.
 *
 * @param suspension how it may suspend
 * @param result of what it returns or yields a value; null for nothing
 * @param isStatic whether there is no instance of the generated class around
 * @param depth what it gives callees for their depth
 * @param callees the coroutines that it may call
 * @param around what else it finds where it stands
 */
record Body(
    Suspension suspension,
    @Nullable Type result,
    boolean isStatic,
    String depth,
    List<Coroutine> callees,
    Surroundings around) {
  enum Suspension {
    AWAIT,
    YIELD,
    NONE
  }

  /** Of a coroutine of the generated class that may call some, itself among them. */
  static Body of(Coroutine coroutine, List<Coroutine> callees) {
    return of(coroutine, callees, coroutine.isStatic(), Surroundings.FRIENDLY);
  }

  /** Of a coroutine that is a member of anything. */
  static Body of(
      Coroutine coroutine, List<Coroutine> callees, boolean isStatic, Surroundings around) {
    return new Body(
        coroutine.suspension(), coroutine.result(), isStatic, "depth - 1", callees, around);
  }

  /** Of {@code run()}. */
  static Body ofEntry(
      Suspension suspension, Type result, List<Coroutine> callees, Surroundings around) {
    return new Body(suspension, result, true, "3", callees, around);
  }

  /** Of a lambda in it, or of a method of a class in it, that is no coroutine. */
  Body ordinary() {
    return lambda(Suspension.NONE, null);
  }

  /** Of a lambda in it that is a coroutine. */
  Body lambda(Suspension itsSuspension, @Nullable Type itsResult) {
    return new Body(itsSuspension, itsResult, isStatic, depth, callees, around);
  }

  /** Whether it may throw checked exceptions: generators may not. */
  boolean throwsChecked() {
    return suspension == Suspension.AWAIT;
  }
}
