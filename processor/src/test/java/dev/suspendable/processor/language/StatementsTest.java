package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions in if, blocks, throw, assert, and declarations. */
final class StatementsTest extends LanguageTest {
  MasterTest ifElse() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 4; i++) {
          if (await(i) == 0) s += "zero";
          else if (i == 1) s += await("one");
          else if (await(i) == 2) {
            s += "two";
          } else {
            s += "more" + await(i);
          }
          if (i == await(1)) {
          } else s += "-";
          if (i > 1) pause();
        }
        return Task.of(s);
        """);
  }

  MasterTest danglingElse() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 4; i++) {
          if (await(i) > 0)
            if (i > 1)
              if (await(i) == 2) s += "a";
              else s += "b";
            else s += "c";
        }
        return Task.of(s);
        """);
  }

  MasterTest blocksReuseNames() {
    return body(
        "String",
        """
        String s = "";
        {
          int x = await(1);
          s += x;
        }
        {
          String x = await("str");
          s += x;
          {
            long y = await(2L);
            s += y;
          }
          {
            List<String> y = List.of(await("l"));
            s += y;
          }
        }
        for (int x = 0; x < 1; x++) s += await(x);
        for (char x : "c".toCharArray()) s += await(x);
        try {
          double x = await(1.5);
          s += x;
        } finally {
          boolean x = await(true);
          s += x;
        }
        int[] x = {await(9)};
        return Task.of(s + x[0]);
        """);
  }

  MasterTest throwStatement() {
    return body(
        "String",
        """
        try {
          if (see(true)) throw new IllegalStateException(await("message"));
        } catch (IllegalStateException e) {
          log(e);
        }
        RuntimeException e = await(new IllegalArgumentException("iae"));
        try {
          throw await(e);
        } catch (IllegalArgumentException same) {
          log(same == e);
        }
        RuntimeException none = null;
        try {
          throw await(none);
        } catch (NullPointerException n) {
          log("null");
        }
        throw new IOException("end " + await(1));
        """);
  }

  MasterTest assertStatement() {
    return body(
        "String",
        """
        int i = 5;
        assert await(i) == 5;
        assert await(i) == 5 : fail("unused");
        String s = "";
        try {
          assert await(i) == 6 : "detail " + await(i);
        } catch (AssertionError e) {
          log(e.getMessage());
          s += "a";
        }
        try {
          assert i == 6 : await(7);
        } catch (AssertionError e) {
          log(e.getMessage());
        }
        try {
          assert await(false);
        } catch (AssertionError e) {
          log("" + e.getMessage());
        }
        assert i == 5 : "plain";
        return Task.of(s);
        """);
  }

  MasterTest definiteAssignment() {
    return body(
        "String",
        """
        final int x;
        if (await(true)) x = 1;
        else x = await(2);
        final String s;
        switch (await(x)) {
          case 1: s = "one"; break;
          default: s = await("other");
        }
        int y;
        try {
          y = await(3);
        } catch (AwaitFailure e) {
          y = -1;
        }
        int z;
        while (true) {
          z = await(4);
          if (z > 3) break;
        }
        final int w = await(true) ? await(5) : 6;
        boolean b;
        int v;
        if (await(x) == 1 && (v = await(7)) > 0) b = v == 7;
        else b = false;
        int u;
        if ((u = await(8)) > 0 || see(true)) u++;
        int t;
        t = u = await(9);
        Runnable r = () -> log(x + s + w);
        r.run();
        int q, p = await(10), o;
        o = q = p;
        return Task.of(x + s + y + z + w + b + u + t + q + o);
        """);
  }

  MasterTest definiteAssignmentByThrow() {
    return body(
        "String",
        """
        final int x;
        switch (await("b")) {
          case "a" -> x = 1;
          case "b" -> x = await(2);
          default -> throw new IllegalStateException();
        }
        final int y;
        do {
          if (await(x) > 1) {
            y = 1;
            break;
          }
          return Task.of("no");
        } while (true);
        int k;
        boolean ok = (k = await(4)) > 3 && k < 5;
        final int z;
        try {
          z = await(3);
        } finally {
          pause();
        }
        return Task.of("" + x + y + k + ok + z);
        """);
  }

  MasterTest blankLocalsStayBlank() {
    return body(
        "String",
        """
        int a;
        String b;
        long c;
        pause();
        a = 1;
        pause();
        b = "b";
        c = await(3L);
        return Task.of(a + b + c);
        """);
  }

  MasterTest localsOfAllTypes() {
    return body(
        "String",
        """
        boolean z = see(true);
        byte b = 1;
        short sh = 2;
        char c = 'c';
        int i = 3;
        long l = 4L;
        float f = 5.5f;
        double d = 6.5;
        String s = "s";
        Object o = List.of(1);
        int[] a = {7};
        String[][] aa = {{"q"}};
        List<? extends Number> w = List.of(8);
        Runnable r = () -> log("run");
        Object v = new Object() {
          int hidden = 9;
          @Override
          public String toString() {
            return "v" + hidden++;
          }
        };
        pause();
        z = !z;
        b++;
        sh++;
        c++;
        i++;
        l++;
        f++;
        d++;
        pause();
        r.run();
        log(v);
        pause();
        return Task.of("" + z + b + sh + c + i + l + f + d + s + o + a[0] + aa[0][0] + w.get(0) + v);
        """);
  }

  MasterTest declarators() {
    return body(
        "String",
        """
        int a = await(1), b[] = {a, await(2)}, c = b[1] + await(3);
        final String s = await("s"), t = s + await("t");
        int d[] = new int[await(2)], e[][] = {{await(4)}};
        return Task.of("" + a + b[0] + b[1] + c + s + t + d.length + e[0][0]);
        """);
  }

  MasterTest varInference() {
    return body(
        "String",
        """
        var i = await(1);
        var s = await("s");
        var list = new ArrayList<>(List.of(await(1), 2));
        var map = new HashMap<String, List<? extends Number>>();
        map.put("k", List.of(await(1.5)));
        for (var entry : map.entrySet()) {
          for (var n : entry.getValue()) {
            s += n.intValue() + await(i);
          }
        }
        var fn = (Function<Integer, Integer>) x -> x + 1;
        pause();
        return Task.of(s + list + fn.apply(i));
        """);
  }

  MasterTest intersectionTypes() {
    return body(
        "String",
        """
        Object x = await(true) ? "s" : 5;
        var l = List.of(1, "a", 2.0);
        pause();
        String s = "";
        for (Object e : l) {
          s += e.hashCode() == await(e.hashCode());
        }
        s += pick(await("p"), see(1)).hashCode() + "" + x;
        return Task.of(s);
        """,
        """
        static <T extends Comparable<?> & java.io.Serializable> T pick(T a, T b) {
          return a;
        }
        """);
  }

  MasterTest localInterfaceUse() {
    return body(
        "String",
        """
        interface Shape {
          int area();
        }
        record Square(int side) implements Shape {
          public int area() {
            return side * side;
          }
        }
        Shape s = new Square(await(3));
        pause();
        return Task.of(s + " " + s.area());
        """);
  }

  MasterTest localEnum() {
    return body(
        "String",
        """
        enum Color { RED, GREEN }
        Color c = await(Color.GREEN);
        String s = switch (c) {
          case RED -> "r" + await(1);
          case GREEN -> "g" + await(2);
        };
        return Task.of(s + c.ordinal());
        """);
  }

  MasterTest synchronizedWithoutSuspension() {
    return body(
        "String",
        """
        Object lock = new Object();
        int n = await(1);
        synchronized (lock) {
          n++;
          log(Thread.holdsLock(lock));
        }
        pause();
        log(Thread.holdsLock(lock));
        return Task.of("" + n);
        """);
  }

  MasterTest unusedAndShadowedFields() {
    return body(
        "String",
        """
        int x = await(1);
        P.x = 5;
        {
          int y = P.x + x;
          log(y);
        }
        int y = await(2);
        return Task.of(x + P.x + y + "");
        """,
        """
        static int x = 100;
        static int y = 200;
        """);
  }

  MasterTest nullLocals() {
    return body(
        "String",
        """
        String s = null;
        List<String> l = null;
        pause();
        if (s == null && l == null) {
          s = await((String) null);
        }
        pause();
        return Task.of("" + s + l);
        """);
  }

  MasterTest returnForms() {
    return body(
        "String",
        """
        int i = await(3);
        if (i == 1) return Task.of("one");
        if (i == 2) return (Task.of("two"));
        return i == 3 ? Task.of("three" + await(1)) : Task.of(await("more"));
        """);
  }

  MasterTest returnSwitch() {
    return body(
        "String",
        """
        int i = await(3);
        return switch (i) {
          case 1 -> Task.of("one");
          case 3 -> Task.of("three" + await(i));
          default -> throw new IllegalStateException();
        };
        """);
  }

  MasterTest returnVoid() {
    return body(
        "Void",
        """
        pause();
        if (await(true)) return Task.completed();
        log("never");
        return Task.completed();
        """);
  }

  MasterTest returnNull() {
    return body(
        "String",
        """
        pause();
        return Task.of(null);
        """);
  }

  MasterTest returnGenericInference() {
    return body(
        "List<String>",
        """
        List<String> l = new ArrayList<>();
        if (await(true)) {
          l.add(await("x"));
          return Task.of(l);
        }
        return Task.of(new ArrayList<>());
        """);
  }

  MasterTest returnEmptyInference() {
    return body(
        "Map<String, List<Integer>>",
        """
        if (await(false)) return Task.of(Map.of());
        return Task.of(Collections.emptyMap());
        """);
  }

  MasterTest returnWidensByBoxing() {
    return body(
        "Object",
        """
        if (await(1) > 2) return Task.of("s");
        return Task.of(await(5));
        """);
  }

  MasterTest returnCharAsInt() {
    return body(
        "int",
        """
        char c = await('c');
        return Task.of((int) c);
        """);
  }

  MasterTest returnLong() {
    return body(
        "long",
        """
        return Task.of(await(1) + 2L);
        """);
  }

  MasterTest noSuspension() {
    return body(
        "String",
        """
        int i = see(1);
        return Task.of("" + i);
        """);
  }

  MasterTest onlyReturn() {
    return body(
        "String",
        """
        return Task.of(await("x"));
        """);
  }

  MasterTest throwsBeforeFirstSuspension() {
    return body(
        "String",
        """
        log("start");
        if (see(true)) throw new IOException("early");
        return Task.of(await("x"));
        """);
  }

  MasterTest unreachableEnd() {
    return body(
        "String",
        """
        try {
          return Task.of(await("x"));
        } finally {
          pause();
        }
        """);
  }

  MasterTest throwAtEnd() {
    return body(
        "String",
        """
        pause();
        throw new IOException("end");
        """);
  }
}
