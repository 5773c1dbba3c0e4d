package dev.suspendable.samples.benchmarks

import java.util.concurrent.ExecutorService
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking

/** W5 in Kotlin. */
object KotlinSkynet {
  private suspend fun skynet(first: Long, size: Int): Long {
    if (size == 1) {
      return first
    }
    val part = size / 10
    return coroutineScope {
      val children = List(10) { k -> async { skynet(first + k.toLong() * part, part) } }
      children.sumOf { it.await() }
    }
  }

  @JvmStatic
  fun onOneThread(leaves: Int): Long = runBlocking { skynet(0, leaves) }

  @JvmStatic
  fun onPool(pool: ExecutorService, leaves: Int): Long =
    runBlocking(pool.asCoroutineDispatcher()) { skynet(0, leaves) }
}
