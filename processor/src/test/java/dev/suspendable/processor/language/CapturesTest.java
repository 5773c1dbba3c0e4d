package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Lambdas and local classes that capture locals. */
final class CapturesTest extends LanguageTest {
  MasterTest beforeSuspension() {
    return body(
        "String",
        """
        int x = await(1);
        String s = "s";
        Supplier<String> f = () -> s + x;
        pause();
        return Task.of(f.get() + await("end") + f.get());
        """);
  }

  MasterTest afterSuspension() {
    return body(
        "String",
        """
        String s = await("s");
        pause();
        int y = await(2);
        Function<Integer, String> f = z -> s + y + z;
        return Task.of(f.apply(await(3)));
        """);
  }

  MasterTest perIteration() {
    return body(
        "String",
        """
        List<Supplier<String>> fs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          int j = i;
          String s = await("s" + i);
          fs.add(() -> s + j);
          if (i == 1) pause();
        }
        for (String t : List.of("p", "q")) {
          fs.add(() -> t);
          pause();
          fs.add(() -> t + t);
        }
        for (int n : new int[] {7, 8}) {
          pause();
          fs.add(() -> "" + n);
        }
        String r = "";
        for (Supplier<String> f : fs) r += f.get() + await(";");
        return Task.of(r);
        """);
  }

  MasterTest perIterationOfWhile() {
    return body(
        "String",
        """
        List<IntSupplier> fs = new ArrayList<>();
        int i = 0;
        while (await(i) < 3) {
          final int k;
          if (i == 1) k = await(100);
          else k = i;
          fs.add(() -> k);
          int late = await(i);
          fs.add(() -> late * 10);
          i++;
        }
        int sum = 0;
        for (IntSupplier f : fs) sum += f.getAsInt();
        return Task.of("" + sum);
        """);
  }

  MasterTest parameters() {
    return body(
        "String",
        """
        return Task.of(await(work("p", 2, 3.5, 'c', 6L, true)));
        """,
        """
        @Suspendable
        static Task<String> work(String p, int n, double d, char c, long l, boolean b) {
          Supplier<String> f = () -> p + n + d + c + l + b;
          pause();
          Supplier<Supplier<String>> g = () -> () -> p + f.get();
          return Task.of(g.get().get() + await("x"));
        }
        """);
  }

  MasterTest anonymousClasses() {
    return body(
        "String",
        """
        int x = await(1);
        String s = "s";
        Object o = new Object() {
          final int own = x * 2;
          @Override
          public String toString() {
            return s + x + own;
          }
        };
        pause();
        Comparator<String> byLength = new Comparator<String>() {
          @Override
          public int compare(String a, String b) {
            return a.length() - b.length() + x - x;
          }
        };
        pause();
        return Task.of(o + "" + byLength.compare("aa", "b"));
        """);
  }

  MasterTest localClassBeforeSuspension() {
    return body(
        "String",
        """
        class Local {
          int n = 1;
          int plus(int y) {
            return n += y;
          }
        }
        Local l = new Local();
        pause();
        return Task.of("" + l.plus(await(2)) + new Local().plus(3));
        """);
  }

  MasterTest localRecordAndStatics() {
    return body(
        "String",
        """
        record Pair(int a, String b) {
          static Pair of(int a) {
            return new Pair(a, "b" + a);
          }
        }
        Pair p = Pair.of(await(1));
        pause();
        List<Pair> ps = List.of(p, new Pair(await(2), "c"));
        return Task.of(ps.toString());
        """);
  }

  MasterTest localClassInsideCarriedBlock() {
    return body(
        "String",
        """
        pause();
        String s = "";
        for (int i = 0; i < 2; i++) {
          class In {
            String t() {
              return "in";
            }
          }
          s += new In().t();
        }
        Supplier<String> f = () -> {
          class Deep {}
          return new Deep().getClass().getSimpleName();
        };
        return Task.of(s + f.get() + await("x"));
        """);
  }

  MasterTest patternVariables() {
    return body(
        "String",
        """
        Object o = await((Object) "text");
        if (o instanceof String t) {
          Supplier<String> f = () -> t + t.length();
          pause();
          return Task.of(f.get());
        }
        return Task.of("no");
        """);
  }

  MasterTest patternVariablesInTheirCondition() {
    return body(
        "String",
        """
        String all = "";
        for (Object o : new Object[] {"a", 1, "bc"}) {
          if (o instanceof String s && List.of("a", "b").stream().anyMatch(x -> x.equals(s))) {
            all += s + await(s);
          }
          if (await(o) instanceof String s && List.of("a", "b").stream().anyMatch(x -> s.contains(x))) {
            all += s + await(s);
          }
          boolean b = o instanceof String t && ((Supplier<String>) () -> t).get() == t && await(t) != null;
          while (!(o instanceof String u) || see(((Supplier<String>) () -> u).get()) == null) {
            pause();
            o = "now";
          }
          all += b + u;
        }
        return Task.of(all);
        """);
  }

  MasterTest catchParameters() {
    return body(
        "String",
        """
        Supplier<String> f;
        try {
          throw new IOException(await("m"));
        } catch (IOException e) {
          f = () -> e.getMessage();
          pause();
        }
        return Task.of(f.get());
        """);
  }

  MasterTest resources() {
    return body(
        "String",
        """
        Supplier<String> f;
        try (StringReader r = new StringReader(await("text"))) {
          f = () -> "" + (r != null);
          pause();
        }
        return Task.of(f.get());
        """);
  }

  MasterTest switchScope() {
    return body(
        "String",
        """
        Supplier<String> f = null;
        switch (await(1)) {
          case 1:
            int a = await(2);
            f = () -> "a" + a;
            pause();
          default:
            pause();
        }
        return Task.of(f.get());
        """);
  }

  MasterTest nestedLambdas() {
    return body(
        "String",
        """
        int a = await(1);
        Function<Integer, Function<Integer, Supplier<Integer>>> f = b -> c -> () -> a + b + c;
        pause();
        int d = f.apply(2).apply(await(3)).get();
        IntFunction<IntUnaryOperator> g = x -> {
          int y = x + d;
          return z -> {
            int w = y + z;
            return w * a;
          };
        };
        return Task.of("" + d + g.apply(await(1)).applyAsInt(2));
        """);
  }

  MasterTest lambdaParametersShadowNothing() {
    return body(
        "String",
        """
        String r = "";
        {
          Function<String, String> f = x -> x + x;
          r += f.apply(await("a"));
        }
        int x = await(5);
        Runnable run = () -> {
          int y = x;
          log(y);
        };
        run.run();
        {
          int y = await(6);
          r += y;
        }
        BiFunction<Integer, Integer, Integer> add = (p, q) -> p + q;
        int p = await(7);
        return Task.of(r + x + p + add.apply(1, 2));
        """);
  }

  MasterTest effectivelyFinalBlank() {
    return body(
        "String",
        """
        int x;
        if (await(true)) x = await(1);
        else x = 2;
        int y;
        y = await(3);
        Supplier<Integer> f = () -> x + y;
        pause();
        return Task.of("" + f.get());
        """);
  }

  MasterTest capturesInLoopsWithContinue() {
    return body(
        "String",
        """
        List<Supplier<Integer>> fs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          int k = i;
          if (await(i) == 1) continue;
          fs.add(() -> k);
          if (i == 2) {
            int m = await(k);
            fs.add(() -> -m);
            continue;
          }
          pause();
        }
        return Task.of(fs.stream().map(Supplier::get).toList().toString());
        """);
  }

  MasterTest methodReferencesCapture() {
    return body(
        "String",
        """
        String s = await("bound");
        Supplier<Integer> f = s::length;
        List<String> l = new ArrayList<>();
        Consumer<String> add = l::add;
        pause();
        add.accept(await("x"));
        Function<String, P> make = P::new;
        return Task.of(f.get() + "" + l + make.apply("n").n);
        """,
        """
        final String n;
        P(String n) {
          this.n = n;
        }
        """);
  }

  MasterTest captureThisAndFields() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import java.util.function.*;

        class P {
          private int n = 1;
          private String secret() {
            return "secret" + n;
          }
          static Task<String> run() {
            return new P().work();
          }
          @Suspendable
          Task<String> work() {
            Supplier<String> f = () -> this.secret() + n++ + secret();
            pause();
            Supplier<String> g = this::secret;
            Runnable r = new Runnable() {
              int n = 50;
              @Override
              public void run() {
                log(n + P.this.n + secret());
              }
            };
            r.run();
            n = await(10);
            Supplier<P> self = () -> P.this;
            return Task.of(f.get() + g.get() + (self.get() == this));
          }
        }
        """);
  }

  MasterTest streams() {
    return body(
        "String",
        """
        List<Integer> in = List.of(3, 1, 2);
        int limit = await(2);
        String s = in.stream().filter(i -> i <= limit).sorted().map(i -> "n" + i).reduce("", (a, b) -> a + b);
        pause();
        var grouped = in.stream().collect(java.util.stream.Collectors.groupingBy(i -> i % 2 == 0, TreeMap::new, java.util.stream.Collectors.toList()));
        return Task.of(s + grouped + await(in.stream().mapToInt(i -> i * limit).sum()));
        """);
  }

  MasterTest recursiveLambdaThroughArray() {
    return body(
        "String",
        """
        Function<Integer, Integer>[] fact = make();
        int one = await(1);
        fact[0] = n -> n <= one ? one : n * fact[0].apply(n - 1);
        pause();
        return Task.of("" + fact[0].apply(await(5)));
        """,
        """
        @SuppressWarnings("unchecked")
        static Function<Integer, Integer>[] make() {
          return (Function<Integer, Integer>[]) new Function<?, ?>[1];
        }
        """);
  }

  MasterTest genericLambdas() {
    return body(
        "String",
        """
        List<? extends Comparable<?>> l = List.of(1, "x");
        Function<? super Integer, ? extends Number> f = i -> i * 2.5;
        pause();
        Supplier<? extends List<? extends Comparable<?>>> g = () -> l;
        Object o = f.apply(await(2));
        return Task.of(o + "" + g.get());
        """);
  }
}
