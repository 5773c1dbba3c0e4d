package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Local classes of all kinds, within each other. */
final class LocalKindsTest extends LanguageTest {
  MasterTest withinEachOther() {
    return body(
        "String",
        """
        return Task.of(await(new P().m("k", 2)));
        """,
        """
        static class L {
          public String toString() {
            return "memberL";
          }
        }

        interface Src {
          @Suspendable
          Task<String> go();
        }

        @Suspendable
        <Q extends Comparable<Q>> Task<String> m(Q q, int n) {
          String r = "" + new L() + await(new L());
          String cap = await("cap");
          class L {
            final int i;

            L(int i) {
              this.i = i;
            }

            @Suspendable
            Task<String> go() {
              return Task.of("L" + i + cap + q + await(n));
            }
          }
          class K extends L {
            final String own;

            K(String o) {
              super(await2(7));
              own = o;
            }

            @Suspendable
            Task<String> go() {
              return Task.of("K" + own + await(super.go()) + cap);
            }

            class In {
              @Suspendable
              Task<String> z() {
                return Task.of(own + cap + await(K.this.i) + await(K.super.go()));
              }

              class Deep {
                @Suspendable
                Task<String> y() {
                  return Task.of("deep" + own + await(cap) + n);
                }
              }
            }

            static class SN {
              int s = 8;

              @Suspendable
              Task<Integer> t() {
                return Task.of(await(s));
              }
            }
          }
          class M<A extends Comparable<A>> extends K {
            A a;

            M(A a) {
              super("m");
              this.a = a;
            }

            <B extends A> M(A a, B b) {
              this(b);
            }

            @Suspendable
            Task<String> go() {
              M<A> other = new M<>(a, await(a));
              return Task.of("M" + a.compareTo(other.a) + await(super.go()));
            }
          }
          {
            class Two {
              String s = "two1" + cap;
            }
            r += await(new Two()).s;
          }
          {
            int w = await(5);
            class Two {
              String s = "two2" + w;
            }
            r += await(new Two()).s;
            Supplier<Two> st = Two::new;
            r += st.get().s;
          }
          for (int i = 0; i < 2; i++) {
            int j = i;
            class Two {
              String s = "two3" + j;
            }
            r += await(new Two()).s;
            Supplier<Two> st = () -> new Two();
            pause();
            r += st.get().s;
          }
          record Rec(String a, int b) implements Src {
            Rec {
              if (b < 0) throw new IllegalArgumentException("b" + b);
              a = a + "!";
            }

            Rec(String a) {
              this(a, 1);
            }

            static int count = 0;

            static Rec of(String s) {
              count++;
              return new Rec(s);
            }

            @Suspendable
            public Task<String> go() {
              class InRec {
                int g = b;

                @Suspendable
                Task<Integer> h() {
                  return Task.of(await(g) + b);
                }
              }
              return Task.of(a + await(new InRec().h()) + new Nest<>(await(4)).v);
            }

            static class Nest<V> {
              V v;

              Nest(V v) {
                this.v = v;
              }
            }

            enum RE {
              X,
              Y {
                String q() {
                  return "y";
                }
              };

              String q() {
                return "x";
              }
            }
          }
          try {
            new Rec("neg", await(-1));
          } catch (IllegalArgumentException e) {
            r += e.getMessage();
          }
          Rec rec = Rec.of(await("rec"));
          r +=
              rec
                  + await(rec.go())
                  + Rec.count
                  + Rec.RE.Y.q()
                  + await(Rec.RE.X).q()
                  + new Rec.Nest<>("nv").v;
          enum En implements Src {
            ONE,
            TWO {
              @Suspendable
              public Task<String> go() {
                return Task.of("TWO" + await(ordinal()));
              }
            };

            @Suspendable
            public Task<String> go() {
              return Task.of(name() + await(1));
            }
          }
          r += await(En.ONE.go()) + await(En.TWO.go());
          switch (await(En.TWO)) {
            case ONE -> r += 1;
            case TWO -> r += await(2);
          }
          interface Itf extends Src {
            String nm();

            @Suspendable
            default Task<String> go() {
              return Task.of("itf" + await(nm()) + stat());
            }

            static String stat() {
              return "st";
            }

            class InItf {
              int e = 3;
            }
          }
          Itf it = () -> "lam";
          r += await(it.go()) + new Itf.InItf().e;
          Itf an =
              new Itf() {
                public String nm() {
                  return cap + n;
                }

                @Suspendable
                public Task<String> go() {
                  return Task.of("an" + await(Itf.super.go()) + q);
                }
              };
          r += await(an.go());
          K k = new K(await("k"));
          K.In in = k.new In();
          K.In.Deep dp = in.new Deep();
          K.In in2 = new K("z").new In();
          K.SN sn = new K.SN();
          Function<String, K> kf = K::new;
          r +=
              await(k.go())
                  + await(in.z())
                  + await(dp.y())
                  + await(in2.z())
                  + await(sn.t())
                  + await(kf.apply("kf").go())
                  + await(new M<>("ma").go())
                  + await(new M<Integer>(1, await(2)).go());
          Src nested =
              new Src() {
                int c = n;

                @Suspendable
                public Task<String> go() {
                  Src inner =
                      new Src() {
                        int d = c + 1;

                        @Suspendable
                        public Task<String> go() {
                          c++;
                          return Task.of(
                              "in"
                                  + d
                                  + c
                                  + await(cap)
                                  + new Object() {
                                    String t() {
                                      return "" + d + c + cap + q;
                                    }
                                  }.t());
                        }
                      };
                  return Task.of(await(inner.go()) + c);
                }
              };
          r += await(nested.go());
          Src lam =
              () -> {
                class InL {
                  InL() {}

                  @Suspendable
                  Task<String> go() {
                    return Task.of("InL" + await(cap) + n);
                  }
                }
                Supplier<InL> s = InL::new;
                return Task.of(await(s.get().go()) + await(new L(9).go()));
              };
          r += await(lam.go());
          L[] arr = {new L(1), await(k), new K("arr")};
          List<? extends L> ll = List.of(arr);
          for (L x : ll) {
            r += x.i + await("e");
            if (x instanceof K kk) r += kk.own + await(kk).own;
          }
          Map<String, List<M<Q>>> mm = new HashMap<>();
          mm.computeIfAbsent("a", x -> new ArrayList<>()).add(new M<>(q));
          pause();
          Q back = mm.get("a").get(0).a;
          r += back;
          return Task.of(r);
        }

        static int await2(int x) {
          return x;
        }
        """);
  }

  MasterTest recordsEnumsAndInterfaces() {
    return body(
        "String",
        """
        return Task.of(await(P.<Integer>m(1)));
        """,
        """
        @Suspendable
        static <T extends Number> Task<String> m(T t) throws Exception {
          record Pt<T>(T x, List<T> xs) {
            Pt {
              xs = List.copyOf(xs);
            }

            Pt(T x) {
              this(x, List.of(x));
            }

            <U> Pt<U> to(Function<? super T, ? extends U> f) {
              return new Pt<>(f.apply(x));
            }

            @Suspendable
            Task<T> aw() {
              T y = await(x);
              return Task.of(y);
            }

            static <T> Pt<T> of(T t) {
              return new Pt<>(t);
            }

            enum Kind {
              A,
              B
            }

            interface Vis<R> {
              R v(Kind k);
            }

            record In<T>(T t) {
              @Suspendable
              <T> Task<T> z(T q) {
                T y = await(q);
                return Task.of(y);
              }
            }
          }
          Pt<T> p = new Pt<>(await(t));
          Pt<String> q = p.to(z -> "s" + z);
          Pt<String> w = await(q);
          String a = await(w.aw());
          T b = await(p.aw());
          Pt.Kind k = await(Pt.Kind.B);
          Pt.Vis<String> v = kk -> kk.name();
          var in = new Pt.In<>(await(2));
          String zz = await(in.z("zz"));
          Object o = p;
          String r = "";
          if (o instanceof Pt<?> pp) {
            r += pp.x() + "" + await(pp.xs());
          }
          interface Shape {
            double area();

            @Suspendable
            default Task<Double> dbl() {
              return Task.of(await(area()) * 2);
            }
          }
          record Sq(double s) implements Shape {
            public double area() {
              return s * s;
            }
          }
          enum Unit implements Shape {
            ONE {
              public double area() {
                return 1;
              }
            },
            TWO {
              public double area() {
                return 2 + super.ordinal();
              }
            }
          }
          List<Shape> shapes = List.of(new Sq(await(2.0)), Unit.ONE, Unit.TWO, () -> 5);
          double sum = 0;
          for (Shape s : shapes) sum += await(s.dbl()) + s.area();
          return Task.of(r + a + b + k + v.v(k) + in.t() + zz + sum);
        }
        """);
  }

  MasterTest staticMembers() {
    return body(
        "String",
        """
        return Task.of(await(m("t")));
        """,
        """
        @Suspendable
        static <T> Task<String> m(T t) throws Exception {
          class L {
            T l;
            static int n = 3;

            static int inc() {
              return ++n;
            }

            static L make(L x) {
              return x;
            }

            static <Q> Q id(Q q) {
              return q;
            }

            L() {
              l = t;
            }

            @Suspendable
            Task<T> g() {
              T x = await(l);
              return Task.of(x);
            }
          }
          L a = new L();
          a = L.make(await(a));
          int k = L.inc() + await(L.n++);
          record R<T>(T x, int y) {
            R {
              if (y < 0) throw new IllegalArgumentException("neg");
            }

            static <T> R<T> of(T x) {
              return new R<>(x, 1);
            }

            @Suspendable
            Task<T> get() {
              T z = await(x);
              return Task.of(z);
            }

            static class Nested<T> {
              T n;

              @Suspendable
              <U> Task<U> two(U u) {
                U v = await(u);
                return Task.of(v);
              }
            }
          }
          R<Integer> r = R.of(4);
          R.Nested<Long> nn = new R.Nested<>();
          nn.n = 3L;
          T back = await(a.g());
          interface I<T> {
            T one(T t);

            @Suspendable
            default Task<T> dd(T t) {
              T a2 = await(one(t));
              return Task.of(a2);
            }
          }
          I<String> i = s -> s + s;
          enum E {
            A {
              @Suspendable
              Task<Integer> v() {
                return Task.of(await(1));
              }
            },
            B;

            @Suspendable
            Task<Integer> v() {
              return Task.of(await(2));
            }
          }
          String z =
              ""
                  + back
                  + k
                  + r
                  + await(r.get())
                  + nn.n
                  + await(nn.two("u"))
                  + await(i.dd("i"))
                  + await(E.A.v())
                  + await(E.B.v())
                  + E.valueOf("A");
          Object ro = r;
          if (ro instanceof R<?> q && await(q.x()) == (Object) 4) z += q.y();
          return Task.of(z);
        }
        """);
  }

  MasterTest inLambdas() {
    return body(
        "String",
        """
        List<Supplier<String>> l = new ArrayList<>();
        int base = await(1);
        for (int i = 0; i < 2; i++) {
          int j = i;
          l.add(
              () -> {
                class L {
                  String s = "a" + j + base;
                }
                return new L().s;
              });
          l.add(
              () -> {
                class L {
                  String s = "b" + j;
                }
                L x = new L();
                Supplier<String> in =
                    () -> {
                      class L2 {
                        String q = x.s + j;
                      }
                      return new L2().q;
                    };
                return in.get();
              });
          pause();
        }
        class L {
          String s = "c" + base;
        }
        Src src =
            () -> {
              record R(int a) {}
              class M {
                int b = base;

                @Suspendable
                Task<Integer> go() {
                  return Task.of(await(b) + new R(3).a());
                }
              }
              Src deeper =
                  () -> {
                    class M2 extends M {
                      int c = b;
                    }
                    return Task.of(await(new M2().c));
                  };
              return Task.of(await(new M().go()) + await(deeper.go()));
            };
        StringBuilder sb = new StringBuilder();
        for (Supplier<String> s : l) sb.append(s.get()).append(await(1));
        return Task.of(sb + new L().s + await(src.go()) + await(STAT.go()));
        """,
        """
        interface Src {
          @Suspendable
          Task<Integer> go();
        }

        static final Src STAT =
            new Src() {
              Src inner =
                  () -> {
                    class Q {
                      int z = 4;

                      @Suspendable
                      Task<Integer> y() {
                        return Task.of(await(z));
                      }
                    }
                    return new Q().y();
                  };

              @Suspendable
              public Task<Integer> go() {
                return Task.of(await(inner.go()) + 1);
              }
            };
        """);
  }

  MasterTest namedAsOtherClasses() {
    return body(
        "String",
        """
        class String2 {}
        class P2 {}
        class List {
          java.lang.String s = "localList";
        }
        class Task {
          java.lang.String t = "localTask";
        }
        List l = new List();
        Task t = new Task();
        List m = await(l);
        Task u = await(t);
        class Object {
          java.lang.String o = "obj";

          @Suspendable
          dev.suspendable.Task<java.lang.String> go() {
            Object q = new Object();
            return dev.suspendable.Task.of(q.o + await("go"));
          }
        }
        Object o = await(new Object());
        record Integer(int v) {}
        Integer i = await(new Integer(await(4)));
        class Q {
          java.lang.String p = "localP";

          class P3 {}
        }
        Q p = new Q();
        Q p2 = await(p);
        return dev.suspendable.Task.of(m.s + u.t + o.o + await(o.go()) + i.v() + p2.p + i);
        """);
  }

  MasterTest capturedIntersectionTypes() {
    return body(
        "String",
        """
        return Task.of(await(P.<Integer>m(3)));
        """,
        """
        @Suspendable
        static <N extends Number & Comparable<N>> Task<String> m(N n) {
          var x = n.intValue() > 2 ? 1 : "s";
          var list = List.of(1, "b");
          class C {
            String s() {
              return "" + x + list.get(0) + n;
            }

            <Z extends Number & Comparable<Z>> Z id(Z z) {
              return z;
            }
          }
          C c = new C();
          var y = c.id(n);
          N z = c.id(await(n));
          pause();
          var anon =
              new Object() {
                int a = n.intValue();

                @Suspendable
                Task<String> q() {
                  return Task.of("" + x + await(a));
                }
              };
          Supplier<String> s = () -> c.s() + y + anon.a;
          return Task.of(s.get() + y.compareTo(z) + await(anon.q()) + x + list.get(await(1)));
        }
        """);
  }

  MasterTest anonymousHeirsOfInnerClasses() {
    return body(
        "String",
        """
        return Task.of(await(new P().m(new P(), 3)));
        """,
        """
        String n = "n";
        int cnt;

        class Inner {
          String i;

          Inner(String i, Object... more) {
            this.i = i + n + more.length;
          }

          <X> Inner(List<X> l) {
            this("list" + l);
          }

          String g() {
            return i;
          }

          class Deep {
            int d;

            Deep(int d) {
              this.d = d;
            }
          }
        }

        class Gen<T> {
          T t;

          Gen(T t) {
            this.t = t;
          }

          T get() {
            return t;
          }
        }

        static P side(P p) {
          log("side");
          return p;
        }

        static <T> T arg(T t) {
          log("arg" + t);
          return t;
        }

        P self() {
          return this;
        }

        @Suspendable
        Task<String> m(P o, int k) {
          String cap = await("cap");
          Inner a =
              o.new Inner("a") {
                String g() {
                  return super.g() + cap + n;
                }
              };
          Inner b =
              side(o).new Inner(arg("b"), 1, arg(2)) {
                int x = k;

                String g() {
                  return super.g() + x;
                }
              };
          Inner c =
              await(o).new Inner(await("c")) {
                @Override
                public String toString() {
                  return g() + cap;
                }
              };
          Inner d =
              this.new Inner(List.of(await(1))) {
                String g() {
                  return i;
                }
              };
          Inner.Deep e =
              o.new Inner("e").new Deep(await(5)) {
                {
                  d++;
                }
              };
          Gen<String> f =
              o.new Gen<String>(await("f")) {
                String get() {
                  return t + cap;
                }
              };
          Gen<Integer> g =
              side(await(o)).self().new Gen<>(await(7)) {
                Integer get() {
                  return t + k;
                }
              };
          Supplier<Inner> s =
              () ->
                  o.new Inner("s") {
                    String g() {
                      return i + cap;
                    }
                  };
          class L {
            class LI {
              int z;

              LI(int z) {
                this.z = z;
              }

              int q() {
                return z + k;
              }
            }

            @Suspendable
            Task<String> w(L l) {
              return Task.of(
                  ""
                      + l.new LI(await(3)) {
                        int q() {
                          return super.q() + 100;
                        }
                      }.q()
                      + this.new LI(2).q());
            }
          }
          L l = new L();
          L.LI li =
              await(l).new LI(await(1)) {
                int q() {
                  return super.q() * 2 + cap.length();
                }
              };
          String r;
          P nul = null;
          try {
            r = nul.new Inner(arg("never")) {}.g();
          } catch (NullPointerException x) {
            r = "npe";
          }
          try {
            P nn = await(nul);
            r += nn.new Inner(await("n2")) {}.g();
          } catch (NullPointerException x) {
            r += "npe2";
          }
          return Task.of(
              r
                  + a.g()
                  + b.g()
                  + c
                  + d.g()
                  + e.d
                  + f.get()
                  + g.get()
                  + s.get().g()
                  + li.q()
                  + await(l.w(new L())));
        }
        """);
  }
}
