package dev.suspendable.coroutine;

import java.util.concurrent.Executor;

/**
 * An executor of a tool that decides in which order coroutines run, such as one that tests a
 * program in many orders. Coroutines whose context has such an executor differ in two ways from
 * others:
 *
 * <ul>
 *   <li>Each start of a chain, each resumption, and each continuation after a stop is handed to
 *       {@link #execute} as a work of its own, also on a thread that works for this executor. It is
 *       a {@link CoroutineWork}. A coroutine that awaits another one still continues with that, and
 *       the other way round: they are one chain.
 *   <li>The executor is {@linkplain #suspending asked} before a coroutine suspends.
 * </ul>
 *
 * <p>Each context knows once and for all whether its executor is one of these, so other programs do
 * not pay for it.
 *
 * <p>The idea is that of the controlled schedulers of Coyote and Shuttle.
 */
public interface SteppingExecutor extends Executor {
  /**
   * Called when a coroutine is about to suspend, before its operation starts: before {@link
   * Awaiter#awaitSuspend}. Not called where the coroutine awaits another one that starts then, or
   * if a stop has been requested already.
   *
   * @param coroutine the coroutine, whose state is stored
   * @param awaiter what it is going to wait for
   * @throws Throwable an exception that becomes the outcome of the await. The operation is not
   *     started then
   */
  void suspending(Promise coroutine, Awaiter<?> awaiter) throws Throwable;
}
