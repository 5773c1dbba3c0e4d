package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Local classes in generic code. */
final class LocalGenericsTest extends LanguageTest {
  MasterTest genericClassesMakeThemselves() {
    return body(
        "String",
        """
        return Task.of(await(a("z")));
        """,
        """
        @Suspendable
        static <Z> Task<String> a(Z z) {
          class L<T extends Z> {
            T t;

            L(T t) {
              this.t = t;
            }

            <U> L(U u, T t) {
              this.t = t;
            }

            @Suspendable
            Task<String> l() {
              L<T> o = new L<>(t);
              L<T> p = new L<T>("u", t);
              Function<T, L<T>> f = L::new;
              return Task.of("L" + o.t + p.t + f.apply(t).t + z + await(1));
            }
          }
          L<Z> x = new <Integer>L<Z>(1, z);
          Function<Z, L<Z>> f = L::new;
          pause();
          return Task.of(await(new L<>(z).l()) + x.t + f.apply(z).t);
        }
        """);
  }

  MasterTest innerClassesArraysAndPatterns() {
    return body(
        "String",
        """
        return Task.of(await(P.<String>m("t", List.of("a"))));
        """,
        """
        @Suspendable
        static <T> Task<String> m(T t, List<T> ts) {
          class Node {
            T v;
            Node next;

            class Sub {
              T w = v;
              List<T> ws = new ArrayList<>();

              Node up() {
                return Node.this;
              }
            }

            Sub sub() {
              return new Sub();
            }

            List<Sub> subs() {
              return List.of(sub());
            }

            static int c;

            static <Q> Q id(Q q) {
              c++;
              return q;
            }

            Node(T v) {
              this.v = v;
            }

            Node with(Node n) {
              next = n;
              return this;
            }

            Node[] arr() {
              return new Node[] {this};
            }

            Map<T, List<Node>> map() {
              return Map.of(v, List.of(this));
            }
          }
          class Tree<U extends Collection<? super T>> extends Node {
            U u;

            Tree(U u) {
              super(t);
              this.u = u;
            }

            Tree<U> self() {
              return this;
            }

            <W extends T> W add(W w) {
              u.add(w);
              return w;
            }

            @Suspendable
            Task<U> get() {
              U x = await(u);
              x.add(await(t));
              return Task.of(x);
            }
          }
          Node n = new Node(await(t));
          n = n.with(new Node(ts.get(0)));
          Node.Sub s = n.sub();
          T w = s.w;
          s.ws.add(w);
          T w2 = s.ws.get(0);
          Node up = await(s).up();
          T w3 = await(n.subs()).get(0).w;
          T w4 = n.subs().get(0).up().v;
          T fromArr = n.arr()[await(0)].v;
          T fromMap = n.map().get(t).get(0).v;
          Node[] na = {n, n.next};
          Node[][] nn = {{n}, na};
          Node[] made = new Node[await(2)];
          made[0] = n;
          T fromMade = made[0].v;
          T q2 = nn[1][0].v;
          Tree<List<? super T>> tr = new Tree<>(new ArrayList<>(ts));
          List<? super T> got = await(tr.get());
          T ad = tr.self().add(t);
          T tv = tr.self().v;
          Object o = await(tr);
          String r = "";
          if (o instanceof Node x) {
            r += x.v;
          }
          Node nt = tr;
          if (nt instanceof Tree<?> y0 && y0.v != null) {
            T z = y0.v;
            r += z;
          }
          Object on = n;
          if (on instanceof Node y && y.next != null) {
            T z = y.next.v;
            r += z + "" + await(z);
          }
          if (!(o instanceof Node k)) {
            return Task.of("no");
          }
          pause();
          r += k.v;
          Node cast = (Node) o;
          T cv = cast.v;
          Supplier<Node> sn = () -> new Node(t);
          T lam = sn.get().v;
          Function<T, Node> fn = Node::new;
          T ref = fn.apply(t).v;
          int ids = Node.id(5) + Node.c;
          for (Node e : na) {
            T ev = e.v;
            r += ev + "" + await(ev);
          }
          for (var e : List.of(n)) {
            T ev = e.v;
            r += ev;
            pause();
          }
          Node tern = await(true) ? n : tr;
          T tvv = tern.v;
          var sw =
              switch (await(1)) {
                case 1 -> new Node(t);
                default -> tr;
              };
          T swv = sw.v;
          UnaryOperator<Node> uo =
              z -> {
                T zz = z.v;
                return z;
              };
          Comparator<Node> cmp = (a, b) -> a.v == b.v ? 0 : 1;
          return Task.of(
              r
                  + w
                  + w2
                  + up.v
                  + w3
                  + w4
                  + fromArr
                  + fromMap
                  + fromMade
                  + q2
                  + got.size()
                  + ad
                  + tv
                  + cv
                  + lam
                  + ref
                  + ids
                  + tvv
                  + swv
                  + uo.apply(n).v
                  + cmp.compare(n, tr));
        }
        """);
  }

  MasterTest exceptions() {
    return body(
        "String",
        """
        return Task.of(await(P.<String>m("t")));
        """,
        """
        @Suspendable
        static <T> Task<String> m(T t) {
          class Ex extends Exception {
            final T v = t;
            final List<T> l = List.of(t);

            Ex(String s) {
              super(s);
            }

            T get() {
              return v;
            }

            @Suspendable
            Task<T> aw() {
              T w = await(v);
              return Task.of(w);
            }
          }
          class Ex2 extends Ex {
            Ex2() {
              super("two");
            }
          }
          String r = "";
          try {
            if (await(true)) throw new Ex(await("one"));
          } catch (Ex e) {
            T a = e.get();
            T b = e.v;
            T c = await(e.aw());
            T d = e.l.get(0);
            r += e.getMessage() + a + b + c + d;
          }
          try {
            if (await(true)) throw new Ex2();
          } catch (Ex | RuntimeException e) {
            r += e.getMessage();
          }
          Ex held = new Ex2();
          Ex h2 = await(held);
          T z = h2.v;
          Supplier<Ex> s = Ex2::new;
          T y = s.get().get();
          if (held instanceof Ex2 q) {
            T x = await(q).v;
            r += x;
          }
          return Task.of(r + z + y);
        }
        """);
  }

  /** An anonymous class inherits what makes its superclass, and javac makes the array. */
  MasterTest genericConstructors() {
    return body(
        "String",
        """
        return Task.of(await(new G<Long>().go("m")));
        """,
        """
        interface Made<A, B, R> {
          R make(A a, B b);
        }

        static class G<Q> {
          Q q;

          @Suspendable
          <M extends Comparable<M>> Task<String> go(M m) {
            int one = await(1);
            String all = "";
            class L<E> {
              final Object v;

              <T extends Number> L(T t) {
                v = "N" + t;
              }

              <T> L(Object o, T... t) {
                v = "X" + t.getClass();
              }

              <T> L(Function<T, String> f, T t) {
                v = f.apply(t);
              }

              <T extends Comparable<T>> L(E e, T t, int x) {
                v = "E" + t + m;
              }
            }
            all += new <Integer>L<String>(one).v;
            all += new L<>("", "a") {}.v;
            all += new <CharSequence>L<Q>("", "a").v;
            all += new <CharSequence>L<Q>("", "a") {}.v;
            all += new <Object>L<Q>(x -> x instanceof Integer ? "i" : "o", 1).v;
            all += new <Number>L<Q>(x -> x.intValue() + "n", await(4)).v;
            all += new <M>L<Q>(q, m, 2) {
              Object z = q;
            }.v;
            Made<Object, String, L<String>> reference = L<String>::<CharSequence>new;
            all += reference.make("", "s").v;
            class K extends L<M> {
              int n;

              K(int n) {
                super("", n);
                this.n = n;
              }

              K(Integer a, int n) {
                super(n);
                this.n = n;
              }
            }
            all += new K(3).v + " " + new K(4, 5).v;
            all += new K(5, 6) {
              int own = one;
            }.v;
            all += new K(one) {
              int own = one;
            }.v;
            return Task.of(all + await(2));
          }
        }
        """);
  }

  MasterTest inDeadCodeAndEnumConstants() {
    return body(
        "String",
        """
        return Task.of(await(m("t")) + await(E.B.go("e")));
        """,
        """
        static final boolean DEBUG = false;

        @Suspendable
        static <T> Task<String> m(T t) {
          if (DEBUG) {
            class Dead<T> {
              T d;

              Dead(T d) {
                this.d = d;
              }

              class Ind {
                T e = d;
              }

              Ind in() {
                return new Ind();
              }

              @Suspendable
              <T> Task<T> q(T x) {
                T y = await(x);
                return Task.of(y);
              }
            }
            Dead<Integer> d = new Dead<>(await(1));
            log(d.in().e + await(d.q("s")));
            record DR<T>(T a) {}
            log(new DR<>(t).a());
          }
          return Task.of("" + await(t));
        }

        enum E {
          A {
            @Suspendable
            <T> Task<String> go(T t) {
              return super.go(t);
            }
          },
          B {
            String q = "q";

            @Suspendable
            <T> Task<String> go(T t) {
              T u = await(t);
              class L {
                T l = u;
              }
              return Task.of(await(super.go(u)) + new L().l + q + super.name());
            }
          };

          @Suspendable
          <T> Task<String> go(T t) {
            T u = await(t);
            return Task.of("E" + u + super.ordinal());
          }
        }
        """);
  }
}
