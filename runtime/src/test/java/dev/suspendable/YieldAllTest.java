package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.coroutine.Awaiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Generators that yield all values of other generators and of iterables. */
class YieldAllTest {
  private final List<String> events = new ArrayList<>();

  /** {@code return generator} as a step of a {@link Body}. */
  private record Return(Generator<Integer> generator) {}

  /**
   * Runs its steps in order: yields an int, yields all values of an iterable or of the result of a
   * supplier, throws a throwable, returns a generator.
   *
   * <pre>{@code
   * try { step; step; … } catch (IOException e) { events.add(name + " caught"); … }
   * finally { events.add(name + " finally"); }
   * }</pre>
   */
  private final class Body extends GeneratorPromise<Integer> {
    private final String name;
    private final Iterator<Object> steps;
    @Nullable RuntimeException cleanupFailure;

    Body(String name, Object... steps) {
      this.name = name;
      this.steps = List.of(steps).iterator();
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      int state = $entry();
      if (state < 0) {
        events.add(name + " finally");
        if (cleanupFailure != null) {
          $suppress(cleanupFailure);
        }
        return $unwound();
      }
      try {
        if (state != 0) {
          $resumed();
        }
      } catch (IOException e) {
        events.add(name + " caught");
      } catch (RuntimeException e) {
        events.add(name + " finally");
        throw e;
      }
      while (steps.hasNext()) {
        Object step = steps.next();
        if (step instanceof Integer value) {
          yieldValue(value);
          return $suspend(1);
        }
        if (step instanceof Throwable thrown) {
          events.add(name + " finally");
          throw thrown;
        }
        if (step instanceof Return returned) {
          return $suspend(2, returnFrom(returned.generator).awaiter());
        }
        if (step instanceof Iterable || step instanceof Supplier) {
          yieldAll(values(step instanceof Supplier<?> supplier ? supplier.get() : step));
          return $suspend(1);
        }
        ((Runnable) step).run();
      }
      events.add(name + " finally");
      returnVoid();
      return null;
    }

    @SuppressWarnings("unchecked")
    private Iterable<Integer> values(Object step) {
      return (Iterable<Integer>) step;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Bodies", name, "Bodies.java", 10 + $resumePoint());
    }
  }

  private Body body(String name, Object... steps) {
    return new Body(name, steps);
  }

  @Test
  void yieldsInOrderAtAllLevels() {
    Body c = body("c", 3, 4);
    Body b = body("b", 2, c, 5);
    Generator<Integer> a = body("a", 1, b, 6, body("d"), body("e", 7));

    assertThat((Iterable<Integer>) a).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(events)
        .containsExactly("c finally", "b finally", "d finally", "e finally", "a finally");
    assertThat(a.hasNext()).isFalse();
    assertThatThrownBy(a::next).isInstanceOf(NoSuchElementException.class);
    a.close();
  }

  @Test
  void isLazy() {
    List<String> started = new ArrayList<>();
    Runnable start = () -> started.add("started");
    Generator<Integer> a = body("a", 1, body("b", start, 2));
    a.next();
    assertThat(started).isEmpty();
    assertThat(a.hasNext()).isTrue();
    assertThat(a.hasNext()).isTrue();
    assertThat(a.next()).isEqualTo(2);
    assertThat(started).hasSize(1);
  }

  @Test
  void iterablesAndForeignGenerators() {
    Foreign foreign = new Foreign();
    Generator<Integer> a =
        body("a", List.of(1, 2), List.of(), Generator.end(), List.of(3), foreign, 9);

    assertThat((Iterable<Integer>) a).containsExactly(1, 2, 3, 7, 8, 9);
    assertThat(foreign.closed).isTrue();
  }

  @Test
  void aHundredThousandLevels() {
    int levels = 100_000;
    Supplier<Object> none = List::of;
    Generator<Integer> deep = nested(levels, none);
    long sum = 0;
    while (deep.hasNext()) {
      sum += deep.next();
    }
    assertThat(sum).isEqualTo((levels + 1L) * levels / 2);
    assertThat(events).hasSize(levels + 1);

    events.clear();
    Generator<Integer> closed = nested(levels, none);
    for (int i = 0; i <= levels; i++) {
      closed.next();
    }
    closed.close();
    assertThat(events).hasSize(levels + 1).startsWith("0 finally", "1 finally");

    RuntimeException error = new IllegalStateException();
    Supplier<Object> failing = () -> body("failing", error);
    events.clear();
    Generator<Integer> failed = nested(levels, failing);
    assertThatThrownBy(() -> failed.forEachRemaining(i -> {})).isSameAs(error);
    assertThat(events).hasSize(levels + 2);
  }

  /** Yields n, then all values of the generator for n - 1. */
  private Generator<Integer> nested(int n, Supplier<Object> innermost) {
    Supplier<Object> inner = n == 0 ? innermost : () -> nested(n - 1, innermost);
    return body(String.valueOf(n), n, inner);
  }

  @Test
  void anExceptionSurfacesInTheGeneratorAround() {
    Body c = body("c", 3, new IOException());
    Generator<Integer> a = body("a", 1, body("b", 2, c, 4), 5);

    assertThat((Iterable<Integer>) a).containsExactly(1, 2, 3, 4, 5);
    assertThat(events).containsExactly("c finally", "b caught", "b finally", "a finally");
  }

  @Test
  void anExceptionThatNobodyCatchesComesOutAndEndsIt() {
    RuntimeException error = new IllegalStateException();
    Body b = body("b", 2, body("c", error), 4);
    Generator<Integer> a = body("a", 1, b, 5);
    assertThat(a.next()).isEqualTo(1);
    assertThat(a.next()).isEqualTo(2);

    assertThatThrownBy(a::hasNext).isSameAs(error);
    assertThat(events).containsExactly("c finally", "b finally", "a finally");
    assertThat(a.hasNext()).isFalse();
    a.close();
  }

  @Test
  void anExceptionOfTheIterableSurfacesToo() {
    List<@Nullable Integer> nulls = new ArrayList<>();
    nulls.add(null);
    Iterable<Integer> failing =
        () -> {
          throw new IllegalArgumentException();
        };
    assertThatThrownBy(() -> body("a", failing).next())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(body("b", nulls).next()).isNull();
  }

  @Test
  void closingLeavesTheInnermostFirst() {
    Generator<Integer> a = body("a", body("b", 1, body("c", 2, 3)));
    a.next();
    a.next();
    a.close();

    assertThat(events).containsExactly("c finally", "b finally", "a finally");
    assertThat(a.hasNext()).isFalse();
    a.close();
    assertThat(events).hasSize(3);
  }

  @Test
  void closingClosesForeignGenerators() {
    Foreign foreign = new Foreign();
    Generator<Integer> a = body("a", foreign);
    a.next();
    a.close();
    assertThat(foreign.closed).isTrue();
    assertThat(events).containsExactly("a finally");
  }

  @Test
  void closingGoesOnAfterAFailure() {
    Body c = body("c", 1);
    Body b = body("b", c);
    Body a = body("a", b);
    c.cleanupFailure = new IllegalStateException("c");
    a.cleanupFailure = new IllegalStateException("a");
    a.next();

    assertThatThrownBy(a::close)
        .isSameAs(c.cleanupFailure)
        .hasSuppressedException(a.cleanupFailure);
    assertThat(events).containsExactly("c finally", "b finally", "a finally");
    assertThat(a.hasNext()).isFalse();
  }

  @Test
  void aGeneratorGoesOnFromWhereItStands() {
    Body inner = body("inner", 1, body("innermost", 2, 3), 4, 5);
    inner.next();
    inner.next();
    assertThat(inner.hasNext()).isTrue();
    assertThat((Iterable<Integer>) body("a", 0, inner, 6)).containsExactly(0, 3, 4, 5, 6);

    Body ended = body("ended", 1);
    ended.forEachRemaining(i -> {});
    assertThat((Iterable<Integer>) body("a", ended, 6)).containsExactly(6);
  }

  @Test
  void aReturnedGeneratorTakesThePlace() {
    Body last = body("last", 3);
    Body b = body("b", 2, new Return(body("c", new Return(last))));
    Generator<Integer> a = body("a", 1, b, 4, new Return(body("d", 5)));

    assertThat((Iterable<Integer>) a).containsExactly(1, 2, 3, 4, 5);
    assertThat(a.hasNext()).isFalse();
    a.close();
  }

  @Test
  void aGeneratorThatHasReturnedAnotherMayBeNested() {
    Body b = body("b", 1, new Return(body("c", 2, body("d", 3), 4)));
    b.next();
    b.next();
    b.next();
    assertThat((Iterable<Integer>) body("a", b, 5)).containsExactly(4, 5);

    Body failing = body("failing", 1, new Return(body("c", 2, new IOException())));
    failing.next();
    failing.next();
    events.clear();
    assertThat((Iterable<Integer>) body("a", failing, 5)).containsExactly(5);
    assertThat(events).containsExactly("c finally", "a caught", "a finally");
  }

  @Test
  void closingReachesWhatReturnedGeneratorsYield() {
    Generator<Integer> a = body("a", 1, new Return(body("b", body("c", 2, 3))));
    a.next();
    a.next();
    a.close();
    assertThat(events).containsExactly("c finally", "b finally");
    assertThat(a.hasNext()).isFalse();
    a.close();
  }

  @Test
  void cyclesAreRefusedAtTheYieldAll() {
    List<Body> bodies = new ArrayList<>();
    Supplier<Object> first = () -> bodies.get(0);
    Supplier<Object> second = () -> bodies.get(1);
    bodies.add(body("a", 1, second, 2));
    bodies.add(body("b", first, 3));
    assertThat(bodies.get(0).next()).isEqualTo(1);
    assertThatThrownBy(() -> bodies.get(0).next())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Bodies.a");

    bodies.set(0, body("self", first));
    assertThatThrownBy(() -> bodies.get(0).next())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Bodies.self");

    bodies.clear();
    bodies.add(body("a", second));
    bodies.add(body("b", 1, (Supplier<Object>) () -> bodies.get(2)));
    bodies.add(body("c", 2, second));
    bodies.get(0).next();
    bodies.get(0).next();
    assertThatThrownBy(() -> bodies.get(0).next())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Bodies.b");
  }

  @Test
  void nestedOnesAreAskedThroughTheOutermost() {
    Body c = body("c", 2, 3);
    Body b = body("b", 1, c);
    Body a = body("a", b);
    a.next();
    a.next();

    assertThatThrownBy(b::next).hasMessageContaining("nested in another generator");
    assertThatThrownBy(c::close).hasMessageContaining("nested in another generator");
    assertThatThrownBy(() -> body("x", c).next()).hasMessageContaining("Bodies.c");
    assertThatThrownBy(() -> a.handle().resume())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Bodies.a (Bodies.java:11) is held until the coroutine that replaces it has ended");
    assertThatThrownBy(() -> b.handle().setStopped()).hasMessageContaining("is held");
    assertThat((Iterable<Integer>) a).containsExactly(3);
  }

  @Test
  void nestedOnesCannotBePulled() {
    for (boolean asked : new boolean[] {false, true}) {
      Body c = body("c", 2, 3, 4);
      Body b = body("b", 1, c, 5);
      if (asked) {
        assertThat(b.hasNext()).isTrue(); // its value is available
      }
      Body a = body("a", 0, b, 6);
      List<Integer> values = new ArrayList<>();
      for (int value : a) {
        values.add(value);
        if (value >= 1 && value <= 4) {
          refused(b);
        }
        if (value >= 2 && value <= 3) {
          refused(c);
        }
      }
      assertThat(values).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
  }

  private static void refused(Body nested) {
    for (ThrowableAssert.ThrowingCallable pull :
        List.<ThrowableAssert.ThrowingCallable>of(
            nested::hasNext, nested::next, () -> nested.forEachRemaining(value -> {}))) {
      assertThatThrownBy(pull)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("nested in another generator; ask that one");
    }
    assertThatThrownBy(() -> nested.handle().resume()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> nested.handle().setStopped())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void oneThatWasReleasedByCloseIsFree() {
    Body b = body("b", 1, 2);
    Body a = body("a", b);
    a.next();
    a.close();
    assertThat(b.hasNext()).isFalse();
    b.close();
  }

  @Test
  void useFromInsideANestedBodyIsRefused() {
    List<Body> bodies = new ArrayList<>();
    Runnable ask = () -> bodies.get(0).hasNext();
    Runnable close = () -> bodies.get(0).close();
    for (Runnable use : List.of(ask, close)) {
      bodies.clear();
      bodies.add(body("a", body("b", 1, use)));
      bodies.get(0).next();
      assertThatThrownBy(() -> bodies.get(0).hasNext())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Bodies.a (Bodies.java:11) is already running");
      assertThat(bodies.get(0).hasNext()).isFalse();
    }
  }

  @Test
  void nullIsRefused() {
    Supplier<@Nullable Object> nothing = () -> null;
    assertThatThrownBy(() -> body("a", nothing).next()).isInstanceOf(NullPointerException.class);
  }

  // ---- Primitive generators.

  /** {@code yieldAll(first); yieldAll(second);}. */
  private static final class Ints extends IntGeneratorPromise {
    private final List<Iterable<Integer>> parts;

    Ints(List<Iterable<Integer>> parts) {
      this.parts = parts;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      int state = $entry();
      if (state < 0) {
        return $unwound();
      }
      $resumed();
      if (state == parts.size()) {
        return null;
      }
      yieldAll(parts.get(state));
      return $suspend(state + 1);
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Bodies", "ints", "Bodies.java", 1);
    }
  }

  @Test
  void primitiveGeneratorsMix() {
    Body boxed = body("boxed", 2, new Ints(List.of(List.of(3))));
    PrimitiveIterator.OfInt ints =
        new Ints(List.of(List.of(1), boxed, new Ints(List.of(Generator.OfInt.end(), List.of(4)))))
            .iterator();
    assertThat(IntStream.generate(ints::nextInt).limit(4)).containsExactly(1, 2, 3, 4);
    assertThat(ints.hasNext()).isFalse();
  }

  @Test
  void nullInAnIterableOfBoxesSurfaces() {
    List<Integer> nulls = new ArrayList<>();
    nulls.add(null);
    assertThatThrownBy(() -> new Ints(List.of(nulls)).nextInt())
        .isInstanceOf(NullPointerException.class);
  }

  /** A generator that is not a coroutine. */
  private static final class Foreign implements Generator<Integer> {
    private int n = 6;
    boolean closed;

    @Override
    public boolean hasNext() {
      return n < 8;
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
