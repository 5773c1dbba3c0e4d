package dev.suspendable.samples.benchmarks

/** W4 and W4s in Kotlin. */
object KotlinRecursion {
  private val down =
    DeepRecursiveFunction<Int, Int> { n -> if (n == 0) 0 else callRecursive(n - 1) + 1 }

  @JvmStatic
  fun deep(n: Int): Int = down(n)

  /** Overflows the stack of a thread at some twenty thousand. */
  private suspend fun suspendingDown(n: Int): Int = if (n == 0) 0 else suspendingDown(n - 1) + 1

  @JvmStatic
  fun shallow(n: Int): Int = KotlinParking().drive { suspendingDown(n) }
}
