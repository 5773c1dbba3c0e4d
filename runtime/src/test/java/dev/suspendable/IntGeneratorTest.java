package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.coroutine.Awaiter;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Generators of ints. */
class IntGeneratorTest {

  /** {@code for (int i = 0; i < n; i++) yieldValue(i); return rest;}. */
  private static final class Ints extends IntGeneratorPromise {
    private final int n;
    private final Generator<Integer> rest;
    private int i;

    private Ints(int n, Generator<Integer> rest) {
      this.n = n;
      this.rest = rest;
    }

    static Generator.OfInt ramp(int n, Generator<Integer> rest) {
      Ints frame = new Ints(n, rest);
      Generator.OfInt result = frame.getReturnObject();
      frame.$start();
      return result;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      if ($unwinding()) {
        return $unwound();
      }
      int i = 0;
      if ($resumePoint() == 1) {
        $awaited().awaitResume();
        i = this.i + 1;
      }
      if (i < n) {
        this.i = i;
        return $suspend(1, yieldValue(i).awaiter());
      }
      return $suspend(2, returnFrom(rest).awaiter());
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Counts", "ints", "Counts.java", 20);
    }
  }

  private static Generator.OfInt ints(int n) {
    return Ints.ramp(n, Generator.OfInt.end());
  }

  @Test
  void iteratesWithoutBoxes() {
    long sum = 0;
    for (PrimitiveIterator.OfInt it = ints(1_000).iterator(); it.hasNext(); ) {
      sum += it.nextInt();
    }
    assertThat(sum).isEqualTo(499_500);
  }

  @Test
  void isAGeneratorOfIntegersToo() {
    assertThat((Iterable<Integer>) ints(3)).containsExactly(0, 1, 2);
    assertThat(ints(3).next()).isZero();
  }

  @Test
  void streams() {
    assertThat(ints(1_000).intStream().sum()).isEqualTo(499_500);
    assertThat(ints(3).stream()).containsExactly(0, 1, 2);
  }

  @Test
  void delegatesToBothKinds() {
    assertThat(Ints.ramp(2, ints(2)).intStream()).containsExactly(0, 1, 0, 1);
    assertThat(Ints.ramp(1, Count.ramp(2, new ArrayList<>(), null)).intStream())
        .containsExactly(0, 0, 1);
  }

  @Test
  void ends() {
    Generator.OfInt empty = Generator.OfInt.end();
    assertThat(empty.hasNext()).isFalse();
    assertThatThrownBy(empty::nextInt).isInstanceOf(NoSuchElementException.class);
    Generator.OfInt closed = ints(3);
    closed.nextInt();
    closed.close();
    assertThatThrownBy(closed::nextInt).isInstanceOf(NoSuchElementException.class);
  }
}
