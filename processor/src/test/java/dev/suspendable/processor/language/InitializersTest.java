package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Local classes and lambdas in initialisers, and coroutines in these. */
final class InitializersTest extends LanguageTest {
  MasterTest ofAllKinds() {
    return body(
        "String",
        """
        return Task.of(
            await(new P("x").m(1))
                + C.compare("a", "b")
                + D.compare("b", "a")
                + await(E.A.go())
                + await(LAM.go())
                + await(new Sub().go())
                + INS.v());
        """,
        """
        static final Comparator<String> C;

        static {
          C =
              new Comparator<>() {
                @Override
                public int compare(String a, String b) {
                  return a.compareTo(b);
                }
              };
          class SL {
            int v() {
              return 3;
            }
          }
          record SR(int x) {}
          enum SE {
            Q
          }
          interface SI {}
          INS = new SL()::v;
          log("static" + new SR(new SL().v()));
        }

        interface Int {
          int v();
        }

        static final Int INS;
        static final Comparator<String> D =
            new Comparator<>() {
              @Override
              public int compare(String a, String b) {
                return b.compareTo(a)
                    + new Object() {
                      int z() {
                        return 1;
                      }
                    }.z();
              }
            };

        interface Src {
          @Suspendable
          Task<String> go();
        }

        static final Src LAM =
            () -> {
              class InLam {
                @Suspendable
                Task<String> g() {
                  return Task.of("inlam" + await(1));
                }
              }
              return Task.of(
                  await(new InLam().g())
                      + new Object() {
                        String q() {
                          return "q";
                        }
                      }.q());
            };
        final Src inst;
        final Src inst2 =
            new Src() {
              @Suspendable
              public Task<String> go() {
                return Task.of(
                    "i2"
                        + await(f)
                        + new Object() {
                          String q() {
                            return "q" + f;
                          }
                        }.q());
              }
            };
        String f = "f";
        final Src inst3 =
            () ->
                Task.of(
                    "i3"
                        + await(f)
                        + new Object() {
                          String q() {
                            return "q" + f;
                          }
                        }.q());
        final Function<String, Src> inst4 =
            s ->
                new Src() {
                  @Suspendable
                  public Task<String> go() {
                    return Task.of(s + await(f));
                  }
                };
        final Function<String, Src> inst5 =
            s ->
                () -> {
                  record Loc(String a) {}
                  return Task.of(new Loc(s + await(f)).a());
                };

        {
          int k = 4;
          class IL implements Src {
            @Suspendable
            public Task<String> go() {
              return Task.of("il" + k + await(f));
            }
          }
          inst = new IL();
          Src anon = () -> Task.of(await("a"));
          log(anon == null);
        }

        P(String f) {
          this.f = f;
          class CL {
            int z = 1;
          }
          log(new CL().z);
          new Object() {
            @Suspendable
            Task<String> q() {
              return Task.of(await(f));
            }
          };
        }

        P() {
          this(
              new Object() {
                String s() {
                  return "ctor";
                }

                @Suspendable
                Task<String> t() {
                  return Task.of(await("z"));
                }
              }.s());
        }

        @Suspendable
        Task<String> m(int n) {
          return Task.of(
              await(inst.go())
                  + await(inst2.go())
                  + await(inst3.go())
                  + await(inst4.apply("s").go())
                  + await(inst5.apply("t").go())
                  + n
                  + new P().f);
        }

        enum E {
          A(
              new Object() {
                int e() {
                  return 5;
                }
              }.e()) {
            {
              log(
                  "ea"
                      + new Object() {
                        int e() {
                          return 6;
                        }
                      }.e());
            }

            @Suspendable
            Task<String> go() {
              class EL {
                @Suspendable
                Task<Integer> x() {
                  return Task.of(await(v));
                }
              }
              return Task.of("E" + await(new EL().x()));
            }
          };
          final int v;

          E(int v) {
            this.v = v;
          }

          @Suspendable
          abstract Task<String> go();
        }

        static class Base implements Src {
          final Src s;

          Base(Src s) {
            this.s = s;
          }

          @Suspendable
          public Task<String> go() {
            return Task.of("base" + await(s.go()));
          }
        }

        static class Sub extends Base {
          Sub() {
            super(
                new Src() {
                  @Suspendable
                  public Task<String> go() {
                    return Task.of("arg" + await("sub"));
                  }
                });
          }

          Sub(int k) {
            super(() -> Task.of("l" + await(k)));
          }
        }
        """);
  }

  MasterTest ofGenericClasses() {
    return body(
        "String",
        """
        return Task.of(await(new G<>("g").m()) + await(new G<>(1).n("x")) + await(G.H.s.go("h")));
        """,
        """
        interface Src<A> {
          @Suspendable
          Task<String> go(A a);
        }

        static class G<T> {
          T t;
          final Src<T> a;
          final Src<T> b =
              x -> {
                T y = await(x);
                List<T> l = List.of(y, t());
                return Task.of("b" + l);
              };
          final Src<T> c =
              new Src<>() {
                @Suspendable
                public Task<String> go(T x) {
                  T y = await(x);
                  class W<T> {
                    T w;
                    T t2;

                    @Suspendable
                    Task<String> q(T z) {
                      T p = await(z);
                      var o = y;
                      return Task.of("" + p + o + t);
                    }
                  }
                  return Task.of("c" + y + await(new W<Integer>().q(3)));
                }
              };

          {
            class L<U extends T> implements Src<U> {
              U u;

              @Suspendable
              public Task<String> go(U x) {
                U y = await(x);
                T z = t;
                return Task.of("L" + y + z);
              }
            }
            a = new L<T>();
            Src<T> lam =
                x -> {
                  T y = await(x);
                  return Task.of("" + y);
                };
            log(lam != null);
          }

          <X> G(X t, T u) {
            this.t = u;
          }

          G(T t) {
            this.t = t;
          }

          T t() {
            return t;
          }

          @Suspendable
          Task<String> m() {
            return Task.of(await(a.go(t)) + await(b.go(t)) + await(c.go(t)));
          }

          @Suspendable
          <T> Task<String> n(T q) {
            T z = await(q);
            Src<T> s = x -> Task.of("n" + await(x) + t);
            var r = await(b.go(t));
            return Task.of(z + await(s.go(z)) + r);
          }

          static class H {
            static final Src<String> s;

            static {
              Src<String> k =
                  new Src<>() {
                    @Suspendable
                    public Task<String> go(String x) {
                      return Task.of("H" + await(x));
                    }
                  };
              s = x -> Task.of(await(k.go(await(x))));
            }
          }
        }
        """);
  }
}
