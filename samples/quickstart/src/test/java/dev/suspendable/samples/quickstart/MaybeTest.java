package dev.suspendable.samples.quickstart;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.annotations.Suspendable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaybeTest {
  private final List<String> effects = new ArrayList<>();

  @Test
  void hasTheValueThatTheBodyReturns() {
    assertThat(sum(Maybe.of(1), Maybe.of(2)).toOptional()).contains(3);
  }

  @Test
  void isEmptyWhenTheBodyAwaitsAnEmptyOne() {
    assertThat(sum(Maybe.empty(), Maybe.of(2)).toOptional()).isEmpty();
    assertThat(sum(Maybe.of(1), Maybe.empty()).toOptional()).isEmpty();
  }

  @Test
  void isEmptyWhenTheBodyReturnsNothing() {
    assertThat(positive(-1).toOptional()).isEmpty();
    assertThat(positive(1).toOptional()).contains(1);
  }

  @Test
  void passesEmptinessUp() {
    assertThat(sum(positive(1), sum(positive(2), positive(3))).toOptional()).contains(6);
    assertThat(sum(positive(1), sum(positive(2), positive(-3))).toOptional()).isEmpty();
  }

  @Test
  void endsTheBodyThroughItsFinallyBlocksAndNoCatchBlock() {
    assertThat(careful(Maybe.empty()).toOptional()).isEmpty();

    assertThat(effects).containsExactly("begin", "finally");
  }

  @Test
  void goesOnWithAValue() {
    assertThat(careful(Maybe.of("value")).toOptional()).contains("value");

    assertThat(effects).containsExactly("begin", "value", "finally");
  }

  @Test
  void letsExceptionsOutToTheCaller() {
    assertThatThrownBy(() -> quotient(1, Maybe.of(0))).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void readsEntries() {
    assertThat(Entry.parse("kind: noun\nmeaning: a boat").toOptional())
        .contains(new Entry("noun", "a boat"));
    assertThat(Entry.parse("kind: noun").toOptional()).isEmpty();
    assertThat(Entry.parse("").toOptional()).isEmpty();
  }

  @Suspendable
  private static Maybe<Integer> sum(Maybe<Integer> left, Maybe<Integer> right) {
    return Maybe.of(await(left) + await(right));
  }

  @Suspendable
  private static Maybe<Integer> quotient(int left, Maybe<Integer> right) {
    return Maybe.of(left / await(right));
  }

  @Suspendable
  private static Maybe<Integer> positive(int number) {
    return number > 0 ? Maybe.of(number) : Maybe.empty();
  }

  @Suspendable
  private Maybe<String> careful(Maybe<String> maybe) {
    effects.add("begin");
    try {
      String value = await(maybe);
      effects.add(value);
      return Maybe.of(value);
    } catch (RuntimeException e) {
      effects.add("catch");
      throw e;
    } finally {
      effects.add("finally");
    }
  }
}
