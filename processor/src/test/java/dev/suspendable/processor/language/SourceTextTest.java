package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Bodies are carried over whatever their text looks like. */
final class SourceTextTest extends LanguageTest {
  MasterTest comments() {
    return body(
        "String",
        """
        /* leading */ int a = /* in */ await(1) /* after */ + /* x */ 2; // end await("not")
        // await(9);
        String s = "// no comment " + await("/* none */"); /* multi
           line */ pause(); /** doc */ {
          // only a comment
        }
        if (await(true)) /* c */ { // d
          s += 'x' /* await(1) */;
        } // else { pause(); }
        return Task.of(a + s); // last
        """);
  }

  MasterTest noSpaces() {
    return body(
        "String",
        """
        int i=0;String s="";while(await(i)<2){i++;s+=i;}for(int j=0;j<await(2);j++)s+=j;if(s.isEmpty())pause();else{s+=await("x");}do{i--;}while(await(i)>0);return Task.of(s);
        """);
  }

  MasterTest tabsAndBlankLines() {
    return body(
        "String",
        """
        	int a = await(1);


        	if (a == 1) {

        		a	=	a	+	await(2)	;

        	}
         	pause();
        return Task.of("" + a);
        """);
  }

  MasterTest manyStatementsOnALine() {
    return body(
        "String",
        """
        int a = 1; int b = await(a); { a++; b++; } int c = a + b; pause(); c++; a = c; return Task.of("" + a + b + c);
        """);
  }

  MasterTest brokenAcrossLines() {
    return body(
        "String",
        """
        String s =
            see("a")
                + await(
                    "b")
                + (
                await(1)
                    == 1
                ? "c"
                : "d");
        int
            x
            =
            await(
            3
            )
            ;
        return
            Task
                .of(
                    s
                    + x);
        """);
  }

  /** As javac notes them, a call's line is that of its arguments. */
  MasterTest chainsAcrossLines() {
    return body(
        "String",
        """
        String s =
            cell(
                    see("a")
                        .concat("b"))
                .await()
                .concat(
                    cell("c")
                        .await())
                .trim();
        cell((Function<String, Task<String>>) x -> {
          log(x);
          return Task.of(x);
        }).await();
        pause
            (
        );
        return Task.of(
            s
                + Coroutines
                    .await(
                        future(s)));
        """);
  }

  /** The line of {@code new}, where an exception gets its trace, and not that of {@code throw}. */
  MasterTest linesOfThrow() {
    return body(
        "String",
        """
        for (int i = 0; i < 3; i++) {
          try {
            if (i == 0) {
              throw
                  new IllegalStateException(
                      "x"
                          + await(1));
            } else if (i == 1) {
              throw await(2) == 2
                  ? new IllegalStateException("y" + await(3))
                  : null;
            }
            throw
                see(
                    new IllegalStateException(
                        await("z")));
          } catch (IllegalStateException e) {
            log(e);
          }
        }
        return Task.of("");
        """);
  }

  /**
   * javac sets the line at the start of a statement and at calls, but not at other operations. An
   * operand that is saved before a suspension keeps the line that it has there.
   */
  MasterTest linesOfSavedOperands() {
    return body(
        "String",
        """
        int[] one = {1};
        int[] nothing = null;
        Integer box = null;
        int zero = await(0);
        for (int i = 0; i < 22; i++) {
          try {
            int k = await(i);
            if (k == 0) {
              log(
                  ((new int[0])[0]
                  += await(0))
                  + 1);
            } else if (k == 1) {
              log(
                  one
                      [3]
                  + await(2));
            } else if (k == 2) {
              log(await(1)
                  + one
                      [3]
                  + await(2));
            } else if (k == 3) {
              log(
                  see(1)
                  + one
                      [4 + zero]
                  + await(2));
            } else if (k == 4) {
              int x =
                  1
                      / zero
                  + await(3);
            } else if (k == 5) {
              if (
                  1
                      % zero
                  > await(3)) {
                log("if");
              }
            } else if (k == 6) {
              throw new IllegalStateException(
                  "" + nothing
                      .length
                  + await(5));
            } else if (k == 7) {
              return Task.of(
                  ""
                      + one[zero - 1]
                      + await(4));
            } else if (k == 8) {
              one
                  [zero + 5]
                  += await(3);
            } else if (k == 9) {
              log(await(true)
                  ? 1 + one[7] + await(
                      1)
                  : 0);
            } else if (k == 10) {
              log(see(true)
                  && one
                      [8] == 0
                  && await(true));
            } else if (k == 12) {
              log((
                  1L
                      % zero) >= await(
                          1) ? await("o") : "p");
            } else if (k == 13) {
              log(see(
                  1L % zero) >= await(
                  2) ? await("o") : "p");
            } else if (k == 14) {
              log(
                  one
                      [zero + 6]
                      > 1
                  ? await("o") : "p");
            } else if (k == 15) {
              log(
                  await(true)
                      ? one
                          [zero + 7]
                      : await(2));
            } else if (k == 16) {
              do {
                pause();
              } while (
                  one
                      [8] > 0);
            } else if (k == 17) {
              while (
                  one
                      [zero + 9] > 0) {
                pause();
              }
            } else if (k == 18) {
              for (;
                  one
                      [zero + 10]
                      > 0; ) {
                pause();
              }
            } else if (k == 19) {
              log("" + (one[0] = one[zero]++
                  +
                  Coroutines
                      .await(
                          Task.<Integer>of(null))));
            } else if (k == 20) {
              log(((Integer)
                  ((Object) "o") != -
                  await(
                      1) ? "p" : "q").length());
            } else {
              log(
                  box
                  + await(1));
            }
          } catch (RuntimeException e) {
            log(e);
          }
        }
        return Task.of("");
        """);
  }

  /**
   * javac gives a declaration the line of its name, the condition of an {@code if} that of the
   * statement, and what it adds to an enhanced {@code for} that of the iterable.
   */
  MasterTest linesOfHeads() {
    return body(
        "String",
        """
        Object text = "o";
        int[] nothing = null;
        Integer[] box = {null};
        List<Object> list = new ArrayList<>(List.of("a", "b"));
        List<Integer> polluted = (List<Integer>) (List<?>) list;
        for (int i = 0; i < 15; i++) {
          try {
            int k = await(i);
            if (k == 0) {
              int
                  a
                  =
                  (Integer)
                  text;
            } else if (k == 1) {
              int a = 1,
                  b
                  = (Integer)
                  text;
            } else if (k == 2) {
              if (
                  0 <= (Integer)
                  text) {
                pause();
              }
            } else if (k == 3) {
              if (
                  k == 3
                  && 0 <= (Integer)
                  text) {
                pause();
              }
            } else if (k == 4) {
              if (
                  await(true)
                  &&
                  0 <= (Integer)
                  text) {
                pause();
              }
            } else if (k == 5) {
              for (int
                  a
                  = (Integer)
                  text; a < 3; a++) {
                pause();
              }
            } else if (k == 6) {
              int
                  a
                  = (Integer)
                  text + await(6);
            } else if (k == 7) {
              for (
                  int
                  a
                  :
                  polluted
                  ) {
                pause();
              }
            } else if (k == 8) {
              for (
                  int a
                  :
                  nothing
                  ) {
                pause();
              }
            } else if (k == 9) {
              for (
                  int a
                  : await(
                      box)
                  ) {
                pause();
              }
            } else if (k == 10) {
              for (
                  Object a
                  : list.isEmpty()
                  ? List.of()
                  : list) {
                await(a);
                list.add("c");
              }
            } else if (k == 11) {
              while (
                  k < 12 &&
                  0 <=
                  (Integer)
                  text) {
                pause();
              }
            } else if (k == 12) {
              do {
                pause();
              } while (
                  k < 13 &&
                  0 <=
                  (Integer)
                  text);
            } else if (k == 13) {
              switch (
                  (Integer)
                  text) {
                case 1:
                  pause();
              }
            } else {
              final
                  @SuppressWarnings("unused")
                  int[]
                  a
                  [] =
                  {(int[])
                      text, await(new int[0])};
            }
          } catch (RuntimeException e) {
            log(e);
          }
        }
        return Task.of("");
        """);
  }

  /**
   * Operands of an await have the line of the code before them, the await that of its arguments.
   */
  MasterTest linesOfAwaitedOperands() {
    return body(
        "String",
        """
        Object text = "o";
        int[] nothing = null;
        Task<Integer> none = null;
        for (int i = 0; i < 10; i++) {
          try {
            int k = await(i);
            if (k == 0) {
              int
                  a
                  =
                  await(nil(
                      nothing[0]));
            } else if (k == 1) {
              int
                  a
                  =
                  await(
                      (Integer)
                      text);
            } else if (k == 2) {
              int
                  a
                  =
                  await(
                      later(
                          await(4)
                          + (Integer)
                          text));
            } else if (k == 3) {
              int
                  a
                  = 3 +
                  Coroutines.await(
                      later(
                          (Integer)
                          text));
            } else if (k == 4) {
              return Task.of("" +
                  await(
                      none
                  ));
            } else if (k == 5) {
              if (
                  await(later((Integer)
                      text)) == 3
                  || await(true)) {
                pause();
              }
            } else if (k == 6) {
              while (
                  await(later((Integer)
                      text)) == 3
                  || await(true)) {
                pause();
              }
            } else if (k == 7) {
              do {
                pause();
              } while (
                  await(later((Integer)
                      text)) == 3);
            } else if (k == 8) {
              log(
                  await(true)
                      ? await(later((Integer)
                          text))
                      : 3);
            } else {
              await(
                  later(nothing
                      .length));
            }
          } catch (RuntimeException e) {
            log(e);
          }
        }
        return Task.of("");
        """,
        """
        @Suspendable
        static Task<Integer> later(int by) throws Exception {
          if (by == 77) {
            pause();
          }
          return Task.of(await(by));
        }

        @Suspendable
        static Task<Integer> nil(int by) {
          return Task.of((Integer) null);
        }
        """);
  }

  /** Each operation that may fail, on a line of its own. */
  MasterTest linesOfOperations() {
    return body(
        "String",
        """
        int[] one = {1};
        Integer none = null;
        String nothing = null;
        Object text = "text";
        for (int i = 0; i < 14; i++) {
          try {
            int result =
                switch (await(i)) {
                  case 0 ->
                      await(1)
                          / see(0);
                  case 1 ->
                      see(1)
                          % await(0);
                  case 2 ->
                      one
                          [await(
                              3)];
                  case 3 ->
                      await(one)
                          [
                              see(4)];
                  case 4 ->
                      see(1)
                          + await(none)
                          + 2;
                  case 5 ->
                      await(
                              nothing)
                          .length();
                  case 6 ->
                      await("a")
                          .concat(
                              await("b"))
                          .concat(
                              nothing)
                          .length();
                  case 7 ->
                      await("abc")
                          .substring(
                              await(1),
                              see(9))
                          .length();
                  case 8 ->
                      ((Integer)
                              await(
                                  text))
                          + 1;
                  case 9 -> {
                    one[
                            await(1)]
                        += see(2);
                    yield 1;
                  }
                  case 10 -> {
                    one
                        [
                            see(5)]
                        = await(
                            6);
                    yield 1;
                  }
                  case 11 ->
                      await(true)
                          ? none
                          : see(1);
                  case 12 ->
                      new int[
                              await(-1)]
                          .length;
                  default ->
                      Math.max(
                          await(1),
                          Integer.parseInt(
                              await("x")));
                };
            log(result);
          } catch (RuntimeException e) {
            log(e);
          }
        }
        return Task.of("");
        """);
  }

  MasterTest linesOfStatements() {
    return body(
        "String",
        """
        List<Integer> none = null;
        Integer box = null;
        for (int i = 0; i < 8; i++) {
          try {
            switch (await(i)) {
              case 0:
                for (int x
                    : await(none)) {
                  log(x);
                }
              case 1:
                if (
                    see(1) > 0
                        && await(box)
                            > 1) {
                  log("if");
                }
              case 2:
                while (
                    see(1)
                        < await(
                            box)) {
                  log("while");
                }
              case 3:
                int y =
                    await(
                        box);
              case 4:
                switch (
                    await(
                        (String) null)) {
                  default:
                    log("switch");
                }
              case 5:
                Runnable r =
                    () -> {
                      throw new IllegalStateException(
                          "in a lambda");
                    };
                pause();
                r
                    .run();
              case 6:
                log(
                    see(1)
                        + await(2)
                        + see(
                            (new int[0])
                                [see(0)]));
              default:
                return Task.of(
                    "" + await(1)
                        + box
                            .intValue());
            }
          } catch (RuntimeException e) {
            log(e);
          }
        }
        return Task.of("end");
        """);
  }

  /** Exceptions name the line that javac would, though what stood in front is elsewhere now. */
  MasterTest linesBehindWhatIsTakenOut() {
    return body(
        "String",
        """
        int[] one = new int[1];
        for (int i = 0; i < 4; i++) {
          int k = await(i);
          try {
            log(
                k == 0
                    ? one[new Object() {
                          int next() {
                            return 3;
                          }
                        }.next()]
                    : k == 1
                        ? Math.max(
                              await(
                                  7),
                              one[2])
                        : k == 2
                            ? await(
                                one[4])
                            : see(
                                Coroutines.await(
                                    future(
                                        5))) / one[0]);
          } catch (ArrayIndexOutOfBoundsException | ArithmeticException e) {
            log(e);
          }
        }
        return Task.of("");
        """);
  }

  MasterTest textBlock() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          @Suspendable
          static Task<String> run() {
            String a = \"""
                first
                  second "quoted" \\\""" \\\\ \\t|
                third \\
                joined
                \""";
            pause();
            String b = await(\"""
                awaited
                \""") + \"""
              indented
            less\""" + await(1);
            for (int i = 0; i < 2; i++) {
              String c = \"""
                  loop %d
                  \""".formatted(i);
              b += c;
              if (i == 0) pause();
            }
            return Task.of(a + b);
          }
        }
        """);
  }

  MasterTest unicodeEscapesInCode() {
    return body(
        "String",
        """
        String \\u0061b = await("\\u0041b");
        int c\\u0068ar1 = 3;
        pause();
        \\u0061b += c\\u0068ar1 + await("\\uuu0042") + '\\u0043';
        return Task.of(ab)\\u003b
        """);
  }

  MasterTest unicodeEscapesInNames() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;
        import j\\u0061va.util.*;
        import java.util.function.*;

        class P {
          int field = 1;
          static int st\\u0061t = 2;
          final int k\\u006fnst = 3;
          static int meth(int a) { return a; }
          int inst(int a) { return a; }
          static class N\\u0061me { int v\\u0061l = 3; static int s = 4; class Inner {} N\\u0061me(int... x) { val += x.length; } }
          class Base { protected int b = 5; protected int get() { return b; } }
          class Sub extends B\\u0061se {
            @Override protected int g\\u0065t() { return 1; }
            @Suspendable Task<Integer> all() { Supplier<Integer> f = super::g\\u0065t; return Task.of(await(1) + super.\\u0062 + su\\u0070er.get() + th\\u0069s.b + f.get() + this \\u002e b); }
          }
          @Susp\\u0065ndable Task<String> m(int p\\u0061ram) {
            this.f\\u0069eld += 2;
            await(1);
            this.f\\u0069eld--;
            P.st\\u0061t += meth\\u0028param) + P.m\\u0065th(p\\u0061r\\u0061m);
            N\\u0061me n = new N\\u0061me(await(1), 2);
            n.v\\u0061l += await(N\\u0061me.s) + new P.N\\u0061me /* ( */ (1)\\u002eval;
            Function<Integer, Integer> f = P::m\\u0065th, g = this::in\\u0073t;
            IntFunction<int[]> h = int[]\\u003a:n\\u0065w;
            l\\u0061b: f\\u006fr (int i = 0; i < 3; i++) { for (int \\u006b = 0; ; k++) { if (await(k) > 1) continu\\u0065 lab; if (k > 5) bre\\u0061k l\\u0061b; } }
            Object o = n;
            if (o instanc\\u0065of N\\u0061me q\\u0071 && await(qq.v\\u0061l) > 1) { field += qq.val; }
            if (o instanceof N\\u0061me q\\u0072 && qr.val > 1) { field += q\\u0072.val; }
            Function<Integer, Integer> k = \\u0061b -> { int \\u0063 = ab, d\\u0064 = c; return dd + \\u0063 + k\\u006fnst; };
            switch (await(3)) { cas\\u0065 k\\u006fnst: field++; d\\u0065fault: field += stat; }
            @Deprec\\u0061ted int old = await(1);
            class L\\u006fcal { int \\u006d = old; int get() { return m; } }
            return Task.of("" + field + stat + param + n.val + f.apply(1) + g.\\u0061pply(await(2)) + h.apply(1).length + k.apply(9) + new L\\u006fcal\\u0028).get());
          }
          @Suspendable static Task<String> run() {
            return Task.of(\\u0043oroutines.aw\\u0061it(new P().m(5)) + Coroutines.await(new P().new Sub\\u0028\\u0029.all()));
          }
        }
        """);
  }

  MasterTest unicodeEscapesInLiterals() {
    return body(
        "String",
        """
        String s = await("C:\\\\users") + await("\\\\u000a") + await("\\\\\\\\u0022") + "\\\\u0041\\u0041\\uuuu0062";
        s += await(\\u0022quoted\\u0022) + '\\u0027'\\u005c\\u0027' + await('\\u005cn') + "\\u005c"" + await("\\u005c\\u005c") + "\\u005c\\u005cu0041";
        s += await("\\u0086L3\\u0087 \\u0086N1\\u0087 \\u0085 \\u2028 \\u2029 \\u000c \\u000b $L $T ${x}");
        s += await("\\ud83d\\ude00") + "\\ud83d" + await('\\ude00') + "é中😀";
        while (await(s.length()) > 0 && s.endsWith("C:\\\\u") == "\\\\u".isEmpty()) { s += await("\\\\u"); break; }
        for (String t : new String[] {await("\\\\\\u0062")}) { s += t; }
        switch (await("C:\\\\users")) { case "C:\\\\users": s += "\\\\users" + await(1); break; default: }
        s += \\u0022\\u0022\\u0022
            block \\u0041 \\\\u0041
              \\u0022 \\u005ct \\\\
            next\\u000aline
            \\u0022\\u0022\\u0022 + await(2);
        return Task.of(s + s.length());
        """
            .replace("'\\u0027'\\u005c\\u0027'", "'\\u005c''")
            .replace("\"\\u005c\"\"", "\"\\u005c\"\""));
  }

  MasterTest unicodeEscapesInComments() {
    return body(
        "String",
        """
        // C:\\u005cusers \\\\users \\u002a/
        int a = await(1); /* \\u005cu \\u002a/ int b = 2; // \\u000a int c = await(3);
        /** {@code C:\\\\users} $L \\u0086L1\\u0087 */ pause(); /* \\u005c\\u005cu \\u005c\\u005c\\u005cu0041 \\\\\\\\u \\u002f\\u002a *\\u002f
        while (/* \\u005cusers */ await(a) > 1) { a--; }
        int d = see(/* \\u005cu ( */ 1 /* ) \\\\\\u005cu */)\\u003b \\u000a int e = await(\\u000a 4)\\u003b
        return Task.of("" + a + b + c + d + e);
        """);
  }

  MasterTest defaultPackage() {
    return program(
        """
        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class Bare {
          @Suspendable
          static Task<String> run() {
            Other o = new Other(await(1));
            pause();
            return Task.of("bare" + o.n + await(o.next()));
          }
        }

        class Other {
          int n;
          Other(int n) {
            this.n = n;
          }
          @Suspendable
          Task<Integer> next() {
            return Task.of(n + await(1));
          }
        }
        """);
  }

  MasterTest severalTypesInAFile() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        public class P {
          @Suspendable
          static Task<String> run() {
            return Task.of(await(Second.work()) + await(Third.work()) + await(new Fourth(1).work()));
          }
        }

        class Second {
          @Suspendable
          static Task<String> work() {
            return Task.of("second" + await(1));
          }
        }

        interface Third {
          @Suspendable
          static Task<String> work() {
            return Task.of("third" + await(2));
          }
        }

        record Fourth(int n) {
          @Suspendable
          Task<String> work() {
            return Task.of("fourth" + await(n));
          }
        }
        """);
  }

  MasterTest importsThatClash() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import java.awt.List;
        import java.util.*;
        import java.sql.*;

        class P {
          static class Map {
            int x = 3;
          }
          @Suspendable
          static Task<String> run() {
            Map m = new Map();
            java.util.Map<String, Integer> u = new TreeMap<>();
            java.util.Date d = new java.util.Date(await(0L));
            java.util.List<Timestamp> ts = new ArrayList<>();
            ts.add(new Timestamp(await(0L)));
            u.put("k", m.x);
            pause();
            Class<?> c = List.class;
            return Task.of(u + "" + d.getTime() + ts.get(0).getTime() + c.getName() + await(m.x));
          }
        }
        """);
  }

  MasterTest qualifiedNames() {
    return body(
        "String",
        """
        java.util.List<java.lang.String> l = new java.util.ArrayList<>();
        l.add(dev.suspendable.processor.testing.Awaits.await("a"));
        java.util.Map.Entry<String, Integer> e = java.util.Map.entry("k", await(1));
        dev.suspendable.processor.testing.Awaits.pause();
        p.field = await(2);
        return dev.suspendable.Task.of(l + "" + e + p.field + java.lang.Math.max(await(1), 2) + java.time.DayOfWeek.MONDAY);
        """,
        """
        static class p {
          static int field;
        }
        """);
  }

  MasterTest castAndGenericSyntax() {
    return body(
        "String",
        """
        List<String>[] a = null;
        Map<String, List<Map<Integer, int[]>>> m = new HashMap<>();
        m.put("k", List.of(Map.of(await(1), new int[] {2})));
        boolean b = await(1) < await(2) == (m.size() > see(0));
        int x = await(8) >> 1 >>> await(1);
        pause();
        int y = -(-await(1)) - -1 + +1 + ~-1;
        Object o = (Object) (String) (await("c"));
        return Task.of(m.get("k").get(0).get(1)[0] + "" + b + x + y + o + (a == null) + (int) 'c' + (char) await(100));
        """);
  }

  MasterTest emptyBodyWithReturn() {
    return body(
        "Void",
        """
        return Task.completed();
        """);
  }

  MasterTest annotationsEverywhere() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import java.lang.annotation.*;
        import java.util.*;

        class P {
          @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
          @interface Mark {}
          @Suspendable
          static <@Mark T extends @Mark Object> Task<@Mark String> work(@Mark T t, List<@Mark ? extends @Mark Number> l, @Mark int @Mark [] a) {
            @Mark String s = (@Mark String) await("" + t);
            List<@Mark String> made = new @Mark ArrayList<@Mark String>();
            made.add(s);
            @Mark Number n = l.get(await(0));
            pause();
            if ((Object) s instanceof @Mark String u) made.add(u + await(a[0]));
            for (@Mark String each : made) s += await(each);
            return Task.of(s + n);
          }
          static Task<String> run() {
            return work("t", List.of(1), new int[] {2});
          }
        }
        """);
  }

  // Line ends of another system, and no line end at the end of the file.
  MasterTest carriageReturns() {
    return program(
        """
        package p;
        import static dev.suspendable.processor.testing.Awaits.*;
        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        class P {
          @Suspendable
          static Task<String> run() {
            int a = await(1); // comment
            /* block
               comment */
            String t = \"""
                text
                block
                \""";
            if (a == 1) {
              log(t);
              pause();
            }
            return Task.of(t + a);
          }
        }
        """
            .replace("\n", "\r\n"));
  }

  MasterTest tabsAndCarriageReturns() {
    return program(
        """
        package p;
        import static dev.suspendable.processor.testing.Awaits.*;
        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        class P {
        \t@Suspendable
        \tstatic Task<String> run() {
        \t\tString all = "\t";
        \t\tfor (int i = 0;\ti < await(3);\ti++)\t{
        \t\t\tall += "a\tb"\t+ await(\ti\t)
        \t\t\t\t+ i;\t// a\tcomment
        \t\t\tlog(\tall\t);
        \t\t}
        \t\treturn\tTask.of(all);
        \t}
        }
        """
            .replace("\n", "\r\n"));
  }

  MasterTest sameSimpleNames() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.*;
            import dev.suspendable.annotations.*;

            class P {
              @Suspendable
              static Task<String> run() {
                Item mine = new Item(await(1));
                q.Item other = await(new q.Item("other"));
                q.r.Item third = new q.r.Item();
                pause();
                String all = await(q.P.work(mine.n, other)) + await(work(2, mine));
                return Task.of(all + mine.n + other.text + await(third.work(3, mine)));
              }

              @Suspendable
              static Task<String> work(int n, Item item) {
                Task<String> task = q.P.work(n, new q.Item("p" + item.n));
                return Task.of("p" + await(task));
              }
            }

            class Item {
              final int n;

              Item(int n) {
                this.n = n;
              }
            }
            """)
        .with(
            """
            package q;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.*;
            import dev.suspendable.annotations.*;

            public class P {
              @Suspendable
              public static Task<String> work(int n, Item item) {
                Item again = new Item(await(item.text));
                return Task.of("q" + await(n) + again.text);
              }
            }
            """)
        .with(
            "package q; public class Item { public String text; public Item(String t) { text = t; }"
                + " }")
        .with(
            """
            package q.r;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.annotations.*;

            public class Item {
              static class Task {}

              @Suspendable
              public dev.suspendable.Task<String> work(int n, Object item) {
                Task task = await(new Task());
                return dev.suspendable.Task.of("r" + await(n) + (task != null));
              }
            }
            """);
  }

  MasterTest dollarsInNames() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;

        class P {
          @Suspendable
          static Task<String> run() {
            String all = await(A.m(1)) + await(A.B.m(2)) + await(A$C.m(3)) + await($.m(4));
            all += await(run$1()) + await($(5)) + await($$(6)) + await(P$$run.step(7));
            return Task.of(all + new A.$B$().$);
          }

          @Suspendable
          static Task<String> run$1() {
            return Task.of("run$1" + await(1));
          }

          @Suspendable
          static Task<String> $(int $) {
            return Task.of("$" + await($));
          }

          @Suspendable
          static Task<String> $$(int $$) {
            return Task.of("$$" + await($$) + await($($$)));
          }

          static class A {
            @Suspendable
            static Task<String> m(int i) {
              return Task.of("A" + await(i));
            }

            static class B {
              @Suspendable
              static Task<String> m(int i) {
                return Task.of("A.B" + await(i));
              }
            }

            static class $B$ {
              int $ = 7;
            }
          }

          static class A$C {
            @Suspendable
            static Task<String> m(int i) {
              return Task.of("A$C" + await(i));
            }
          }

          static class $ {
            @Suspendable
            static Task<String> m(int i) {
              return Task.of("$.m" + await(i));
            }
          }
        }

        class P$$run {
          @Suspendable
          static Task<String> step(int state) {
            int frame = await(state);
            return Task.of("step" + frame);
          }
        }
        """);
  }

  MasterTest unicodeNames() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.*;
        import dev.suspendable.annotations.*;

        class P {
          @Suspendable
          static Task<String> run() {
            Größe größe = new Größe(await(1));
            pause();
            return Task.of(await(größe.größe(2)) + await(größe.größer(2)) + await(𝒳(größe)) + größe.maß);
          }

          @Suspendable
          private static Task<String> 𝒳(Größe 値) {
            値.maß += await(値.maß);
            return Task.of("𝄞" + 値.maß);
          }
        }

        class Größe {
          int maß;

          Größe(int maß) {
            this.maß = maß;
          }

          @Suspendable
          Task<Integer> größe(int π) {
            return Task.of(maß * await(π));
          }

          @Suspendable
          Task<Integer> größer(int \\u03c0) {
            return Task.of(maß * await(π) + \\u03c0);
          }
        }
        """);
  }

  MasterTest noLineEndAtEndOfFile() {
    return program(
        """
        package p;
        import static dev.suspendable.processor.testing.Awaits.*;
        class P {
          @dev.suspendable.annotations.Suspendable
          static dev.suspendable.Task<String> run() {
            pause();
            return dev.suspendable.Task.of("x" + await(1));
          }
        }\
        """
            .stripTrailing());
  }

  MasterTest allOnOneLine() {
    return program(
        "package p; class P { @dev.suspendable.annotations.Suspendable"
            + " static dev.suspendable.Task<String> run() { int a ="
            + " dev.suspendable.processor.testing.Awaits.await(1); for (int i = 0; i < a; i++) {"
            + " dev.suspendable.processor.testing.Awaits.pause(); } return"
            + " dev.suspendable.Task.of(\"x\" + a); } }");
  }

  /** A serializable lambda names the class that made it, so that the body stays in the frame. */
  MasterTest linesWhereTheBodyStaysInTheFrame() {
    return body(
        "String",
        """
        IntSupplier two =
            (IntSupplier & Serializable) () -> 2;
        await(await(two.getAsInt()));
        for (int i = 0; i < 2; i++) {
          await(
              await(i));
        }
        return Task.of("end");
        """);
  }
}
