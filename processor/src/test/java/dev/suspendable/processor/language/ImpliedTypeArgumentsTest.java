package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * Simple names of inner classes of generic ones: the enclosing class has type arguments that the
 * name does not say. As raw types they would choose other overloads and conversions.
 */
final class ImpliedTypeArgumentsTest extends LanguageTest {
  private static final String OUTER =
      """
      static class O<T> {
        T v;

        class J {
          T t = v;

          class M {
            T u = v;

            class N<X> {
              X x;
              T y = v;
            }
          }

          T get() {
            return t;
          }
        }

        class I<U> {
          U u;
          T w = v;

          I(U u) {
            this.u = u;
          }
        }
      }

      static String of(Object x) {
        return "object ";
      }

      static String of(String x) {
        return "string ";
      }

      static String of(Integer x) {
        return "Integer ";
      }

      static String of(int x) {
        return "int ";
      }

      static <Q> Q id(Q q) {
        return q;
      }
      """;

  private static MasterTest inHeirs(String members) {
    return body(
        "String",
        """
        return Task.of(await(new S().m()) + await(new W().m()));
        """,
        OUTER + members);
  }

  MasterTest declarations() {
    return inHeirs(
        """
        static class S extends O<String> {
          @Suspendable
          Task<String> m() {
            v = "s";
            pause();
            J j = new J(), k = j, none[] = null;
            J.M m = j.new M();
            J.M.N<Integer> n = m.new N<Integer>();
            I<Integer> i = new I<>(3);
            String r = of(k.t) + of(m.u) + of(n.y) + of(n.x) + of(i.u) + of(i.w) + none;
            for (J each : List.of(j)) {
              r += of(each.t);
            }
            for (J a = j, b = k; a != null; a = null) {
              r += of(a.t) + of(b.t);
            }
            return Task.of(r);
          }
        }

        static class W extends O<Integer> {
          @Suspendable
          Task<String> m() {
            v = 7;
            J j = await(new J());
            pause();
            J k = j;
            k.t = 8;
            int sum = j.t + k.t;
            return Task.of(of(j.t + 1) + (sum > 0 ? k.t : 2.0) + (k.t == (Object) v) + sum);
          }
        }
        """);
  }

  MasterTest expressions() {
    return inHeirs(
        """
        static class S extends O<String> {
          @Suspendable
          Task<String> m() {
            v = "s";
            pause();
            Function<J, String> f = J::get;
            BiFunction<J, I<Integer>, String> g = (J j, final I<Integer> i) -> of(j.t) + of(i.u);
            Supplier<J> make = J::new;
            Function<Integer, I<Integer>> wrap = I<Integer>::new;
            Object made = new J();
            List<I<Integer>> all = new ArrayList<I<Integer>>();
            all.add(new I<>(4));
            Map<J, List<? extends J>> map = new HashMap<J, List<? extends J>>();
            map.put(make.get(), List.of(make.get()));
            String r = f.apply(make.get()) + g.apply((J) made, wrap.apply(1));
            for (Map.Entry<J, List<? extends J>> e : map.entrySet()) {
              r += of(e.getKey().t) + of(e.getValue().get(0).t);
            }
            return Task.of(r + of(id((J) made).t) + of(P.<J>id(make.get()).t) + of(all.get(0).w));
          }
        }

        static class W extends O<Integer> {
          @Suspendable
          Task<String> m() {
            v = 7;
            pause();
            O<Integer> o = this;
            Comparable<Integer> none = null;
            J[] many = null;
            boolean is = (Object) new J() instanceof O<?>.J;
            return Task.of(
                of(((J) (Object) new J()).t + 1)
                    + J.class.getSimpleName()
                    + J[].class.getSimpleName()
                    + J.M.class.getSimpleName()
                    + is
                    + many);
          }
        }
        """);
  }

  MasterTest inTheGenericClass() {
    return body(
        "String",
        """
        return Task.of(await(new O<>("s").a("t")) + await(new O<>(2).new J().b(3)));
        """,
        """
        static class O<T extends Comparable<T>> {
          T v;

          O(T v) {
            this.v = v;
          }

          class J {
            T t = v;

            @Suspendable
            Task<String> b(T x) {
              pause();
              J j = new J();
              I<T> i = new I<>(x);
              T z = i.u;
              Supplier<T> s =
                  () -> {
                    J k = new J();
                    T got = k.t;
                    return got;
                  };
              return Task.of("" + j.t.compareTo(x) + z + s.get());
            }
          }

          class I<U> {
            U u;

            I(U u) {
              this.u = u;
            }
          }

          @Suspendable
          Task<String> a(T x) {
            pause();
            J j = new J();
            T t = j.t;
            class L {
              J mine = j;
            }
            J k = new L().mine;
            T u = k.t;
            I<? extends CharSequence> w = new I<>("w");
            Object o = (I<?>) w;
            return Task.of("" + t + u + w.u + t.compareTo(x) + (o == w));
          }
        }
        """);
  }

  MasterTest ofLocalClasses() {
    return body(
        "String",
        """
        return Task.of(await(f(5)));
        """,
        """
        static <T> Task<String> f(T t) {
          class O<U> {
            U u;
            T s = t;

            class J {
              U a = u;
              T b = s;
            }

            class I<V> {
              V c;
              U d = u;
            }
          }
          class Heir extends O<Integer> {
            @Suspendable
            Task<String> m() {
              u = 9;
              pause();
              J j = this.new J();
              I<String> i = this.new I<>();
              i.c = "c";
              int x = j.a + i.d;
              T y = j.b;
              Function<J, Integer> g = (J k) -> k.a;
              return Task.of("" + x + y + i.c.length() + g.apply(j));
            }
          }
          return new Heir().m();
        }
        """);
  }

  MasterTest pollutedHeap() {
    return body(
        "String",
        """
        return Task.of(await(new W().m()));
        """,
        OUTER
            + """
            static class W extends O<Integer> {
              @Suspendable
              @SuppressWarnings({"unchecked", "rawtypes"})
              Task<String> m() {
                J j = new J();
                ((O.J) j).t = "polluted";
                pause();
                try {
                  J k = id(j);
                  Object o = k.t;
                  return Task.of(k.t.getClass().getSimpleName());
                } catch (ClassCastException e) {
                  return Task.of("refused");
                }
              }
            }
            """);
  }

  MasterTest annotated() {
    return body(
        "String",
        """
        return Task.of(await(new S().m()));
        """,
        OUTER
            + """
            @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
            @interface A {}

            static class Nested {
              int i = 3;
            }

            class Inner {}

            static class S extends O<Integer> {
              @Suspendable
              Task<String> m() {
                v = 3;
                pause();
                @A J j = new @A J();
                final @A I<@A String> i = new @A I<@A String>("i");
                @A Nested n = new @A Nested();
                Map.@A Entry<@A String, String> e = Map.entry("k", "v");
                List<@A J> l = List.of(j);
                int sum = ((@A Nested) n).i;
                for (@A J each : l) {
                  sum += each.t;
                }
                Function<J, Integer> f = (@A J k) -> k.t;
                @A J @A [] none = null;
                java.util.@A List<J> same = l;
                Supplier<Nested> made = @A Nested::new;
                Function<String, I<String>> generic = (@A I<String>::new);
                IntFunction<int[]> numbers = @A int[]::new;
                sum += made.get().i + generic.apply("g").u.length() + numbers.apply(2).length;
                return Task.of("" + sum + f.apply(j) + i.u.length() + e.getKey() + none + same.size());
              }
            }
            """);
  }
}
