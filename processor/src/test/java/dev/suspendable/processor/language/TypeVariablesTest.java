package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Type variables that shadow others, and what their names and bounds may be. */
final class TypeVariablesTest extends LanguageTest {
  MasterTest methodShadowsClass() {
    return body(
        "String",
        """
        return Task.of(await(new A<>("a").m(1)) + await(new A<>("b").<Long>n(2L)));
        """,
        """
        static class A<T extends Comparable<T>> {
          T v;

          A(T v) {
            this.v = v;
          }

          @Suspendable
          <T> Task<String> m(T t) {
            T u = await(t);
            List<T> l = new ArrayList<>();
            l.add(u);
            pause();
            for (T x : l) {
              log(await(x));
            }
            return Task.of("" + u + v + l);
          }

          @Suspendable
          <T extends Number> Task<String> n(T t) {
            var u = await(v);
            var w = this.v;
            T u2 = await(t);
            Supplier<T> s = () -> u2;
            pause();
            u.compareTo(w);
            return Task.of("" + u + w + s.get());
          }
        }
        """);
  }

  MasterTest innerClassShadowsOuterClass() {
    return body(
        "String",
        """
        Outer<String> o = new Outer<>("o");
        return Task.of(await(o.new Inner<Integer>(1).m(2L)));
        """,
        """
        static class Outer<T> {
          T o;

          Outer(T o) {
            this.o = o;
          }

          T get() {
            return o;
          }

          class Inner<T extends Number> {
            T i;

            Inner(T i) {
              this.i = i;
            }

            @Suspendable
            <T> Task<String> m(T t) {
              var a = await(o);
              var b = await(i);
              T c = await(t);
              var out = Outer.this;
              var x = out.get();
              var me = this;
              pause();
              List<T> l = List.of(c);
              Supplier<String> s = () -> "" + o + i + t + Outer.this.get();
              return Task.of("" + a + b + c + x + me.i.intValue() + l + s.get() + await(get()) + get());
            }

            @Suspendable
            Task<String> k(T t) {
              T j = await(t);
              return Task.of("" + j.intValue() + o + await(Outer.this.get()));
            }
          }
        }
        """);
  }

  MasterTest localClassShadowsMethod() {
    return body(
        "String",
        """
        return Task.of(await(m("t")));
        """,
        """
        @Suspendable
        static <T> Task<String> m(T t) {
          class Box<T> {
            T b;

            Box(T b) {
              this.b = b;
            }

            @Suspendable
            Task<String> get() {
              T c = await(b);
              return Task.of("" + c + t + await("x"));
            }

            @Suspendable
            <T> Task<String> get2(T d) {
              T c = await(d);
              Box<T> n = new Box<>(c);
              Box<T> k = await(n);
              return Task.of("" + c + b + t + n.b + k.b + await("x"));
            }

            <T> Box<T> other(T d) {
              return new Box<>(d);
            }
          }
          Box<Integer> box = new Box<>(await(1));
          Box<Long> l = box.other(5L);
          pause();
          return Task.of(await(box.get()) + await(box.get2("g")) + l.b.longValue());
        }
        """);
  }

  MasterTest shadowedInSuperclasses() {
    return body(
        "String",
        """
        return Task.of(await(m("t", 5)));
        """,
        """
        @Suspendable
        static <T, U> Task<String> m(T t, U u) {
          class Base {
            T bt = t;

            T get() {
              return bt;
            }
          }
          class Mid<T> extends Base {
            T mt;

            Mid(T x) {
              mt = x;
            }
          }
          class Leaf<T, U> extends Mid<U> {
            T lt;

            Leaf(T a, U b) {
              super(b);
              lt = a;
            }

            @Suspendable
            Task<String> all() {
              var b = await(bt);
              U mid = await(mt);
              T l = await(lt);
              var g = get();
              return Task.of("" + b + mid + l + g);
            }

            Base base() {
              return this;
            }

            <T> Mid<T> mid(T x) {
              return new Mid<>(x);
            }
          }
          Leaf<Integer, Long> leaf = new Leaf<>(await(1), 2L);
          T back = leaf.get();
          Long lg = leaf.mt;
          T b2 = leaf.base().bt;
          T b3 = leaf.mid('c').bt;
          char ch = leaf.mid('c').mt;
          pause();
          return Task.of(await(leaf.all()) + back + lg + b2 + b3 + ch + u);
        }
        """);
  }

  MasterTest shadowedManyTimes() {
    return body(
        "String",
        """
        return Task.of(await(new A<>("a").new B<>(1).new C<>('c').m(2L)));
        """,
        """
        static class A<T> {
          T a;

          A(T a) {
            this.a = a;
          }

          class B<T> {
            T b;

            B(T b) {
              this.b = b;
            }

            class C<T> {
              T c;

              C(T c) {
                this.c = c;
              }

              @Suspendable
              <T> Task<String> m(T t) {
                var x = await(a);
                var y = await(b);
                var z = await(c);
                T w = await(t);
                class D<T> {
                  T d;

                  D(T d) {
                    this.d = d;
                  }

                  @Suspendable
                  <T> Task<String> n(T e) {
                    var p = await(a);
                    var q = await(b);
                    var r = await(c);
                    var s = await(t);
                    var u = await(d);
                    T v = await(e);
                    return Task.of("" + p + q + r + s + u + v);
                  }
                }
                D<Float> d = new D<>(1f);
                var l =
                    new Object() {
                      List<T> list = new ArrayList<>();

                      @Suspendable
                      <T> Task<T> id(T q) {
                        T r = await(q);
                        log(c);
                        return Task.of(r);
                      }
                    };
                l.list.add(w);
                return Task.of("" + x + y + z + w + await(d.n("n")) + await(l.id(9)) + l.list);
              }
            }
          }
        }
        """);
  }

  MasterTest membersOfShadowedTypes() {
    return body(
        "String",
        """
        return Task.of(await(new A<>("a").new B<>(1).m('m')));
        """,
        """
        abstract static class Base<T> {
          T base;

          Base(T b) {
            base = b;
          }

          protected T get() {
            return base;
          }

          @Suspendable
          Task<T> aw(T x) {
            T y = await(x);
            return Task.of(y);
          }
        }

        static class A<T> extends Base<T> {
          A(T t) {
            super(t);
          }

          protected T get() {
            return super.get();
          }

          class B<T> extends Base<T> {
            B(T t) {
              super(t);
            }

            protected T get() {
              return super.get();
            }

            @Suspendable
            <T> Task<String> m(T t) {
              var a = A.this.get();
              var b = super.get();
              var c = this.base;
              var d = A.this.base;
              var e = A.super.get();
              T f = await(t);
              class C<T> extends Base<T> {
                C(T t) {
                  super(t);
                }

                T two() {
                  return super.get();
                }

                @Suspendable
                <T> Task<T> m(T t) {
                  Supplier<?> s = () -> A.this.get() + "" + B.this.get() + C.super.get() + A.super.get();
                  T g = await(t);
                  log(s.get());
                  return Task.of(g);
                }

                Base<T> asBase() {
                  return this;
                }
              }
              C<Long> cc = new C<>(await(9L));
              long l = cc.two() + cc.asBase().base + await(cc.aw(1L));
              var mm = await(cc.m("z"));
              String mz = mm;
              Supplier<Object> s = () -> a + "" + b + c + d + e;
              Base<T> anon =
                  new Base<>(f) {
                    protected T get() {
                      return super.get();
                    }
                  };
              T an = anon.get();
              return Task.of("" + s.get() + f + l + mz + an);
            }
          }
        }
        """);
  }

  MasterTest suspendableLambdas() {
    return body(
        "String",
        """
        return Task.of(await(new A<>("a").m(1)));
        """,
        """
        interface F<X, Y> {
          @Suspendable
          Task<Y> go(X x);
        }

        static class A<T> {
          T v;

          A(T v) {
            this.v = v;
          }

          @Suspendable
          <T> Task<String> m(T t) {
            F<T, String> f =
                x -> {
                  T y = await(x);
                  var w = await(v);
                  return Task.of("" + y + v + w);
                };
            F<T, T> g = x -> Task.of(await(x));
            class L<T> {
              T l;

              L(T l) {
                this.l = l;
              }

              @Suspendable
              Task<String> m(T k) {
                F<T, T> h =
                    x -> {
                      T z = await(l);
                      return Task.of(x == k ? z : x);
                    };
                return Task.of("" + await(h.go(k)) + t + v);
              }
            }
            return Task.of(await(f.go(t)) + await(g.go(t)) + await(new L<Long>(7L).m(8L)));
          }
        }
        """);
  }

  MasterTest directCalls() {
    return program(
        """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;
            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import java.util.*;

            class P {
              @Suspendable
              static Task<String> run() {
                return Task.of(
                    await(new Oth<>("o").m(1))
                        + await(new Oth<>(1).in().deep())
                        + await(Oth.stat("s", 2))
                        + await(new Oth<>('c').fin("q")));
              }
            }

            class Oth<T> {
              final T t;

              Oth(T t) {
                this.t = t;
              }

              In<String> in() {
                return new In<>("in");
              }

              final @Suspendable <T> Task<String> m(T x) {
                T y = await(x);
                var z = t;
                T k = await(help(y));
                return Task.of("" + y + z + k);
              }

              private @Suspendable <T> Task<T> help(T x) {
                if (x == null) return Task.of(x);
                T y = await(x);
                return Task.of(y);
              }

              final @Suspendable Task<String> fin(String s) {
                var a = await(prim(3));
                return Task.of(s + await(t) + a + await(rec(2)));
              }

              private @Suspendable Task<Integer> prim(int n) {
                return Task.of(await(n) + t.hashCode() % 2);
              }

              private @Suspendable Task<Integer> rec(int n) {
                return n == 0 ? Task.of(0) : Task.of(await(rec(n - 1)) + await(n));
              }

              @Suspendable
              static <T, U> Task<String> stat(T t, U u) {
                T a = await(t);
                U b = await(u);
                return Task.of("" + a + b);
              }

              final class In<T> {
                T i;

                In(T i) {
                  this.i = i;
                }

                @Suspendable
                Task<String> deep() {
                  T a = await(i);
                  var b = t;
                  return Task.of("" + a + b + await(own(a)) + await(fin("f")));
                }

                private @Suspendable Task<String> own(T x) {
                  T y = await(x);
                  return Task.of("own" + y + t);
                }
              }
            }
            """);
  }

  MasterTest namedAsClasses() {
    return body(
        "String",
        """
        return Task.of(
            await(new P().<Integer>m(1)) + await(new G<Long>().m(2L)) + await(P.<Long>tt(3L)));
        """,
        """
        static class T {
          public String toString() {
            return "classT";
          }
        }

        static class Task2 {}

        @Suspendable
        <String> Task<java.lang.String> m(String s) {
          String t = await(s);
          java.lang.String u = await("u");
          T q = new T();
          T r = await(q);
          return Task.of(t + u + r);
        }

        static class G<List> {
          @Suspendable
          <Object> Task<String> m(List l) {
            List k = await(l);
            java.util.List<List> a = new ArrayList<>();
            a.add(k);
            pause();
            java.util.List<List> b = a;
            Object o = null;
            return Task.of("" + k + b + await(1) + o);
          }
        }

        @Suspendable
        static <T> Task<String> tt(T t) {
          T u = await(t);
          P.T c = new P.T();
          pause();
          var d = c;
          return Task.of("" + u + c + await(d));
        }
        """);
  }

  MasterTest namedAsTheRuntimesClasses() {
    return body(
        "String",
        """
        return Task.of(await(P.<Integer, String, Long>m(1, "b", 2L)));
        """,
        """
        @Suspendable
        static <Task, Awaiter, Throwable> dev.suspendable.Task<String> m(Task a, Awaiter b, Throwable c) {
          Task x = await(a);
          Awaiter y = await(b);
          Throwable z = await(c);
          try {
            pause();
          } catch (RuntimeException e) {
            log("caught");
          }
          return dev.suspendable.Task.of("" + x + y + z);
        }
        """);
  }

  MasterTest bounds() {
    return body(
        "String",
        """
        return Task.of(
            await(new A<Integer>().m("s", List.of("q"), Map.of()))
                + await(A.st(new TreeMap<>(Map.of("k", 1)))));
        """,
        """
        static class A<T extends Number> {
          T n;

          @Suspendable
          <T extends Comparable<T>, L extends List<? extends T>, M extends Map<T, ? super L>>
              Task<String> m(T t, L l, M m) throws Exception {
            T a = await(t);
            L b = await(l);
            M c = await(m);
            var d = b.get(0);
            int k = a.compareTo(d);
            Supplier<L> s = () -> b;
            pause();
            T e = s.get().get(0);
            var n0 = n;
            Callback<T, L> cb = (x, y) -> Task.of(await(y));
            return Task.of("" + a + b + c + k + e + n0 + await(cb.go(t, l)));
          }

          @Suspendable
          static <T, U extends SortedMap<T, ? extends Number> & Cloneable> Task<String> st(U u) {
            U v = await(u);
            T f = v.firstKey();
            Number q = v.get(f);
            return Task.of("" + f + q + await(f));
          }

          interface Callback<T, U> {
            @Suspendable
            Task<U> go(T t, U u);
          }
        }
        """);
  }

  MasterTest boundsThatNameLocalClasses() {
    return body(
        "int",
        """
        int n = await(1);
        class A {
          int v() {
            return n;
          }
        }
        class B<X extends A> {
          @Suspendable
          Task<Integer> g(X x) {
            X y = await(x);
            return Task.of(y.v() + await(2));
          }
        }
        class C<X extends Comparable<X>, Y extends C<X, Y>> {
          X x;
          Y y;

          C(X x) {
            this.x = x;
          }

          @Suspendable
          Task<Integer> cmp(X o) {
            X p = await(o);
            return Task.of(x.compareTo(p));
          }
        }
        class D extends C<String, D> {
          D() {
            super("d");
          }
        }
        class E<Z extends B<? extends A>> {
          Z z;

          @Suspendable
          <Q extends E<Z>> Task<Integer> h(Q q) {
            Z w = await(q.z);
            return Task.of(w == z ? 1 : 0);
          }
        }
        E<B<A>> e = new E<>();
        e.z = new B<>();
        return Task.of(await(new B<A>().g(new A())) + await(new D().cmp("c")) + await(e.h(e)));
        """);
  }
}
