package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * Lambdas and method references for a captured type, kept in variables: their types have no name.
 */
final class CapturedFunctionsTest extends LanguageTest {
  private static final String SEEN =
      """
      static class Seen {
        final StringBuilder text = new StringBuilder();
        void a(Object o) { text.append('a').append(o); }
        void b(Object o) { text.append('b').append(o); }
        boolean isOdd(Object o) { return o.hashCode() % 2 != 0; }
        Comparator<Number> descending() { return (x, y) -> y.intValue() - x.intValue(); }
      }
      interface Twice<T> {
        void go(Consumer<? super T> consumer, int times);
        static <T> Twice<T> of(T t) {
          return (consumer, times) -> {
            for (int i = 0; i < times; i++) consumer.accept(t);
          };
        }
      }
      """;

  MasterTest choices() {
    return body(
        "String",
        """
            Seen seen = new Seen();
            List<?> any = List.of(1, 2);
            List<? extends Number> numbers = List.of(3, 4);
            List<? super Integer> integers = new ArrayList<Number>(List.of(5, 6));
            for (int i = 0; i < 2; i++) {
              boolean c = i == 0;
              any.forEach(c ? seen::a : await(seen)::b);
              any.forEach(c ? o -> seen.a(o.hashCode()) : await(c) ? seen::a : seen::b);
              any.stream()
                  .filter(c ? seen::isOdd : await(seen)::isOdd)
                  .map(c ? o -> 1 : await(seen)::isOdd)
                  .forEach(c ? seen::a : (await(seen)::b));
              numbers.forEach(
                  c ? seen::a : await(c) ? n -> seen.a(1) : n -> seen.b(n.doubleValue()));
              integers.forEach(c ? n -> seen.a(n.hashCode()) : await(seen)::b);
              numbers.stream()
                  .max(c ? (x, y) -> x.intValue() - y.intValue() : await(seen).descending())
                  .ifPresent(c ? seen::a : await(seen)::b);
            }
            return Task.of(seen.text.toString());
            """,
        SEEN);
  }

  MasterTest switches() {
    return body(
        "String",
        """
            Seen seen = new Seen();
            List<? extends Number> numbers = List.of(3, 4);
            for (int i = 0; i < 3; i++) {
              numbers.forEach(
                  switch (i) {
                    case 0 -> await(seen)::a;
                    case 1 -> {
                      int k = await(2);
                      yield n -> seen.b(n.intValue() + k);
                    }
                    default -> seen::b;
                  });
            }
            return Task.of(seen.text.toString());
            """,
        SEEN);
  }

  MasterTest operands() {
    return body(
        "String",
        """
            Seen seen = new Seen();
            Twice<?> twice = Twice.of(1);
            twice.go(seen::a, await(2));
            twice.go(await(seen)::b, await(1));
            twice.go(await(true) ? seen::a : seen::b, await(1));
            Twice.of("x").go(seen.text.length() > 0 ? await(seen)::b : o -> seen.a(1), await(1));
            Consumer<?> kept = await(true) ? (Integer n) -> seen.a(n) : await(seen)::b;
            return Task.of(seen.text.append(kept != null).toString());
            """,
        SEEN);
  }
}
