package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Members and nested types that only heirs may name, of other packages. */
final class InheritedMembersTest extends LanguageTest {
  MasterTest protectedMembers() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;
            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import java.util.function.*;
            import java.util.*;
            import p.b.*;

            class P extends PD {
              @Suspendable
              static Task<String> run() throws Exception {
                return Task.of(
                    await(new P().m())
                        + await(new P().o(new P(), new Sub(), new Far()))
                        + await(new P().new In().i())
                        + await(P.g(new P())));
              }

              @Suspendable
              Task<String> m() throws Exception {
                String r = "";
                int k = await(1);
                Function<String, String> f = PD::sm, g = P::sm, h = this::im, i = super::im, j = super::im;
                BiFunction<P, String, String> u = P::im;
                Supplier<Inn> mk = Inn::new;
                Supplier<Nest> mk2 = Nest::new;
                Supplier<Nest> mk3 = PD.Nest::new;
                IntFunction<int[]> mk4 = int[]::new;
                pause();
                r +=
                    f.apply("a")
                        + g.apply("b")
                        + h.apply("c")
                        + i.apply("d")
                        + j.apply("e")
                        + u.apply(this, "f");
                Inn inn = new Inn();
                Inn inn2 = this.new Inn();
                Inn inn3 = mk.get();
                PD.Inn inn4 = await(new PD.Inn());
                Nest n = new Nest();
                PD.Nest n2 = mk2.get();
                Nest[] ns = {n, n2, await(mk3.get())};
                Fn fn = x -> x + "fn";
                Fn fn2 = await(fn);
                r += n.ni() + Nest.ns("s") + ns.length + fn2.ap("q") + inn.q() + inn2.q() + inn3.q() + inn4.q();
                arr[0]++;
                arr[await(0)] += await(3);
                this.arr[0] += arr[0];
                cnt++;
                cnt += await(2);
                PD.cnt *= 2;
                P.cnt--;
                --this.cnt;
                En e = await(En.A);
                switch (e) {
                  case A:
                    r += "A" + await(e.z());
                    break;
                  case B:
                    r += "B";
                }
                r +=
                    switch (En.valueOf("B")) {
                      case A -> "x";
                      case B -> await("y");
                    };
                EnumMap<En, String> em = new EnumMap<>(En.class);
                em.put(En.B, "b");
                r += em;
                r +=
                    gen(1, 2)
                        + this.<String>gen("a")
                        + gen(await("z"), "y")
                        + super.gen('c')
                        + Arrays.toString(arr)
                        + cnt;
                Object o = await(n);
                if (o instanceof Nest q && await(q) == n) r += "inst";
                Nest cast = (Nest) o;
                List<Nest> ln = new ArrayList<>();
                ln.add(cast);
                for (Nest z : ln) r += z.ni() + await(1);
                try {
                  throw new Ex("ex" + await(1));
                } catch (Ex ex) {
                  r += ex.getMessage();
                }
                Class<?> kk = Nest.class;
                r += kk.getSimpleName() + PD.Nest.class.getSimpleName();
                long lg = wide++ + (wide += await(4L)) + ++wide;
                r += lg + "" + wide;
                str += "x";
                str += await("y");
                this.str = str + str;
                r += str;
                gfield = List.of(await("gf"));
                r += gfield.get(0).length();
                return Task.of(r + k);
              }

              @Suspendable
              Task<String> o(P other, Sub sub, Far far) throws Exception {
                other.wide += await(3);
                sub.wide++;
                far.wide = await(6);
                other.arr = new int[] {7};
                String r =
                    other.im("o")
                        + sub.im(await("s"))
                        + far.im("f")
                        + other.wide
                        + sub.wide
                        + far.wide
                        + other.arr[0]
                        + get(other).im("g")
                        + get(far).im("gf")
                        + sideEffect(other).cnt
                        + await(get(sub)).im("gs");
                sideEffect(far).cnt++;
                Function<String, String> a = other::im, b = far::im;
                BiFunction<Far, String, String> c = Far::im;
                BiFunction<Sub, String, String> d = Sub::im;
                Supplier<String> l = () -> other.im("l") + far.im("l2") + far.wide;
                Inn in = other.new Inn();
                Inn in2 = await(far).new Inn();
                pause();
                return Task.of(
                    r
                        + a.apply("1")
                        + b.apply("2")
                        + c.apply(far, "3")
                        + d.apply(sub, "4")
                        + l.get()
                        + in.q()
                        + in2.q()
                        + far.gen("q").length()
                        + far.gfield);
              }

              static <T> T get(T t) {
                return t;
              }

              static <T> T sideEffect(T t) {
                log("side");
                return t;
              }

              @Suspendable
              static <T extends P> Task<String> g(T t) throws Exception {
                t.wide = await(4);
                return Task.of(t.im("tv") + await(t).wide + t.arr[0]);
              }

              class In {
                @Suspendable
                Task<String> i() throws Exception {
                  Function<String, String> q = PD::sm, w = P.this::im;
                  str = await("i");
                  arr[0]++;
                  cnt = await(5);
                  P.this.wide++;
                  Inn inn = new Inn();
                  class L {
                    @Suspendable
                    Task<String> l() {
                      str += await("l");
                      return Task.of(im("l") + P.this.im("m") + cnt++ + sm("x") + gen("g") + new Inn().q());
                    }
                  }
                  Src s = () -> Task.of(im(await("s")) + sm("t") + str + wide);
                  return Task.of(
                      q.apply("1")
                          + w.apply("2")
                          + arr[0]
                          + cnt
                          + wide
                          + inn.q()
                          + await(new L().l())
                          + await(s.go())
                          + str);
                }
              }

              interface Src {
                @Suspendable
                Task<String> go();
              }
            }

            class Sub extends P {}
            """)
        .with(
            """
            package p;

            class Far extends P {}
            """)
        .with(
            """
            package p.b;

            import java.util.*;

            public class PD {
              protected static String sm(String x) {
                return "sm" + x;
              }

              protected String im(String x) {
                return "im" + x;
              }

              protected static class Nest {
                public Nest() {}

                protected int v = 4;

                public static String ns(String s) {
                  return "ns" + s;
                }

                public String ni() {
                  return "ni";
                }
              }

              protected class Inn {
                public Inn() {}

                public String q() {
                  return "q";
                }
              }

              protected PD() {}

              protected interface Fn {
                String ap(String s);
              }

              protected int[] arr = {1};
              protected static int cnt = 1;

              protected enum En {
                A,
                B;

                public String z() {
                  return name();
                }
              }

              protected <T> T gen(T... ts) {
                return ts[0];
              }

              protected static class Ex extends Exception {
                public Ex(String m) {
                  super(m);
                }
              }

              protected long wide = 5;
              protected String str = "s";
              protected List<String> gfield;

              protected @interface An {
                int value();
              }
            }
            """);
  }

  /** The bounds of an inherited method's type variables name those of its class. */
  MasterTest boundsOfInheritedMethods() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;
            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import java.util.*;
            import p.b.*;

            class P extends PA<String> {
              static class Mid<Z extends Comparable<Z>> extends PA<Z> {
                @Suspendable
                Task<String> mid(Z z) {
                  field = id(await(z));
                  Inn in = new Inn();
                  in.x = z;
                  return Task.of("" + field + below(z, List.of(await(z))) + in.x);
                }

                class Inner extends Mid<String> {
                  @Suspendable
                  Task<String> inner(Z z) {
                    field = "w";
                    return Task.of(id(await("i")) + field + Mid.this.id(z) + Mid.this.field);
                  }
                }
              }

              @Suspendable
              Task<String> go() {
                field = id(await("a"));
                field += await("b");
                return Task.of(field + below("q", List.of(await("l"))) + super.id(await("s")));
              }

              @Suspendable
              static Task<String> run() {
                Mid<Integer> mid = new Mid<>();
                return Task.of(
                    await(new P().go()) + await(mid.mid(4)) + await(mid.new Inner().inner(7)));
              }
            }
            """)
        .with(
            """
            package p.b;

            import java.util.*;

            public class PA<P extends Comparable<P>> {
              protected P field;

              protected P id(P p) {
                return p;
              }

              protected <Q extends P> List<? super P> below(Q q, List<? extends P> list) {
                return new ArrayList<P>(list);
              }

              protected class Inn {
                public P x;

                public Inn() {}
              }
            }
            """);
  }

  /**
   * A reference to what is inherited from a class that is not public, and protected, is a lambda.
   */
  MasterTest referencesToProtectedMethodsOfHiddenClasses() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;
            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import java.util.function.*;
            import p.b.*;

            class P extends Pub {
              static class Heir extends P {}

              class Inner {
                @Suspendable
                Task<String> go() {
                  P outer = P.this;
                  IntUnaryOperator one = Pub::stat;
                  IntFunction<String> two = outer::inst;
                  return Task.of(one.applyAsInt(await(1)) + two.apply(await(2)));
                }
              }

              @Suspendable
              Task<String> go() {
                IntUnaryOperator one = Pub::stat;
                IntUnaryOperator two = P::stat;
                IntUnaryOperator three = Heir::stat;
                IntFunction<String> four = this::inst;
                BiFunction<P, Integer, String> five = P::inst;
                BiFunction<Heir, Integer, String> six = P::inst;
                Heir heir = new Heir();
                IntFunction<String> seven = heir::inst;
                Function<String, String> eight = this::<String>gen;
                return Task.of(
                    one.applyAsInt(await(1))
                        + two.applyAsInt(2)
                        + three.applyAsInt(3)
                        + four.apply(await(4))
                        + five.apply(this, 5)
                        + six.apply(heir, await(6))
                        + seven.apply(7)
                        + eight.apply("8"));
              }

              @Suspendable
              static Task<String> run() {
                return Task.of(await(new P().go()) + await(new P().new Inner().go()));
              }
            }
            """)
        .with(
            """
            package p.b;

            public class Pub extends Hidden {}
            """)
        .with(
            """
            package p.b;

            class Hidden {
              protected static int stat(int by) {
                return by + 1;
              }

              protected String inst(int by) {
                return getClass().getSimpleName() + by;
              }

              protected <T> T gen(T of) {
                return of;
              }
            }
            """);
  }

  MasterTest protectedMembersOfGenericClasses() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;
            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import java.util.function.*;
            import java.util.*;
            import p.b.*;

            class P {
              @Suspendable
              static Task<String> run() throws Exception {
                return Task.of(
                    await(new S<>("s").m("x", List.of("w")))
                        + await(new Out().go())
                        + await(Out.Nested.n(new Out()))
                        + await(anon("c"))
                        + await(new Hide().m())
                        + await(wild(List.of(new Out()))));
              }

              static class S<T extends CharSequence> extends GB<T> {
                S(T t) {
                  super(t);
                }

                @Suspendable
                <T> Task<String> m(T t, List<T> l) throws Exception {
                  var a = f;
                  f = await(a);
                  var b = super.f;
                  var c = g("u", List.of(f));
                  var d = this.<Integer>g(1, List.of(super.f));
                  super.f = await(super.f);
                  T u = await(t);
                  var in = new In<>(await(u));
                  T back = in.x;
                  var in2 = in.pair(f);
                  BiFunction<String, List<String>, ?> fn = null;
                  Supplier<Object> s = () -> f + "" + g(u, List.of()) + super.f;
                  arr = null;
                  var arr2 = mk(f, f);
                  Function<Object, String> tos = this::str;
                  class L<T> extends GB<T> {
                    L(T t) {
                      super(t);
                    }

                    @Suspendable
                    <T> Task<String> z(T q) throws Exception {
                      var k = f;
                      f = await(k);
                      T w = await(q);
                      var o = S.this.f;
                      var mm = g(w, List.of(f));
                      super.f = f;
                      S.this.str("q");
                      Function<Object, String> g = super::str;
                      return Task.of("" + k + w + o + mm + g.apply(1) + stat(f) + new In<>(w).x);
                    }
                  }
                  return Task.of(
                      ""
                          + a
                          + b.length()
                          + c
                          + d
                          + u
                          + back
                          + in2
                          + s.get()
                          + arr2.length
                          + tos.apply(2)
                          + await(new L<>(5).z('z'))
                          + stat(u)
                          + GB.stat(b));
                }
              }

              static class Out extends GB<Integer> {
                Out() {
                  super(4);
                }

                int own = 1;

                @Suspendable
                Task<String> go() throws Exception {
                  super.f += await(1);
                  f += await(super.f);
                  this.f++;
                  super.arr = new int[] {1, 2};
                  super.arr[await(0)] += await(5);
                  arr[1]++;
                  int k = super.arr[0]--;
                  String r = "" + f + k;
                  class In3 {
                    @Suspendable
                    Task<String> q() throws Exception {
                      Out.super.f += await(7);
                      Out.this.f--;
                      Out.super.arr[1] *= await(3);
                      return Task.of("" + Out.super.f + Out.super.str("i") + arr[1]);
                    }
                  }
                  return Task.of(
                      r
                          + await(new In3().q())
                          + super.vs(await("a"), "b")
                          + vs()
                          + super.str(await(this)).length());
                }

                public String toString() {
                  return "Out";
                }

                static class Nested {
                  @Suspendable
                  static Task<String> n(Out o) throws Exception {
                    o.f = await(o.f + 1);
                    Out[] os = {o};
                    os[await(0)].f += await(2);
                    Supplier<String> s = () -> o.str(o.f);
                    Function<Object, String> fr = o::str;
                    BiFunction<Out, Object, String> un = Out::str;
                    return Task.of(
                        s.get() + o.vs("n") + fr.apply(1) + un.apply(os[0], await("un")) + sm2(o).f + stat(3));
                  }

                  static Out sm2(Out o) {
                    return o;
                  }
                }
              }

              @Suspendable
              static Task<String> anon(String cap) throws Exception {
                var x =
                    new GB<String>(await("an")) {
                      @Suspendable
                      Task<String> go() throws Exception {
                        f = f + await(cap);
                        Supplier<String> s = () -> f + str(1) + super.str(2) + cap;
                        return Task.of(s.get() + await(super.f) + g(1, List.of(f)) + stat(f) + new In<>(2).x);
                      }
                    };
                return Task.of(await(x.go()) + await(x.go()));
              }

              static class Hide extends GB<Integer> {
                Hide() {
                  super(1);
                }

                protected static String stat(Object o) {
                  return "Hide.stat" + o;
                }

                protected static int sf = 100;
                int f = 50;

                protected String str(Object o) {
                  return "Hide.str";
                }

                @Suspendable
                Task<String> m() throws Exception {
                  Function<Object, String> r = GB::stat, q = Hide::stat, t = super::str;
                  GB.sf += await(1);
                  sf++;
                  super.f += await(2);
                  f++;
                  return Task.of(
                      GB.stat(await(1))
                          + stat(await(2))
                          + r.apply(3)
                          + q.apply(4)
                          + GB.sf
                          + sf
                          + super.f
                          + f
                          + super.str(1)
                          + str(2)
                          + t.apply(3));
                }
              }

              @Suspendable
              static Task<String> wild(List<? extends Out> l) throws Exception {
                String r = "";
                for (Out o : l) r += o.own;
                l.get(await(0)).own++;
                return Task.of(r + l.get(0).own);
              }
            }
            """)
        .with(
            """
            package p.b;

            import java.util.*;

            public class GB<T> {
              protected T f;
              protected int[] arr;
              protected static int sf = 7;

              protected GB(T t) {
                f = t;
              }

              protected <U> Map<String, U> g(U u, List<? extends T> l) {
                return Map.of("" + l, u);
              }

              protected class In<X> {
                public X x;

                public In(X x) {
                  this.x = x;
                }

                public String pair(T t) {
                  return "" + x + t;
                }
              }

              protected static String stat(Object o) {
                return "GB.stat" + o;
              }

              protected String str(Object o) throws IllegalStateException {
                return "GB.str" + o;
              }

              @SafeVarargs
              protected final T[] mk(T... ts) {
                return ts;
              }

              protected String vs(String... s) {
                return "vs" + s.length;
              }
            }
            """);
  }

  MasterTest typesOfClassesThatAreNotPublic() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;
            import dev.suspendable.*;
            import dev.suspendable.annotations.*;
            import java.util.function.*;
            import java.util.*;
            import p.b.*;
            import static p.b.Pub.snest;

            class P {
              @Suspendable
              static Task<String> run() throws Exception {
                return Task.of(await(m()) + await(new Q().m()));
              }

              @Suspendable
              static Task<String> m() throws Exception {
                Pub.Nested n = new Pub.Nested(await(1));
                Pub.Nested[] a = {n, await(n)};
                List<Pub.Nested> l = new ArrayList<>(List.of(a));
                pause();
                var v = Pub.make(await(3));
                var w = Pub.list();
                Supplier<Pub.Nested> s = () -> Pub.make(4);
                IntFunction<Pub.Nested> c = Pub.Nested::new;
                IntFunction<Pub.Nested[]> ca = Pub.Nested[]::new;
                String r =
                    ""
                        + n.x
                        + l.get(0).x
                        + v.x
                        + w.get(0).get(await(0)).x
                        + s.get().x
                        + c.apply(5).x
                        + ca.apply(await(3)).length;
                Object o = await(v);
                if (o instanceof Pub.Nested q) r += q.x + await(q.x);
                r += ((Pub.Nested) o).x;
                r += Pub.Color.RED;
                Pub.Color col = await(Pub.Color.BLUE);
                switch (col) {
                  case RED -> r += "r";
                  case BLUE -> r += await("b");
                }
                try {
                  throw new Pub.Ex(await("ex"));
                } catch (Pub.Ex e) {
                  r += e.getMessage();
                }
                try {
                  Pub.thrower(await(1));
                } catch (Pub.Ex | IllegalStateException e) {
                  r += e.getMessage() + await("z");
                }
                Pub.Itf i = x -> x + 1;
                r +=
                    i.f(await(1))
                        + Pub.SF
                        + Pub.sm(await("m"))
                        + snest(await(2))
                        + Pub.NONCONST
                        + Pub.Nested.Deep.D;
                Pub.Nested.Deep dp = new Pub.Nested.Deep();
                r += await(dp).d();
                Function<String, String> f = Pub::sm;
                BiFunction<Pub, Integer, String> g = Pub::inst;
                Pub pub = new Pub();
                r +=
                    f.apply("f")
                        + g.apply(pub, await(1))
                        + pub.inst(2)
                        + pub.fld
                        + pub.fld++
                        + (pub.fld += await(2));
                Class<?> k = Pub.Nested.class;
                r += k.getSimpleName();
                @Pub.An(1)
                int z = await(3);
                Pub.Gen<String> ge = new Pub.Gen<>("g");
                Pub.Gen<String> ge2 = await(ge);
                r += ge2.t.length() + z;
                Pub.Rec rec = new Pub.Rec(await(1), "b");
                r += rec.b() + rec;
                Pub.Nested anon =
                    new Pub.Nested(await(8)) {
                      public String toString() {
                        return "anon" + x;
                      }
                    };
                r += anon;
                Pub.Heir.Leaf lf = new Pub.Heir.Leaf();
                r += await(lf).l();
                var nested = Pub.<Pub.Nested>id(n);
                r += await(nested).x;
                return Task.of(r);
              }
            }

            class Q extends Pub implements PubI {
              @Suspendable
              Task<String> m() throws Exception {
                Nested n = new Nested(await(1));
                Nested[] a = {n, await(n)};
                List<Nested> l = new ArrayList<>(List.of(a));
                pause();
                var v = make(await(3));
                Supplier<Nested> s = () -> make(4);
                IntFunction<Nested> c = Nested::new;
                String r =
                    ""
                        + n.x
                        + l.get(0).x
                        + v.x
                        + s.get().x
                        + c.apply(5).x
                        + Color.RED
                        + SF
                        + NONCONST
                        + sm("x")
                        + inst(await(1))
                        + fld++
                        + (fld += await(3));

                switch (await(Color.BLUE)) {
                  case RED -> r += 1;
                  case BLUE -> r += 2;
                }
                r +=
                    ""
                        + IC
                        + LISTC
                        + ql(await(1))
                        + PubI.INEST.size()
                        + new INested().i()
                        + await(new INested()).i()
                        + defq();
                class L extends Nested {
                  L() {
                    super(9);
                  }

                  @Suspendable
                  Task<String> go() {
                    return Task.of(x + await("L") + inst(3));
                  }
                }
                return Task.of(r + await(new L().go()));
              }

              String ql(int i) {
                return "ql" + i;
              }
            }
            """)
        .with(
            """
            package p.b;

            public class Pub extends Hidden {
              static class Mid {
                public static class Leaf {
                  public String l() {
                    return "leaf";
                  }
                }
              }

              public static class Heir extends Mid {}
            }
            """)
        .with(
            """
            package p.b;

            import java.util.*;

            class Hidden {
              public static class Nested {
                public int x;

                public Nested(int x) {
                  this.x = x;
                }

                public static class Deep {
                  public static final int D = 6;

                  public String d() {
                    return "deep";
                  }
                }
              }

              public class Inner {
                int y;

                public Inner(int y) {
                  this.y = y;
                }

                public String y() {
                  return "y" + y;
                }
              }

              public static Nested make(int i) {
                return new Nested(i);
              }

              public static List<List<Nested>> list() {
                return List.of(List.of(new Nested(7)));
              }

              public enum Color {
                RED,
                BLUE
              }

              public static class Ex extends Exception {
                public Ex(String s) {
                  super(s);
                }
              }

              public static void thrower(int i) throws Ex {
                throw new Ex("t" + i);
              }

              public interface Itf {
                int f(int x);
              }

              public static final String SF = "sf";
              public static final Object NONCONST = new String("nc");

              public static String sm(String s) {
                return "sm" + s;
              }

              public static int snest(int i) {
                return i;
              }

              public String inst(int i) {
                return "inst" + i;
              }

              public int fld = 1;

              public @interface An {
                int value();
              }

              public static class Gen<T> {
                public T t;

                public Gen(T t) {
                  this.t = t;
                }
              }

              public record Rec(int a, String b) {}

              public static <T> T id(T t) {
                return t;
              }
            }
            """)
        .with(
            """
            package p.b;

            public interface PubI extends HI {}
            """)
        .with(
            """
            package p.b;

            import java.util.*;

            interface HI {
              int IC = 3;
              List<String> LISTC = List.of("lc");
              List<String> INEST = List.of("in");

              class INested {
                public String i() {
                  return "i";
                }
              }

              default String defq() {
                return "defq";
              }
            }
            """);
  }
}
