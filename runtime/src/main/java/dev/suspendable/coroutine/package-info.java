/**
 * The core of the runtime: what a coroutine is, how it suspends, and how it continues.
 *
 * <p>Names and protocol are those of C++20 in Java spelling. Suspend points and continuations are
 * separate, as P1662R0 and P1745R0 propose; this separation gives coroutines a stopped signal in
 * addition to value and exception. Three groups use this package:
 *
 * <ul>
 *   <li>authors of awaitables: {@link dev.suspendable.coroutine.Awaitable}, {@link
 *       dev.suspendable.coroutine.Awaiter}, {@link dev.suspendable.coroutine.SuspendPoint}, {@link
 *       dev.suspendable.coroutine.Continuation};
 *   <li>authors of coroutine types: {@link dev.suspendable.coroutine.Promise}, {@link
 *       dev.suspendable.coroutine.CoroutineHandle}, {@link dev.suspendable.coroutine.FramePool};
 *   <li>generated code: {@link dev.suspendable.coroutine.Frame}.
 * </ul>
 */
@NullMarked
package dev.suspendable.coroutine;

import org.jspecify.annotations.NullMarked;
