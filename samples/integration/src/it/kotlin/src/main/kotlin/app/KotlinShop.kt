package app

import dev.suspendable.Task
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.runBlocking

object KotlinShop {
  /** A suspending function for Java: kotlinx.coroutines makes a future of it. */
  fun slowly(name: String): CompletableFuture<Int> =
      CoroutineScope(Dispatchers.Default).future {
        delay(1)
        name.length
      }

  /** Awaits a coroutine of Java. */
  suspend fun total(prices: Prices): Int = prices.price("tea").await() + prices.all(4).sum()
}

object Main {
  @JvmStatic
  fun main(args: Array<String>) {
    val prices = Prices()
    val total = runBlocking { KotlinShop.total(prices) }
    check(total == 9) { total }
    val twice = Task.syncWait(prices.twice("abc"))
    check(twice == 6) { twice }
  }
}
