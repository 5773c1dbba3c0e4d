package dev.suspendable.samples.benchmarks

import kotlin.coroutines.Continuation
import kotlin.coroutines.resume
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.suspendCancellableCoroutine

/** W3 in Kotlin: by the compiler alone, and by the library's cancellable suspension. */
object KotlinSuspend {
  @JvmStatic
  fun first(n: Int): Long {
    val parking = KotlinParking()
    return parking.drive {
      var acc = 0L
      for (i in 0 until n) {
        acc += i
        parking.park()
      }
      acc
    }
  }

  @JvmStatic
  fun second(n: Int): Long {
    val parking = KotlinParking()
    return parking.drive {
      var acc = 0L
      for (i in 0 until n) {
        acc += i
        parking.park()
      }
      acc
    }
  }

  @JvmStatic
  fun third(n: Int): Long {
    val parking = KotlinParking()
    return parking.drive {
      var acc = 0L
      for (i in 0 until n) {
        acc += i
        parking.park()
      }
      acc
    }
  }

  private class CancellableParking {
    private var parked: Continuation<Unit>? = null

    suspend fun park(): Unit = suspendCancellableCoroutine { parked = it }

    @OptIn(ExperimentalCoroutinesApi::class)
    fun drive(body: suspend CoroutineScope.() -> Long): Long {
      val result: Deferred<Long> = CoroutineScope(Dispatchers.Unconfined).async(block = body)
      var next = parked
      while (next != null) {
        parked = null
        next.resume(Unit)
        next = parked
      }
      return result.getCompleted()
    }
  }

  @JvmStatic
  fun firstCancellable(n: Int): Long {
    val parking = CancellableParking()
    return parking.drive {
      var acc = 0L
      for (i in 0 until n) {
        acc += i
        parking.park()
      }
      acc
    }
  }

  @JvmStatic
  fun secondCancellable(n: Int): Long {
    val parking = CancellableParking()
    return parking.drive {
      var acc = 0L
      for (i in 0 until n) {
        acc += i
        parking.park()
      }
      acc
    }
  }

  @JvmStatic
  fun thirdCancellable(n: Int): Long {
    val parking = CancellableParking()
    return parking.drive {
      var acc = 0L
      for (i in 0 until n) {
        acc += i
        parking.park()
      }
      acc
    }
  }
}
