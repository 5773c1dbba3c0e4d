/**
 * Synchronisation of coroutines: locks, semaphores, events, latches and barriers that are awaited
 * instead of blocking a thread; channels, and the selection between several of them; and the
 * sequencers of ring buffers.
 *
 * <p>These rules hold for all of them:
 *
 * <ul>
 *   <li><b>Threads.</b> All objects may be used by any number of coroutines and threads. What one
 *       does before it releases, sends or sets happens-before what another one does after the await
 *       that ends because of it.
 *   <li><b>Order.</b> Coroutines that wait get their turn in the order in which they began to wait,
 *       and new ones do not overtake them.
 *   <li><b>Where a coroutine continues.</b> One whose context has an executor is handed to that, so
 *       it never runs inside the call that lets it continue. One without an executor runs on the
 *       calling thread: inside the call or, if the calling coroutine has been continued in this way
 *       itself, as soon as that one suspends. So chains of such calls do not nest on the stack. Do
 *       not call these methods while you hold a lock that such a coroutine needs.
 *   <li><b>Stop.</b> A coroutine that is stopped while it waits leaves the queue. It has got
 *       nothing, and what it would have got goes to another one. If its turn and the stop come at
 *       the same moment, the await returns, and the coroutine is stopped where it waits next.
 *   <li><b>Closed executors.</b> If the executor of a waiting coroutine's context rejects it, its
 *       await throws the executor's exception, and what it would have got goes to another one.
 *   <li><b>Cost.</b> An await that need not wait takes one atomic operation or none, and makes no
 *       object, unless the method says otherwise. One that waits makes one object, the entry of the
 *       queue.
 * </ul>
 */
@NullMarked
package dev.suspendable.sync;

import org.jspecify.annotations.NullMarked;
