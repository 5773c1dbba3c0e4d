package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.generator;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Fields that are constant variables are constant expressions in a coroutine, too (JLS 15.29). */
final class ConstantsTest extends LanguageTest {
  private static final String HEAD =
      """
      package p;

      import static dev.suspendable.processor.testing.Awaits.*;

      import dev.suspendable.*;
      import dev.suspendable.annotations.*;
      import java.util.*;
      import java.util.function.*;

      """;

  private static MasterTest of(String types) {
    return program(HEAD + types);
  }

  private static MasterTest importing(String types) {
    String imports = "import static q.Names.*;\nimport static q.Texts.NAME;\n\n";
    return program(HEAD + imports + types);
  }

  MasterTest identityOfStrings() {
    return of(
        """
        class P {
          final String S = "con";
          static final String T = "con";
          @Suspendable Task<String> work() {
            boolean a = S + "st" == "const";
            pause();
            boolean b = (S + "st") == "const";
            boolean c = S + await("") == S;
            boolean d = this.S + "st" == "const";
            boolean e = P.T + "st" == "const";
            Supplier<Boolean> f = () -> S + "st" == "const" & T + "st" == "const";
            return Task.of("" + a + b + c + d + e + f.get() + (S + 4 + 'x' == "con4x"));
          }
          @Suspendable static Task<String> run() { return Task.of(await(0) + Coroutines.await(new P().work())); }
        }
        """);
  }

  MasterTest typesOfConditionals() {
    return of(
        """
        class P {
          final int K = 4;
          final char C = 'c';
          @Suspendable Task<String> work(boolean t) {
            byte by = 3;
            short sh = 5;
            Object o = t ? by : K;
            await(1);
            Object p = t ? K : by;
            Object q = await(t) ? sh : K;
            Object r = t ? await(by) : K;
            Object s = t ? C : K;
            Object u = t ? this.K : by;
            return Task.of(name(o) + name(p) + name(q) + name(r) + name(s) + name(u));
          }
          static String name(Object o) { return o.getClass().getSimpleName() + ","; }
          @Suspendable static Task<String> run() {
            return Task.of(Coroutines.await(new P().work(true)) + Coroutines.await(new P().work(await(false))));
          }
        }
        """);
  }

  MasterTest narrowing() {
    return of(
        """
        class P {
          final int K = 4;
          final char C = 'c';
          final short S = 7;
          @Suspendable Task<String> work() {
            byte b = K;
            await(1);
            byte c = K + 1;
            char d = K;
            byte e = C;
            Byte f = K;
            byte[] g = {K, S, await(b)};
            short h = await(K) > 1 ? K : S;
            b = K;
            final byte i = S;
            switch (b) { case K: c += K; default: c++; }
            for (byte j = K; j < C; j += await(30)) c++;
            return Task.of("" + b + c + d + e + f + g[0] + g[1] + g[2] + h + i);
          }
          @Suspendable static Task<String> run() { return Task.of(await(0) + Coroutines.await(new P().work())); }
        }
        """);
  }

  MasterTest labels() {
    return of(
        """
        class P {
          final int K = 4;
          final String S = "s";
          final char C = 'c';
          @Suspendable Task<String> work(int i, String s) {
            String t = "";
            switch (await(i)) { case K: t += "K" + await(1); break; case K + 1: t += "L"; default: t += "d"; }
            switch (s) { case S: t += "S"; case S + "t": t += "T"; break; default: t += "e"; }
            pause();
            t += switch (await(s)) { case S -> "S" + await(2); case S + 't' -> "T"; default -> "e"; };
            t += switch ((char) i) { case C, K -> "c"; default -> "f"; };
            return Task.of(t);
          }
          @Suspendable static Task<String> run() {
            P p = new P();
            return Task.of(
                Coroutines.await(p.work(4, "s")) + Coroutines.await(p.work(5, "st")) + Coroutines.await(p.work(6, "")));
          }
        }
        """);
  }

  MasterTest deadCode() {
    return of(
        """
        class P {
          final boolean DEBUG = false;
          final int K = 4;
          @Suspendable Task<String> work(int i) {
            String s = "";
            if (DEBUG) { s += await(1); return Task.of(s); }
            int n;
            if (!DEBUG) n = await(2);
            int m;
            if (K == 4) m = 3;
            while (K == 4) {
              i++;
              if (i > 3) break;
              s += i;
            }
            do { s += await(i); if (i++ > 5) break; } while (K > 3);
            for (; !DEBUG; ) {
              if (await(i++) > 8) return Task.of(s + i + n + m);
            }
          }
          @Suspendable Task<String> loop(int i) {
            while (K == 4) {
              i++;
              if (i > await(3)) return Task.of("" + i);
            }
          }
          @Suspendable Task<String> carried(int i) {
            pause();
            while (K == 4) {
              i++;
              if (i > 3) return Task.of("" + i);
            }
          }
          @Suspendable static Task<String> run() {
            return Task.of(Coroutines.await(new P().work(1)) + Coroutines.await(new P().loop(1)) + Coroutines.await(new P().carried(await(2))));
          }
        }
        """);
  }

  MasterTest ofAllTypes() {
    return of(
        """
        class P {
          final boolean Z = true;
          final byte B = -128;
          final short S = -32768;
          final char C = '\\u2028', D = '\\'', E = '\\\\';
          final int I = Integer.MIN_VALUE;
          final long L = Long.MIN_VALUE;
          final float F = Float.NaN, G = -0.0f, H = 1f / 0, M = Float.MIN_VALUE;
          final double N = 0.0 / 0, O = -0.0, Q = -1.0 / 0, R = Double.MAX_VALUE;
          final String T = "\\\\u0041\\"\\n\\ud83d\\ude00\\ud83d\\t\\0\\u0086L1\\u0087$L";
          @Suspendable Task<String> work() {
            pause();
            return Task.of("" + Z + B + S + (int) C + D + E + I + L + F + G + H + M + N + O + Q + R + T.length() + T.hashCode()
                + 1 / G + await(0) + (F == F) + ((Object) B).getClass() + ((Object) S).getClass());
          }
          @Suspendable static Task<String> run() { return Task.of(await(0) + Coroutines.await(new P().work())); }
        }
        """);
  }

  /** What is named otherwise than by a simple name is no constant expression. */
  MasterTest behindReceivers() {
    return of(
        """
        class Base {
          final String S = "con";
          static final String T = "con";
        }
        class P extends Base {
          final String U = "con";
          P self() { log("self"); return this; }
          static P none() { log("none"); return null; }
          @Suspendable Task<String> work() {
            String s = "" + (this.U + "st" == "const") + (super.S + "st" == "const") + (super.T + "st" == "const");
            s += (S + "st" == "const") + "" + (T + "st" == "const");
            s += self().U + await("x") + self().U;
            s += (await(this).U + "st" == "const") + none().T;
            try { s += none().U + await("y"); } catch (NullPointerException e) { s += "null"; }
            try { s += none().U + await("y"); } catch (NullPointerException e) { s += "null" + await(1); }
            if (this.U == "con") { s += await(2); }
            return Task.of(s + (P.super.S + "st" == "const") + (P.this.U + "st" == "const"));
          }
          class Inner {
            @Suspendable Task<String> work() {
              await(1);
              return Task.of("" + (U + "st" == "const") + (P.this.U + "st" == "const") + (P.super.S + "st" == "const")
                  + (P.super.T + "st" == "const") + (S + "st" == "const"));
            }
          }
          @Suspendable static Task<String> run() {
            return Task.of(Coroutines.await(new P().work()) + Coroutines.await(new P().new Inner().work()));
          }
        }
        """);
  }

  MasterTest inherited() {
    return of("""
            class P extends q.Base implements q.Shared {
              @Suspendable Task<String> work() {
                byte b = PROTECTED + PUBLIC + INSTANCE;
                String s = "";
                switch (await(6)) { case PROTECTED: s += "p" + await(1); break; case q.Base.PUBLIC: s += "q"; break; case INSTANCE: s += "i"; default: }
                switch (b) { case P.PROTECTED: case Base.PROTECTED + 1: break; default: s += "d"; }
                s += (TEXT + "st" == "const") + "" + (P.TEXT + "st" == "const") + (q.Base.TEXT + "st" == "const") + (Own.TEXT + "st" == "const");
                s += (super.TEXT + "st" == "const") + "" + (this.TEXT + "st" == "const");
                Supplier<String> f = () -> { switch (TEXT) { case "x": return "x"; case TEXT: return "T"; default: return "d"; } };
                class Local { String t() { return TEXT + PROTECTED + INSTANCE; } }
                return Task.of(s + b + f.get() + new Local().t() + HIDDEN + SHARED + (SHARED + "e" == "share"));
              }
              static class Base extends q.Base { static final int PROTECTED = 30; }
              static class Own extends P {
                @Suspendable Task<String> more() {
                  switch (await(6)) { case PROTECTED: return Task.of(TEXT + (TEXT + "st" == "const")); default: return Task.of("no"); }
                }
              }
              class Inner {
                @Suspendable Task<String> more() {
                  switch (await(6)) { case PROTECTED: return Task.of(TEXT + (TEXT + "st" == "const") + INSTANCE); default: return Task.of("no"); }
                }
              }
              @Suspendable static Task<String> run() {
                return Task.of(Coroutines.await(new P().work()) + Coroutines.await(new Own().more()) + Coroutines.await(new P().new Inner().more()));
              }
            }
            """)
        .with(
            """
            package q;
            public class Base implements Secret {
              protected static final int PROTECTED = 6;
              public static final int PUBLIC = 7;
              protected final int INSTANCE = 8;
              protected static final String TEXT = "con";
            }
            interface Secret { String HIDDEN = "hidden"; }
            """)
        .with(
            """
            package q;
            public interface Shared extends More { }
            interface More { String SHARED = "shar"; }
            """);
  }

  MasterTest importedAndOfOuterClasses() {
    return importing(
            """
            class P {
              final int K = 3;
              static final String T = "con";
              class Inner {
                final int L = 5;
                class Most {
                  final int K = 7;
                  @Suspendable Task<String> work() {
                    String s = "";
                    switch (await(7)) { case K: s += "K"; break; case L: s += "L"; break; case 3: s += "3"; default: }
                    switch (await(5)) { case K: s += "K"; break; case L: s += "L"; break; case 3: s += "3"; default: }
                    byte b = K + L;
                    return Task.of(s + b + (T + "st" == "const") + P.this.K);
                  }
                }
                @Suspendable Task<String> work() {
                  switch (await(3)) { case K: return Task.of("K" + (byte) K); case L: return Task.of("L"); default: return Task.of(""); }
                }
              }
              @Suspendable static Task<String> run() {
                byte b = q.Names.ONE;
                String s = "";
                switch (await(1)) { case ONE: s += "one"; break; case q.Names.TWO: s += "two"; default: }
                Inner i = new P().new Inner();
                return Task.of(s + b + (NAME + "st" == "const") + Coroutines.await(i.work()) + Coroutines.await(i.new Most().work()));
              }
            }
            """)
        .with("package q; public class Names { public static final int ONE = 1, TWO = 2; }")
        .with("package q; public interface Texts { String NAME = \"con\"; }");
  }

  MasterTest hosts() {
    return of(
        """
        enum E {
          ONE, TWO { @Override @Suspendable Task<String> work(int i) { final int M = 9; switch (await(i)) { case K: return Task.of("2"); case M: return Task.of("M"); default: return Task.of("e"); } } };
          static final int K = 4;
          final int I = 6;
          @Suspendable Task<String> work(int i) {
            switch (await(i)) { case K: return Task.of("K"); case I: return Task.of("I" + (this == ONE)); default: return Task.of("d"); }
          }
        }
        record R(int n) {
          static final int K = 4;
          @Suspendable Task<String> work() { switch (await(n)) { case K: return Task.of("R"); default: return Task.of("r"); } }
        }
        interface I {
          int K = 4;
          String S = "con";
          @Suspendable default Task<String> work() { switch (await(4)) { case K: return Task.of(S + (S + "st" == "const")); default: return Task.of("i"); } }
        }
        class P implements I {
          @Suspendable static Task<String> run() {
            return Task.of(Coroutines.await(E.ONE.work(4)) + Coroutines.await(E.ONE.work(6)) + Coroutines.await(E.TWO.work(9)) + Coroutines.await(E.TWO.work(4))
                + Coroutines.await(new R(4).work()) + Coroutines.await(new P().work()));
          }
        }
        """);
  }

  MasterTest localClassesAndLambdas() {
    return of(
        """
        class P {
          interface Maker { @Suspendable Task<String> make(int i); }
          final int K = 4;
          final String S = "con";
          Maker field = i -> { switch (await(i)) { case K: return Task.of("F" + (S + "st" == "const")); default: return Task.of("f"); } };
          Maker onlyConstant = i -> Task.of(await("c") + K);
          @Suspendable Task<String> work() {
            final int M = 5;
            class Local {
              final int K = 6;
              final int N = 7;
              static final int O = 8;
              @Suspendable Task<String> in(int i) {
                byte b = K;
                switch (await(i)) { case K: return Task.of("K" + b); case M: return Task.of("M" + S); case N: return Task.of("N"); case O: return Task.of("O"); default: return Task.of("d"); }
              }
            }
            Maker m = i -> {
              switch (await(i)) { case K: return Task.of("L" + (S + "st" == "const")); case M: return Task.of("M"); default: return Task.of("l"); }
            };
            Maker n = new Maker() {
              final int Q = 9;
              @Override @Suspendable public Task<String> make(int i) {
                switch (await(i)) { case K: return Task.of("A" + (S + "st" == "const")); case Q: return Task.of("Q"); default: return Task.of("a"); }
              }
            };
            Local l = new Local();
            String s = "";
            for (int i = 4; i < 10; i++) {
              s += Coroutines.await(l.in(i)) + Coroutines.await(m.make(i)) + Coroutines.await(n.make(i));
            }
            switch (await(8)) { case Local.O: s += "O"; default: }
            Maker deep = i -> { Maker d = j -> Task.of("" + K + S + await(j)); return Task.of(await(d.make(K)) + (S + "st" == "const")); };
            return Task.of(s + Coroutines.await(field.make(4)) + Coroutines.await(onlyConstant.make(1)) + l.K + Coroutines.await(deep.make(1)));
          }
          @Suspendable static Task<String> run() { return Task.of(await(0) + Coroutines.await(new P().work())); }
        }
        """);
  }

  MasterTest annotationsAndShadowing() {
    return of(
        """
        class P {
          final String S = "unchecked";
          final int K = 4;
          static int seen;
          @Suspendable Task<String> work(Object o) {
            @SuppressWarnings(S) List<String> l = (List<String>) o;
            @SuppressWarnings({S, "raw" + S}) List<String> m = (List<String>) await(o);
            String s = "" + K;
            { int K = await(9); pause(); s += K; }
            { long K = await(8L); s += K + (this.K + await(1)); }
            Function<Integer, Integer> f = K -> K + this.K;
            for (int K = 0; K < 2; K++) { s += await(K); }
            byte b = K;
            s += l.size() + m.size() + f.apply(await(2)) + b;
            int self = K, frame = K + await(1);
            return Task.of(s + self + frame);
          }
          @Suspendable Task<String> parameter(int K) { await(1); return Task.of("" + K + this.K); }
          @Suspendable static Task<String> run() {
            return Task.of(Coroutines.await(new P().work(List.of("a"))) + Coroutines.await(new P().parameter(await(5))));
          }
        }
        """);
  }

  MasterTest generators() {
    return generator(
            "String",
            """
        yieldValue("start");
        yieldAll(new P().all(5));
        return Generator.end();
        """,
            """
        final int K = 2;
        final String S = "con";
        @Suspendable Generator<String> all(int to) {
          byte b = K;
          for (int i = 0; i < to; i++) {
            switch (i) {
              case K: yieldValue("K" + (S + "st" == "const")); break;
              case K + 1: yieldValue("L" + b); continue;
              default: yieldValue(S);
            }
          }
          return Generator.end();
        }
        """)
        .withoutFailures();
  }
}
