package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.Lombok;
import dev.suspendable.processor.testing.MasterTest;

/** Bodies that Lombok has rewritten: their text is not what their trees say. */
final class LombokTest extends LanguageTest {
  private static MasterTest lombok(String body, String members) {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import dev.suspendable.processor.testing.AwaitFailure;
            import java.io.*;
            import java.util.*;
            import java.util.function.*;
            import lombok.*;
            import lombok.experimental.*;

            class P {
              @Suspendable
              static Task<Object> run() throws Exception {
            """
                + body.indent(4)
                + "  }\n"
                + members.indent(2)
                + "}\n")
        .beside(Lombok::processor);
  }

  MasterTest val() {
    return lombok(
        """
        val a = await("a"); // a comment
        val list = new ArrayList<String>();
        for (val each : List.of(a, await("b"))) {
          // between
          val n = each.length(); list.add(each + n);
          pause();
        }
        val copy = List.copyOf(list);
        return Task.of(a + copy.size() + list);
        """,
        "");
  }

  MasterTest valInStatementsWithoutSuspension() {
    return lombok(
        """
        int sum = 0;
        int one = 1, two = 2; /* kept */ int three = 3;
        for (val each : List.of("a", "bc")) {
          val n = each.length();
          val more = new Object() { int twice() { val m = n; return m * 2; } };
          Supplier<Integer> later = () -> { val k = n + more.twice(); return k; };
          sum += later.get() + one + two + three;
          log(sum);
        }
        sum += await(sum);
        return Task.of(sum);
        """,
        "");
  }

  MasterTest cleanup() {
    return lombok(
        """
        @Cleanup val first = new Noisy("first");
        @Cleanup("end") Noisy second = new Noisy(await("second"));
        log(await("body"));
        return Task.of(second.name);
        """,
        """
        static class Noisy {
          final String name;
          Noisy(String name) { this.name = name; log("open " + name); }
          void close() { log("close " + name); }
          void end() { log("end " + name); }
        }
        """);
  }

  MasterTest cleanupByAwaiting() {
    return lombok(
        """
        for (int i = 0; i < 2; i++) {
          @Cleanup("close") Noisy noisy = new Noisy();
          if (await(i) == 1) {
            break;
          }
          see(i);
        }
        return Task.of("end");
        """,
        "static class Noisy { void close() { log(\"close\"); } }");
  }

  MasterTest sneakyThrows() {
    return lombok(
        """
        int n = 0;
        try {
          n = await(one(1));
          n += await(one(-1));
        } catch (Exception e) {
          log(e.toString());
        }
        return Task.of(n);
        """,
        """
        @SneakyThrows
        @Suspendable
        static Task<Integer> one(int n) {
          int result = await(n);
          if (n < 0) {
            throw new IOException("sneaky");
          }
          return Task.of(result);
        }
        """);
  }

  MasterTest sneakyThrowsOfOneKind() {
    return lombok(
        """
        return Task.of(await(one(await(1))));
        """,
        """
        @SneakyThrows(IOException.class)
        @Suspendable
        static Task<Integer> one(int n) {
          try {
            pause();
            if (n > 0) {
              throw new IOException("sneaky");
            }
          } finally {
            log(await("cleanup"));
          }
          return Task.of(n);
        }
        """);
  }

  MasterTest nonNull() {
    return lombok(
        """
        String s = await(text("a"));
        try {
          s += await(text(null));
        } catch (NullPointerException e) {
          s += e.getMessage();
        }
        return Task.of(s);
        """,
        """
        @Suspendable
        static Task<String> text(@NonNull String text) {
          // a comment
          return Task.of(await(text) + "!");
        }
        """);
  }

  MasterTest nonNullInLambdas() {
    return lombok(
        """
        UnaryOperator<String> twice = (@NonNull String s) -> { val t = s + s; return t; };
        return Task.of(twice.apply(await("x")));
        """,
        "");
  }

  MasterTest generatedMembers() {
    return lombok(
        """
        val builder = Order.builder().item(await("book"));
        for (String tag : List.of("a", "b")) {
          builder.tag(tag + await("!"));
        }
        val order = builder.build().withPrice(await(3));
        val bean = new Bean(await("name"));
        bean.setTotal(bean.getTotal() + await(order.getPrice()));
        bean.total += await(1);
        log(order.toString());
        return Task.of(bean + " " + bean.equals(await(new Bean("name"))) + await(bean.more()));
        """,
        """
        @Value
        @Builder
        static class Order {
          String item;
          @Singular List<String> tags;
          @With int price;
        }
        @Data
        @RequiredArgsConstructor
        static class Bean {
          private final String name;
          private int total;
          @Getter(lazy = true) private final String lazy = name + "?";

          @Suspendable
          Task<String> more() {
            setTotal(await(5));
            return Task.of(getLazy() + getTotal());
          }
        }
        """);
  }

  MasterTest extensionMethods() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import lombok.experimental.*;

            @ExtensionMethod(Extensions.class)
            class P {
              @Suspendable
              static Task<String> run() {
                String s = await("a").twice();
                for (int i = 0; i < await(2).twice().length(); i++) {
                  s += "b".twice();
                }
                return Task.of(s.twice());
              }
            }

            class Extensions {
              public static String twice(Object o) { return "" + o + o; }
            }
            """)
        .beside(Lombok::processor);
  }

  MasterTest lambdasThatSuspend() {
    return lombok(
        """
        val prefix = await("p");
        Action action = (@NonNull String s) -> {
          val n = await(s.length());
          @Cleanup val closed = new StringReader(s);
          return Task.of(prefix + n + (char) closed.read());
        };
        return Task.of(await(action.act("abc")));
        """,
        "interface Action { @Suspendable Task<String> act(String s) throws IOException; }");
  }
}
