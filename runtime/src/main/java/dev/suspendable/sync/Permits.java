package dev.suspendable.sync;

/**
 * A number of permits, handed from those that release them to those that wait for them, in order.
 *
 * @param <T> type of the result of the await
 */
abstract class Permits<T> extends Gate<T> {

  /*
   * The lock guards `available`. While coroutines wait, there are fewer permits than the first of
   * them needs: so nothing that comes later can overtake it.
   */

  private int available;

  Permits(int available) {
    this.available = available;
  }

  @Override
  final boolean tryPass(int number) {
    if (available < number) {
      return false; // perhaps out of date: admits() decides
    }
    enter();
    try {
      return take(number);
    } finally {
      exit();
    }
  }

  @Override
  final boolean admits(Pass<T> pass) {
    return take(pass.number);
  }

  private boolean take(int number) {
    if (available < number || !waiting.isEmpty()) {
      return false;
    }
    available -= number;
    return true;
  }

  /**
   * Returns permits.
   *
   * @param limit the number that there may be afterwards
   * @return false if there would be more
   */
  final boolean release(int number, int limit) {
    enter();
    try {
      if (number > limit - available) {
        return false;
      }
      available += number;
      handOver();
      return true;
    } finally {
      exitAndResume();
    }
  }

  /** Gives the permits to the first coroutines that wait, as far as they suffice. */
  private void handOver() {
    for (Pass<T> first = waiting.peek();
        first != null && first.number <= available;
        first = waiting.peek()) {
      waiting.remove(first);
      if (grant(first)) {
        available -= first.number;
      }
    }
  }

  /** The one that has left may have needed more permits than those behind it. */
  @Override
  final void left() {
    handOver();
  }

  @Override
  final void givenBack(Pass<T> pass) {
    available += pass.number;
    handOver();
  }

  final int availableNow() {
    enter();
    try {
      return available;
    } finally {
      exit();
    }
  }
}
