package dev.suspendable.samples.benchmarks

/** W1, W1f and W1b in Kotlin: the sequence builders of its standard library. */
object KotlinGenerators {
  @JvmStatic
  fun first(n: Int): Iterator<Int> = iterator { for (i in 0 until n) yield(i) }

  @JvmStatic
  fun second(n: Int): Iterator<Int> = iterator { for (i in 0 until n) yield(i) }

  @JvmStatic
  fun third(n: Int): Iterator<Int> = iterator { for (i in 0 until n) yield(i) }

  @JvmStatic
  fun forEach(n: Int): Long {
    var sum = 0L
    sequence { for (i in 0 until n) yield(i) }.forEach { sum += it }
    return sum
  }

  /** A sequence for each subtree. */
  @JvmStatic
  fun walk(tree: Tree): Sequence<Int> = sequence {
    tree.left?.let { yieldAll(walk(it)) }
    yield(tree.value)
    tree.right?.let { yieldAll(walk(it)) }
  }

  /** One sequence, whose body is recursive. */
  @JvmStatic
  fun walkRecursively(tree: Tree): Iterator<Int> = iterator { elements(tree) }

  private suspend fun SequenceScope<Int>.elements(tree: Tree) {
    tree.left?.let { elements(it) }
    yield(tree.value)
    tree.right?.let { elements(it) }
  }
}
