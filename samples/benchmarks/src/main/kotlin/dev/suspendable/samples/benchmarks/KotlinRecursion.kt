package dev.suspendable.samples.benchmarks

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** W4, W4s, W9 and W10 in Kotlin. */
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

  private suspend fun awaitingDown(leaf: CompletableDeferred<Int>, n: Int): Int =
    if (n == 1) leaf.await() + 1 else awaitingDown(leaf, n - 1) + 1

  /** On the thread that fails the leaf, without a dispatcher. */
  @JvmStatic
  fun thrownBelow(awaits: Int): Long {
    val leaf = CompletableDeferred<Int>()
    var caught = 0L
    CoroutineScope(Job() + Dispatchers.Unconfined).launch {
      try {
        awaitingDown(leaf, awaits)
      } catch (e: W10Throw.Failure) {
        caught = 1
      }
    }
    leaf.completeExceptionally(W10Throw.Failure())
    return caught
  }
}
