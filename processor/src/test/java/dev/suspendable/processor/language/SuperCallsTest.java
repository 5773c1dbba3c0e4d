package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** {@code super} in coroutines of all kinds of classes. */
final class SuperCallsTest extends LanguageTest {
  MasterTest inheritedDefaults() {
    return body(
        "String",
        """
        return Task.of(await(new B().m()) + await(new C().m()));
        """,
        """
        interface I {
          default String d(int i) {
            return "d" + i;
          }

          default String e() {
            return "e";
          }

          static String st() {
            return "st";
          }

          int K = 3;
        }

        interface J extends I {
          default String e() {
            return "je";
          }

          default String f(String... s) {
            return "f" + s.length;
          }
        }

        static class A implements J {
          protected String own() {
            return "own";
          }

          static String sa() {
            return "sa";
          }

          int fld = 4;
        }

        abstract static class AA extends A {
          abstract String abs();
        }

        static class B extends AA implements I {
          String abs() {
            return "abs";
          }

          public String d(int i) {
            return "B" + i;
          }

          public String e() {
            return "Be";
          }

          protected String own() {
            return "Bown";
          }

          @Suspendable
          Task<String> m() {
            int i = await(1);
            IntFunction<String> f = super::d;
            Supplier<String> g = super::e;
            Supplier<String> h = () -> super.e() + super.d(7);
            Src s = () -> Task.of(super.d(await(5)) + super.own());
            Supplier<String> o = super::own;
            pause();
            class In {
              @Suspendable
              Task<String> in() {
                Supplier<String> q = B.super::e;
                return Task.of(B.super.d(await(8)) + B.super.e() + q.get() + B.super.own() + B.super.fld);
              }
            }
            return Task.of(
                super.d(i)
                    + super.e()
                    + f.apply(2)
                    + g.get()
                    + h.get()
                    + await(s.go())
                    + super.f("a", await("b"))
                    + super.f()
                    + super.own()
                    + o.get()
                    + super.sa()
                    + super.fld
                    + super.K
                    + await(new In().in())
                    + await(new Inner().go()));
          }

          class Inner implements Src {
            @Suspendable
            public Task<String> go() {
              return Task.of(B.super.e() + await(B.super.d(3)));
            }
          }
        }

        interface Src {
          @Suspendable
          Task<String> go();
        }

        static class C implements I, J2 {
          public String e() {
            return "Ce";
          }

          public String d(int i) {
            return "C";
          }

          @Suspendable
          Task<String> m() {
            String a = I.super.e() + await(J2.super.e());
            Supplier<String> s = I.super::e, t = J2.super::e;
            pause();
            return Task.of(a + s.get() + t.get() + I.super.d(await(1)) + J2.super.d(2));
          }
        }

        interface J2 {
          default String e() {
            return "j2e";
          }

          default String d(int i) {
            return "j2d" + i;
          }
        }
        """);
  }

  MasterTest classAndInterface() {
    return body(
        "String",
        """
        return Task.of(await(new C().m()) + await(new D().m()));
        """,
        """
        interface I {
          default String e() {
            return "Ie";
          }
        }

        static class S {
          public String e() {
            return "Se";
          }

          protected <T> T g(T t) {
            return t;
          }

          protected Object cov() {
            return "cov";
          }
        }

        static class C extends S implements I {
          public String e() {
            return "Ce";
          }

          protected String cov() {
            return "Ccov";
          }

          @Suspendable
          Task<String> m() {
            return Task.of(
                super.e()
                    + I.super.e()
                    + await(super.e())
                    + super.g(await(3))
                    + super.cov()
                    + cov()
                    + this.<Integer>g(2));
          }
        }

        static class G<X> {
          X ret(X x) {
            return x;
          }

          void put(List<? super X> l, X x) {
            l.add(x);
          }

          X f;
        }

        static class D extends G<String> {
          String ret(String s) {
            return "D" + s;
          }

          @Suspendable
          Task<String> m() {
            super.f = await("ff");
            List<Object> l = new ArrayList<>();
            super.put(l, await("p"));
            Function<String, String> q = super::ret;
            int n = super.ret(await("abc")).length();
            return Task.of(super.ret("x").concat(q.apply("y")) + n + l + super.f.length() + super.f);
          }
        }
        """);
  }

  MasterTest methodsOfObject() {
    return body(
        "String",
        """
        return Task.of(await(new C().m()) + await(new R(1).m()) + await(E.A.m()));
        """,
        """
        static class C implements Cloneable {
          int v = 1;

          public int hashCode() {
            return 5;
          }

          public boolean equals(Object o) {
            return super.equals(o);
          }

          public String toString() {
            return "C";
          }

          protected Object clone() throws CloneNotSupportedException {
            return super.clone();
          }

          @SuppressWarnings("removal")
          @Suspendable
          Task<String> m() throws Exception {
            C c = (C) super.clone();
            c.v = await(2);
            int h = super.hashCode();
            boolean same = h == System.identityHashCode(this);
            int[] a = {1, 2};
            int[] b = a.clone();
            b[0] = await(9);
            String[][] s = {{"x"}};
            String[][] s2 = await(s).clone();
            boolean eq = super.equals(await(this));
            Class<?> k = super.getClass();
            C[] cs = {c};
            C[] ds = cs.clone();
            java.util.concurrent.Callable<Object> f = super::clone;
            Supplier<int[]> g = a::clone;
            try {
              super.finalize();
            } catch (Throwable t) {
              log("t");
            }
            C viaThis = (C) this.clone();
            C viaOther = (C) c.clone();
            return Task.of(
                ""
                    + c.v
                    + same
                    + a[0]
                    + b[0]
                    + s2[0][0]
                    + eq
                    + k.getSimpleName()
                    + ds.length
                    + ((C) f.call()).v
                    + g.get().length
                    + viaThis.v
                    + viaOther.v);
          }
        }

        record R(int x) {
          @Suspendable
          Task<String> m() {
            return Task.of("" + await(super.getClass()).getSimpleName() + x);
          }
        }

        enum E {
          A {
            @Suspendable
            Task<String> m() {
              return Task.of(super.name() + await(super.ordinal()) + super.toString() + await(super.m()));
            }
          };

          @Suspendable
          Task<String> m() {
            return Task.of("E" + super.toString() + await(super.compareTo(A)));
          }
        }
        """);
  }

  MasterTest inInterfaces() {
    return body(
        "String",
        """
        return Task.of(await(new C().dm()));
        """,
        """
        interface I {
          default String d() {
            return "Id";
          }
        }

        interface K extends I {
          default String d() {
            return "Kd";
          }

          @Suspendable
          default Task<String> dm() {
            Supplier<String> s = I.super::d;
            pause();
            Src q = () -> Task.of(await(I.super.d()));
            return Task.of(I.super.d() + await(d()) + s.get() + await(q.go()));
          }
        }

        interface Src {
          @Suspendable
          Task<String> go();
        }

        static class C implements K {
          public String d() {
            return "Cd";
          }
        }
        """);
  }

  MasterTest genericDefaults() {
    return body(
        "String",
        """
        return Task.of(await(new Impl<>(1).dm("x")) + await(new Impl<>(2).im("y")));
        """,
        """
        interface Sup<T> {
          T val();

          default String nm() {
            return "Sup" + val();
          }
        }

        interface Dm<T> extends Sup<T> {
          default String nm() {
            return "Dm" + Sup.super.nm();
          }

          @Suspendable
          default <T> Task<String> dm(T x) {
            var v = val();
            T y = await(x);
            class L<T> {
              T l;

              L(T l) {
                this.l = l;
              }

              @Suspendable
              Task<String> q() {
                return Task.of("" + await(l) + nm() + val());
              }
            }
            return Task.of("" + v + y + Sup.super.nm() + await(new L<>(3).q()) + await(priv(y)));
          }

          private @Suspendable <T> Task<String> priv(T t) {
            T u = await(t);
            return Task.of("p" + u + Sup.super.nm());
          }
        }

        static class Base<T> implements Dm<T> {
          T t;

          Base(T t) {
            this.t = t;
          }

          public T val() {
            return t;
          }
        }

        static class Impl<T> extends Base<T> {
          Impl(T t) {
            super(t);
          }

          public String nm() {
            return "Impl";
          }

          @Suspendable
          Task<String> im(String s) {
            java.util.function.Supplier<String> q = super::nm;
            var v = super.val();
            return Task.of(super.nm() + q.get() + await(super.dm(s)) + v + await(super.val()));
          }
        }
        """);
  }

  MasterTest inAnonymousClasses() {
    return body(
        "String",
        """
        return Task.of(await(new P().m("k")));
        """,
        """
        interface I {
          default String d() {
            return "Id";
          }
        }

        static class S implements I {
          String s() {
            return "Ss";
          }
        }

        @Suspendable
        Task<String> m(String k) {
          class L extends S {
            String s() {
              return "Ls" + k;
            }

            public String d() {
              return "Ld";
            }
          }
          L l =
              new L() {
                String s() {
                  return "anon";
                }

                public String d() {
                  return "ad";
                }

                String both() {
                  return super.s() + super.d();
                }

                @Override
                public String toString() {
                  return both();
                }
              };
          S a =
              new L() {
                @Override
                public String toString() {
                  return super.s() + super.d();
                }
              };
          var v =
              new L() {
                String s() {
                  return "v";
                }

                @Suspendable
                Task<String> go() {
                  Supplier<String> q = super::d;
                  return Task.of(
                      super.s()
                          + await(super.d())
                          + q.get()
                          + s()
                          + new S() {
                            String s() {
                              return super.s() + super.d();
                            }
                          }.s());
                }
              };
          return Task.of("" + l + a + await(v.go()));
        }
        """);
  }

  MasterTest ofAnotherPackage() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;
            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import java.util.function.*;

            class P extends p.b.Pub {
              @Suspendable
              static Task<String> run() throws Exception {
                return Task.of(await(new P().m()));
              }

              public String pub(int i) {
                return "P" + i;
              }

              protected String prot() {
                return "Pprot";
              }

              public String def() {
                return "Pdef";
              }

              @Suspendable
              Task<String> m() throws Exception {
                Supplier<String> s = super::prot, t = super::def;
                IntFunction<String> u = super::pub;
                Supplier<String> w = P.super::prot;
                pause();
                class L {
                  @Suspendable
                  Task<String> l() {
                    P.super.f++;
                    P.super.f += await(1);
                    return Task.of(P.super.prot() + P.super.def() + await(P.super.pub(2)) + P.super.f);
                  }
                }
                Supplier<String> x = () -> super.prot() + super.f + f + prot();
                super.f = await(5);
                super.f++;
                super.f += 2;
                f--;
                sf++;
                return Task.of(
                    super.pub(await(1))
                        + super.prot()
                        + super.def()
                        + s.get()
                        + t.get()
                        + u.apply(3)
                        + w.get()
                        + x.get()
                        + await(new L().l())
                        + super.f
                        + f
                        + sf
                        + super.stat()
                        + stat()
                        + super.varargs(1, 2, await(3))
                        + this.<String>varargs("a")
                        + varargs());
              }
            }
            """)
        .with(
            """
            package p.b;

            public class Pub extends Hidden implements HiddenI {}
            """)
        .with(
            """
            package p.b;

            class Hidden {
              public String pub(int i) {
                return "H" + i;
              }

              protected String prot() {
                return "Hprot";
              }

              protected int f = 1;
              protected static int sf = 2;

              protected static String stat() {
                return "stat";
              }

              @SafeVarargs
              protected final <T> String varargs(T... t) {
                return "v" + t.length;
              }
            }
            """)
        .with(
            """
            package p.b;

            interface HiddenI {
              default String def() {
                return "Hdef";
              }
            }
            """);
  }

  MasterTest explicitTypeArguments() {
    return body(
            "String",
            """
            return Task.of(await(new D().m()) + await(new D().new In().m()));
            """,
            """
            interface I {
              default <Q> Q d(Q q) {
                return q;
              }
            }

            static class D extends p.b.Far implements I {
              @Override
              public <Q> Q iid(Q q) {
                return null;
              }

              @Suspendable
              Task<String> m() {
                pause();
                Function<String, String> f = super::<String>iid;
                return Task.of(
                    super.<String>iid("a")
                        + D.super.<String>iid(await("b"))
                        + I.super.<String>d("c")
                        + this.<String>pro(await("d"))
                        + super.<String>pro("e")
                        + p.b.Far.<String>sid(await("f"))
                        + p.b.Far
                            .<String>sid("g")
                        + D.<String>sid("h")
                        + f.apply("i"));
              }

              class In extends D {
                @Suspendable
                Task<String> m() {
                  pause();
                  return Task.of(
                      D.super.<String>iid(await("j"))
                          + D.this.<String>iid("k")
                          + In.super.<Integer>pro(1)
                          + D.<Integer>sid(2));
                }
              }
            }
            """)
        .with(
            """
            package p.b;

            public class Far {
              protected static <Q> Q sid(Q q) {
                return q;
              }

              protected <Q> Q pro(Q q) {
                return q;
              }

              public <Q> Q iid(Q q) {
                return q;
              }
            }
            """);
  }
}
