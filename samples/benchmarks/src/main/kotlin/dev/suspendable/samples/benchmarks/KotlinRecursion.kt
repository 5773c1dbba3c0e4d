package dev.suspendable.samples.benchmarks

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking

/** W4, W4s and W9 in Kotlin. */
object KotlinRecursion {
  private val down =
    DeepRecursiveFunction<Int, Int> { n -> if (n == 0) 0 else callRecursive(n - 1) + 1 }

  @JvmStatic
  fun deep(n: Int): Int = down(n)

  /** Overflows the stack of a thread at some twenty thousand. */
  private suspend fun suspendingDown(n: Int): Int = if (n == 0) 0 else suspendingDown(n - 1) + 1

  @JvmStatic
  fun shallow(n: Int): Int = KotlinParking().drive { suspendingDown(n) }

  private suspend fun parkingDown(parking: KotlinParking, n: Int): Int =
    if (n == 0) {
      parking.park()
      0
    } else {
      parkingDown(parking, n - 1) + 1
    }

  @JvmStatic
  fun parkedBelow(n: Int): Int {
    val parking = KotlinParking()
    return parking.drive { parkingDown(parking, n) }
  }

  @JvmStatic
  fun gathered(tasks: Int, depth: Int): Long = runBlocking {
    List(tasks) { async { suspendingDown(depth) } }.sumOf { it.await().toLong() }
  }

  @JvmStatic
  fun slept(sleepers: Int, sleeps: Int): Long =
    runBlocking(Dispatchers.Default) {
      List(sleepers) {
        async {
          var slept = 0
          while (slept < sleeps) {
            delay(1)
            slept++
          }
          slept
        }
      }
        .sumOf { it.await().toLong() }
    }
}
