package dev.suspendable.samples.benchmarks

/** W2 in Kotlin. */
class KotlinAwait private constructor(private val mask: Int) {
  private val parking = KotlinParking()

  suspend fun callee(x: Int, i: Int): Int {
    if ((i and mask) == mask) {
      parking.park()
    }
    return (x xor i) + W2Await.GOLDEN
  }

  suspend fun caller(n: Int): Int {
    var x = 0
    for (i in 0 until n) {
      x = callee(x, i)
    }
    return x
  }

  companion object {
    @JvmStatic
    fun run(n: Int, mask: Int): Int {
      val self = KotlinAwait(mask)
      return self.parking.drive { self.caller(n) }
    }
  }
}
