package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Locals and operands whose type is an intersection, which no declaration can name. */
final class IntersectionTypesTest extends LanguageTest {
  private static final String BOTH =
      """
      static String both(Comparable<?> c, Serializable s, int i) {
        return c + "/" + s + "/" + i;
      }
      """;

  MasterTest variables() {
    return body(
        "String",
        """
        var x = await(true) ? "s" : 5;
        pause();
        Comparable<?> c = x;
        Serializable s = x;
        x = 6;
        pause();
        return Task.of(c + "" + s + both(x, x, await(1)));
        """,
        BOTH);
  }

  MasterTest operands() {
    return body(
        "String",
        """
        boolean b = await(false);
        return Task.of(
            both(b ? 1 : "k", b ? "k" : 2, await(3)) + both(see(b) ? 1 : "l", 2.0, await(4)));
        """,
        BOTH);
  }

  MasterTest forEach() {
    return body(
        "String",
        """
        String all = "";
        for (var e : List.of(1, "a", 2.0)) {
          all += await(e.hashCode());
          Supplier<String> later = () -> both(e, e, 0);
          pause();
          all += later.get();
        }
        return Task.of(all);
        """,
        BOTH);
  }

  MasterTest typeVariables() {
    return body(
        "String",
        """
        return Task.of(await(P.<Integer>most(List.of(3, 9, 4))) + "");
        """,
        """
        @Suspendable
        static <X extends Number & Comparable<X>> Task<X> most(List<? extends X> values) {
          X best = null;
          for (X x : values) {
            X seen = await(x);
            if (best == null || seen.compareTo(best) > 0) {
              best = await(seen);
            }
            log(best.intValue());
          }
          return Task.of(best);
        }
        """);
  }
}
