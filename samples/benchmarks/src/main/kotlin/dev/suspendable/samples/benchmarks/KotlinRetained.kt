package dev.suspendable.samples.benchmarks

import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.suspendCancellableCoroutine

/** W6 in Kotlin: by the compiler alone, and as a coroutine that the library launched. */
object KotlinRetained {
  private var parked: Continuation<Unit>? = null
  private var result = 0L

  private object Completion : Continuation<Unit> {
    override val context: CoroutineContext
      get() = EmptyCoroutineContext

    override fun resumeWith(result: Result<Unit>) = result.getOrThrow()
  }

  private suspend fun park(): Unit = suspendCoroutineUninterceptedOrReturn {
    parked = it
    COROUTINE_SUSPENDED
  }

  @JvmStatic
  fun suspended(a: Int, b: Long, c: Any): Any {
    suspend {
        park()
        result = W6Retained.value(a, b, c)
      }
      .startCoroutine(Completion)
    return parked!!
  }

  private suspend fun parkCancellably(): Unit = suspendCancellableCoroutine { parked = it }

  private val scope = CoroutineScope(Dispatchers.Unconfined)

  @JvmStatic
  fun launched(a: Int, b: Long, c: Any): Any {
    scope.launch {
      parkCancellably()
      result = W6Retained.value(a, b, c)
    }
    return parked!!
  }

  @JvmStatic
  @Suppress("UNCHECKED_CAST")
  fun resume(continuation: Any): Long {
    (continuation as Continuation<Unit>).resume(Unit)
    return result
  }
}
