package dev.suspendable.scope;

import org.jspecify.annotations.Nullable;

/**
 * Something that belongs on a thread while a coroutine runs there, such as SLF4J's MDC or
 * OpenTelemetry's context: installed whenever the coroutine continues, and taken off when it
 * suspends or ends.
 *
 * <pre>{@code
 * record Mdc(Map<String, String> values) implements ThreadElement<Map<String, String>> {
 *   public Map<String, String> install() {
 *     Map<String, String> before = MDC.getCopyOfContextMap();
 *     MDC.setContextMap(values);
 *     return before;
 *   }
 *   public void takeOff(Map<String, String> before) {
 *     MDC.setContextMap(before);
 *   }
 * }
 * }</pre>
 *
 * <p>Added to a context by {@link Context#withElement}. It stays installed while coroutines of the
 * same context await each other. It is taken off while a body resumes a coroutine of another
 * context, for example by completing a future. An exception of either method goes to the thread's
 * uncaught exception handler.
 *
 * <p>Several threads may use one element at the same time, if coroutines of one context run on
 * several threads. The idea is that of Kotlin's {@code ThreadContextElement}.
 *
 * @param <S> type of what has to be restored afterwards
 */
public interface ThreadElement<S extends @Nullable Object> {

  /**
   * Installs the element on the calling thread.
   *
   * @return what was there before
   */
  S install();

  /**
   * Takes the element off the calling thread, on which it was installed.
   *
   * @param before the result of {@link #install}
   */
  void takeOff(S before);
}
