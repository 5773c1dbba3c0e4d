package dev.suspendable.processor.language;

import static java.util.stream.Collectors.joining;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Programs near the limits of class files and of file systems. */
final class LimitsTest extends LanguageTest {
  private static String times(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(joining("\n", "", "\n"));
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(joining(", "));
  }

  /** As many parameters as the JVM allows: the frame cannot be one more of a constructor's. */
  MasterTest mostParameters() {
    String zeros = list(250, i -> String.valueOf(i));
    return MasterTest.body(
        "String",
        """
        Task<Integer> a = of255(%1$s, 250, 251, 252, 253, 254);
        Task<Integer> b = new P().of254(%1$s, 250, 251, 252, 253);
        Task<Long> c = ofLongs(%2$s, 127);
        return Task.of(await(a) + " " + await(b) + " " + await(c));
        """
            .formatted(zeros, list(127, i -> i + "L")),
        """
        @Suspendable static Task<Integer> of255(%1$s) {
          int x = await(p0 + p254);
          return Task.of(x + p1 + p253);
        }

        @Suspendable Task<Integer> of254(%2$s) {
          int x = await(p0 + p253);
          return Task.of(x + p1 + p252 + hashed());
        }

        int hashed() { return 7; }

        @Suspendable static Task<Long> ofLongs(%3$s, int last) {
          long x = await(p0 + p126);
          return Task.of(x + p1 + last);
        }
        """
            .formatted(
                list(255, i -> "int p" + i),
                list(254, i -> "int p" + i),
                list(127, i -> "long p" + i)));
  }

  /** Names of files may be 255 bytes long, and not all systems know other letters than ASCII's. */
  MasterTest longNames() {
    String method = "m" + "x".repeat(300);
    String host = "C" + "y".repeat(220);
    return MasterTest.body(
        "String",
        """
        String s = await(%1$s(1)) + await(%1$sy(2)) + await(%1$s("3"));
        s += await(%2$s.a()) + await(new %2$s().b());
        return Task.of(s + await(ä€𝒳(4)) + await(Ä€𝒳(5)) + await(ÖÖ%3$s(6)) + await(lambda%1$s().get()));
        """
            .formatted(method, host, "ß".repeat(200)),
        """
        @Suspendable static Task<String> %1$s(int i) { return Task.of("a" + await(i)); }
        @Suspendable static Task<String> %1$sy(int i) { return Task.of("b" + await(i)); }
        @Suspendable static Task<String> %1$s(String i) { return Task.of("c" + await(i)); }
        @Suspendable static Task<String> ä€𝒳(int i) { return Task.of("d" + await(i)); }
        @Suspendable static Task<String> Ä€𝒳(int i) { return Task.of("e" + await(i)); }
        @Suspendable static Task<String> ÖÖ%3$s(int i) { return Task.of("f" + await(i)); }
        static AsyncSupplier<String> lambda%1$s() { return () -> Task.of("g" + await(7)); }
        interface AsyncSupplier<T> { @Suspendable Task<T> get(); }
        static class %2$s {
          @Suspendable static Task<String> a() { return Task.of("h" + await(8)); }
          @Suspendable Task<String> b() { return Task.of("i" + await(9)); }
        }
        """
            .formatted(method, host, "ß".repeat(200)));
  }

  MasterTest nestsOfAllKinds() {
    int depth = 40;
    return MasterTest.body(
        "int",
        "int x = 0;\n"
            + times(depth, i -> "for (int i%1$d = 0; i%1$d < 1; i%1$d++) {".formatted(i))
            + "x += await(1);\n"
            + "}\n".repeat(depth)
            + times(depth, i -> "while (x < %d) {\n x++; if (x == 7) continue;".formatted(i))
            + "x += await(2);\n"
            + "}\n".repeat(depth)
            + times(depth, i -> "if (x > %d - 40) { x++;".formatted(i))
            + "x += await(3);\n"
            + "} else { x += await(4); }\n".repeat(depth)
            + times(depth, i -> "l%1$d: { if (x == %1$d) break l%1$d;".formatted(i))
            + "x += await(5);\n"
            + "x++; }\n".repeat(depth)
            + "boolean q = "
            + IntStream.range(0, 60)
                .mapToObj(i -> "await(x) > " + (i - 60))
                .collect(joining(" && "))
            + ";\n"
            + IntStream.range(0, 60)
                .mapToObj(i -> "if (x == %1$d + await(%1$d)) { x += await(%1$d); }".formatted(i))
                .collect(joining(" else "))
            + "\nreturn Task.of(see(q ? x : -x));");
  }
}
