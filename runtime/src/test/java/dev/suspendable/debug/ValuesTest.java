package dev.suspendable.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are shown without calling code of the user. */
final class ValuesTest {
  /** Fails if it is asked. */
  record Mine(int value) {
    @Override
    public String toString() {
      throw new AssertionError("code of the user was called");
    }
  }

  /** Is not asked either. */
  static final class MyList extends ArrayList<Object> {
    @Override
    public int size() {
      throw new AssertionError("code of the user was called");
    }
  }

  static Stream<Arguments> values() {
    String mine = Mine.class.getName().replace("$", "\\$") + "@[0-9a-f]+";
    return Stream.of(
        Arguments.of(null, "null"),
        Arguments.of("a\"b", "\"a\"b\""),
        Arguments.of('c', "'c'"),
        Arguments.of(1L << 40, "1099511627776"),
        Arguments.of(-0.5, "-0.5"),
        Arguments.of(true, "true"),
        Arguments.of(TimeUnit.DAYS, "DAYS"),
        Arguments.of(String.class, "java.lang.String"),
        Arguments.of(Duration.ofMillis(1500), "PT1.5S"),
        Arguments.of(new int[3][2], "int\\[\\]\\[3\\]"),
        Arguments.of(new byte[1024], "byte\\[1024\\]"),
        Arguments.of(new Mine[2], mine.substring(0, mine.indexOf('@')) + "\\[2\\]"),
        Arguments.of(new ArrayList<>(List.of(1, 2)), "ArrayList of 2"),
        Arguments.of(List.of(1, 2, 3), "List of 3"),
        Arguments.of(Set.of(), "Set of 0"),
        Arguments.of(Map.of(1, 2), "Map of 1"),
        Arguments.of(new Mine(1), mine),
        Arguments.of(new MyList(), ".*MyList@[0-9a-f]+"),
        Arguments.of(
            Collections.synchronizedList(new ArrayList<>()),
            "java.util.Collections\\$SynchronizedRandomAccessList@.*"),
        Arguments.of(BigInteger.TEN, "java.math.BigInteger@[0-9a-f]+"),
        Arguments.of(Thread.currentThread(), "the thread " + Thread.currentThread().getName()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void shown(@Nullable Object value, String text) {
    assertThat(Values.show(value, null)).matches(text);
  }

  @ParameterizedTest
  @MethodSource("values")
  void shownByTheUser(@Nullable Object value, String text) {
    Function<Object, String> failing =
        any -> {
          throw new StackOverflowError();
        };
    if (value != null) {
      assertThat(Values.show(value, failing))
          .endsWith(", which cannot be shown: " + StackOverflowError.class.getName());
    }
    assertThat(Values.show(value, any -> "x".repeat(1000))).hasSizeLessThan(300);
  }
}
