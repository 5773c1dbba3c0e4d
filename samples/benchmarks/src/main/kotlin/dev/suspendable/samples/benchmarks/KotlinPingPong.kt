package dev.suspendable.samples.benchmarks

import java.util.concurrent.ExecutorService
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

/** W7 in Kotlin. */
object KotlinPingPong {
  @JvmStatic
  fun channels(n: Int): Long = runBlocking {
    val there = Channel<Int>(Channel.RENDEZVOUS)
    val back = Channel<Int>(Channel.RENDEZVOUS)
    launch { repeat(n) { back.send(there.receive() + 1) } }
    var sum = 0L
    for (i in 0 until n) {
      there.send(i)
      sum += back.receive()
    }
    sum
  }

  /** Suspends one coroutine and lets the loop below resume the other. */
  private class Link {
    private var other: Continuation<Unit>? = null
    private var next: Continuation<Unit>? = null
    var value = 0

    suspend fun transfer(): Unit = suspendCoroutineUninterceptedOrReturn { continuation ->
      next = other
      other = continuation
      COROUTINE_SUSPENDED
    }

    fun run() {
      var now = next
      while (now != null) {
        next = null
        now.resume(Unit)
        now = next
      }
    }
  }

  private class Completion : Continuation<Long> {
    var result: Result<Long>? = null

    override val context: CoroutineContext
      get() = EmptyCoroutineContext

    override fun resumeWith(result: Result<Long>) {
      this.result = result
    }
  }

  @JvmStatic
  fun transfers(n: Int): Long {
    val link = Link()
    val pong: suspend () -> Long = {
      while (true) {
        link.transfer()
        link.value++
      }
      @Suppress("UNREACHABLE_CODE") 0L
    }
    pong.startCoroutine(Completion())
    val ping: suspend () -> Long = {
      var sum = 0L
      for (i in 0 until n) {
        link.value = i
        link.transfer()
        sum += link.value
      }
      sum
    }
    val completion = Completion()
    ping.startCoroutine(completion)
    link.run()
    return completion.result!!.getOrThrow()
  }

  /** From one thread to another, through a buffer. */
  @JvmStatic
  fun stream(producer: ExecutorService, consumer: ExecutorService, n: Int, buffer: Int): Long =
    runBlocking {
      val channel = Channel<Int>(buffer)
      launch(producer.asCoroutineDispatcher()) {
        for (i in 0 until n) {
          channel.send(i)
        }
        channel.close()
      }
      withContext(consumer.asCoroutineDispatcher()) {
        var sum = 0L
        for (next in channel) {
          sum += next
        }
        sum
      }
    }
}
