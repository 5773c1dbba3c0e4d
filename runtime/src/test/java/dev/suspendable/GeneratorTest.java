package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.coroutine.Awaiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Generators of objects. */
class GeneratorTest {
  private final List<String> events = new ArrayList<>();

  @Test
  void isLazyAndYieldsInOrder() {
    Generator<Integer> count = Count.ramp(3, events, null);
    assertThat(events).isEmpty();
    List<Integer> seen = new ArrayList<>();
    for (int i : count) {
      seen.add(i);
    }
    assertThat(seen).containsExactly(0, 1, 2);
    assertThat(events).containsExactly("start", "finally");
    assertThat(count.hasNext()).isFalse();
    assertThatThrownBy(count::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void nextWorksWithoutHasNextAndHasNextMayBeRepeated() {
    Generator<Integer> count = Count.ramp(2, events, null);
    assertThat(count.next()).isZero();
    assertThat(count.hasNext()).isTrue();
    assertThat(count.hasNext()).isTrue();
    assertThat(count.next()).isEqualTo(1);
    assertThat(count.hasNext()).isFalse();
  }

  @Test
  void iteratorReturnsTheGeneratorWhereItStands() {
    Generator<Integer> count = Count.ramp(3, events, null);
    count.next();
    Iterator<Integer> rest = count.iterator();
    assertThat(rest).isSameAs(count);
    assertThat(rest).toIterable().containsExactly(1, 2);
  }

  @Test
  void streams() {
    assertThat(Count.ramp(1_000, events, null).stream().filter(i -> i % 2 == 0).count())
        .isEqualTo(500);
    events.clear();
    try (Stream<Integer> stream = Count.ramp(1_000, events, null).stream()) {
      assertThat(stream.limit(3)).containsExactly(0, 1, 2);
    }
    assertThat(events).containsExactly("start", "finally");
  }

  @Test
  void closingHalfWayRunsFinallyBlocks() {
    Generator<Integer> count = Count.ramp(3, events, null);
    count.next();
    count.close();
    assertThat(events).containsExactly("start", "finally");
    assertThat(count.hasNext()).isFalse();
    count.close();
    assertThat(events).hasSize(2);
  }

  @Test
  void closingDropsAValueThatWasNotTaken() {
    Generator<Integer> count = Count.ramp(3, events, null);
    assertThat(count.hasNext()).isTrue();
    count.close();
    assertThat(count.hasNext()).isFalse();
    assertThatThrownBy(count::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void closingBeforeTheStartRunsNothing() {
    Generator<Integer> count = Count.ramp(3, events, null);
    count.close();
    assertThat(events).isEmpty();
    assertThat(count.hasNext()).isFalse();
  }

  @Test
  void anExceptionComesOutOfHasNextOrNextAndEndsIt() {
    IOException error = new IOException();
    Generator<Integer> failing = Count.ramp(1, events, error);
    assertThat(failing.next()).isZero();
    assertThatThrownBy(failing::hasNext).isSameAs(error);
    assertThat(failing.hasNext()).isFalse();
    assertThatThrownBy(failing::next).isInstanceOf(NoSuchElementException.class);
    failing.close();

    Generator<Integer> failingInNext = Count.ramp(0, events, error);
    assertThatThrownBy(failingInNext::next).isSameAs(error);
  }

  @Test
  void anExceptionWhileClosingComesOutOfClose() {
    IOException error = new IOException();
    Generator<Integer> failing = Count.ramp(3, events, error);
    failing.next();
    assertThatThrownBy(failing::close).isSameAs(error);
    assertThat(failing.hasNext()).isFalse();
  }

  @Test
  void returnDelegates() {
    Generator<Integer> all = Followed.ramp(-1, n -> Count.ramp(3, events, null));
    assertThat((Iterable<Integer>) all).containsExactly(-1, 0, 1, 2);
    assertThat(events).containsExactly("start", "finally");
  }

  @Test
  void returnOfEndAndOfAForeignGenerator() {
    assertThat((Iterable<Integer>) Followed.ramp(7, n -> Generator.end())).containsExactly(7);
    Foreign foreign = new Foreign();
    Generator<Integer> generator = Followed.ramp(7, n -> foreign);
    assertThat((Iterable<Integer>) generator).containsExactly(7, 1, 2);
    generator.close();
    assertThat(foreign.closed).isTrue();
  }

  @Test
  void tenMillionDelegationsInConstantMemory() {
    Generator<Integer> deep = delegating(10_000_000);
    assertThat(deep.next()).isEqualTo(10_000_000);
    assertThat(deep.next()).isZero();
    assertThat(deep.hasNext()).isFalse();
  }

  /** Yields its number if it is the first or last one of the chain. */
  private static Generator<Integer> delegating(int n) {
    return Followed.ramp(n, k -> k == 0 ? Generator.end() : skipping(k - 1));
  }

  private static Generator<Integer> skipping(int n) {
    return n == 0 ? delegating(0) : Followed.silent(n, k -> skipping(k - 1));
  }

  @Test
  void closingReachesTheDelegate() {
    Generator<Integer> all = Followed.ramp(-1, n -> Count.ramp(3, events, null));
    all.next();
    all.next();
    all.close();
    assertThat(events).containsExactly("start", "finally");
    assertThat(all.hasNext()).isFalse();
  }

  @Test
  void anExceptionOfTheDelegateComesOutAndEndsIt() {
    IOException error = new IOException();
    Generator<Integer> all = Followed.ramp(-1, n -> Count.ramp(1, events, error));
    assertThat(all.next()).isEqualTo(-1);
    assertThat(all.next()).isZero();
    assertThatThrownBy(all::hasNext).isSameAs(error);
    assertThat(all.hasNext()).isFalse();
  }

  @Test
  void nullAndCyclesAreRefused() {
    assertThatThrownBy(() -> Followed.ramp(1, n -> null).forEachRemaining(i -> {}))
        .isInstanceOf(NullPointerException.class);
    List<Generator<Integer>> self = new ArrayList<>();
    self.add(Followed.ramp(1, n -> self.get(0)));
    assertThatThrownBy(() -> self.get(0).forEachRemaining(i -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Thens.then");
  }

  @Test
  void useFromInsideTheBodyIsRefused() {
    List<Generator<Integer>> self = new ArrayList<>();
    self.add(
        Followed.ramp(
            1,
            n -> {
              self.get(0).hasNext();
              return Generator.end();
            }));
    self.get(0).next();
    assertThatThrownBy(() -> self.get(0).hasNext())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already running");
  }

  @Test
  void mayYieldNullAndSuspendOnNothingElse() {
    Generator<@Nullable String> ofNull = new YieldsNull();
    assertThat(ofNull.hasNext()).isTrue();
    assertThat(ofNull.next()).isNull();
    assertThatThrownBy(ofNull::hasNext)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without yielding");
  }

  /** {@code yieldValue(null); await(something)}, which the processor rejects. */
  private static final class YieldsNull extends GeneratorPromise<@Nullable String> {
    @Override
    protected @Nullable Awaiter<?> $step() {
      return $resumePoint() == 0
          ? $suspend(1, yieldValue(null).awaiter())
          : $suspend(2, new Gate<Object>());
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Nulls", "nulls", "Nulls.java", 1);
    }
  }

  /** A generator that is not a coroutine. */
  private static final class Foreign implements Generator<Integer> {
    private int n;
    boolean closed;

    @Override
    public boolean hasNext() {
      return n < 2;
    }

    @Override
    public Integer next() {
      return ++n;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
