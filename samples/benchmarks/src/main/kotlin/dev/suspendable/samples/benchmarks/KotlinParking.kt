package dev.suspendable.samples.benchmarks

import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine

/**
 * Where Kotlin's coroutines wait until the driver on the same thread resumes them: what the
 * compiler makes of them, without a library in between.
 */
class KotlinParking {
  private var parked: Continuation<Unit>? = null

  suspend fun park(): Unit = suspendCoroutineUninterceptedOrReturn { continuation ->
    parked = continuation
    COROUTINE_SUSPENDED
  }

  fun <T> drive(body: suspend () -> T): T {
    val completion = Completion<T>()
    body.startCoroutine(completion)
    var next = parked
    while (next != null) {
      parked = null
      next.resume(Unit)
      next = parked
    }
    return completion.result!!.getOrThrow()
  }

  private class Completion<T> : Continuation<T> {
    var result: Result<T>? = null

    override val context: CoroutineContext
      get() = EmptyCoroutineContext

    override fun resumeWith(result: Result<T>) {
      this.result = result
    }
  }
}
