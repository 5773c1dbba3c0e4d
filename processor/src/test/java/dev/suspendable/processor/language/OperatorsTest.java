package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions as operands of operators: Java's order of evaluation is kept. */
final class OperatorsTest extends LanguageTest {
  MasterTest leftOperandIsReadFirst() {
    return body(
        "int",
        """
        int a = see(1);
        int sum = a + await(a = 5) + a + await(see(a += 1)) * a;
        return Task.of(sum);
        """);
  }

  MasterTest arithmetic() {
    return body(
        "String",
        """
        int i = await(17) / see(5) % await(3) - -await(2);
        long l = await(3L) * see(7) + await(2);
        double d = await(1.5) / see(2) - await(3f);
        int shifted = await(1) << await(4) >> see(1) >>> await(2);
        long masked = (await(12L) & await(10)) | see(1) ^ await(6L);
        return Task.of(i + " " + l + " " + d + " " + shifted + " " + masked + " " + ~await(5));
        """);
  }

  MasterTest division() {
    return body(
        "int",
        """
        int zero = await(0);
        try {
          return Task.of(see(1) / await(zero) + see(2));
        } catch (ArithmeticException e) {
          log(e);
        }
        return Task.of(await(7) % see(zero) + await(3));
        """);
  }

  MasterTest comparison() {
    return body(
        "String",
        """
        boolean a = await(1) < await(2);
        boolean b = see(1L) >= await(1);
        boolean c = await('a') == await(97);
        boolean d = await("x") != see("x");
        boolean e = await(Double.NaN) == see(Double.NaN);
        return Task.of(a + " " + b + " " + c + " " + d + " " + e);
        """);
  }

  MasterTest shortCircuit() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 4; i++) {
          boolean x = (i & 1) == 1;
          boolean y = (i & 2) == 2;
          s += await(x) && see(y);
          s += see(x) && await(y);
          s += await(x) || see(y);
          s += see(x) || await(y);
          s += !await(x) && (see(y) || await(x)) ^ await(y);
          s += await(x) & await(y) | see(x);
        }
        return Task.of(s);
        """);
  }

  MasterTest shortCircuitAsCondition() {
    return body(
        "int",
        """
        int n = 0;
        for (int i = 0; i < 4; i++) {
          if (await(i > 0) && (see(i) > 1 || !await(i == 1))) {
            n += 1;
          } else if (!(await(i) == 0 || see(false))) {
            n += 10;
          }
          while (see(n) % 3 != 0 && await(n) < 100) {
            n++;
          }
        }
        return Task.of(n);
        """);
  }

  MasterTest conditional() {
    return body(
        "String",
        """
        String s = "";
        for (boolean b : new boolean[] {true, false}) {
          s += await(b) ? see(1) : await(2);
          s += see(b) ? await(3) : see(4);
          s += b ? await(1) : 2.5;
          s += b ? await('x') : 98;
          s += b ? see((Integer) 7) : await(8L);
          Object o = b ? await(1) : await("s");
          s += o;
          s += b ? await(b) ? 1 : await(2) : await(3) > 2 ? await(4) : 5;
        }
        return Task.of(s);
        """);
  }

  MasterTest conditionalUnboxesNull() {
    return body(
        "int",
        """
        Integer none = null;
        try {
          int x = await(true) ? none : await(2);
          return Task.of(x);
        } catch (NullPointerException e) {
          log("null");
        }
        Integer y = await(true) ? none : await((Integer) 3);
        return Task.of(y == null ? 1 : 2);
        """);
  }

  MasterTest concatenation() {
    return body(
        "String",
        """
        char[] chars = {'a'};
        Object none = null;
        String s = see("x") + await(1) + see(2) + await('c') + none + await((Object) null);
        s = 1 + await(2) + "|" + await(3) + 4 + await(5L) + 1.0f + await(false);
        s += await("tail") + see('!');
        s += 'a' + await('b') + "c";
        s = await(s) + await(s = "changed") + s;
        return Task.of(s + String.valueOf(chars));
        """);
  }

  MasterTest compoundAssignmentToLocal() {
    return body(
        "String",
        """
        int i = 10;
        i += await(i = 3);
        i -= see(i) * await(2);
        byte b = 120;
        b += await(10);
        char c = 'a';
        c += await(1);
        short h = 1;
        h <<= await(4);
        long l = 1;
        l *= await(2.9);
        int d = 7;
        d /= await(2f);
        String s = "s";
        s += await(1) + await(2);
        Object o = "o";
        o += await("p");
        boolean z = true;
        z &= await(false);
        z |= await(true);
        z ^= await(true);
        Integer boxed = 5;
        boxed += await(6);
        Character boxedChar = 'x';
        boxedChar++;
        i >>>= await(33);
        return Task.of(i + " " + b + c + h + l + d + s + o + z + boxed + boxedChar);
        """);
  }

  MasterTest compoundAssignmentToField() {
    return body(
        "String",
        """
        P p = new P();
        p.get(1).field += await(p.field = 5);
        p.get(2).field *= await(2) + see(p.field);
        P.shared += await(P.shared = 3);
        p.text += await("b");
        P none = null;
        try {
          none.field += await(1);
        } catch (NullPointerException e) {
          log("null");
        }
        try {
          p.get(3).boxed += await(1);
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(p.field + " " + P.shared + p.text + p.boxed);
        """,
        """
        int field = 1;
        static int shared = 10;
        String text = "a";
        Integer boxed;
        P get(int i) {
          log("get " + i);
          return this;
        }
        """);
  }

  MasterTest compoundAssignmentToElement() {
    return body(
        "String",
        """
        int[] a = {1, 2, 3};
        int i = 0;
        a[i++] += await(10);
        a[await(i)] *= await(5) + see(a[1] = 100);
        see(a)[see(2)] -= await(i = 7);
        String[] s = {"x", null};
        s[await(0)] += await("y");
        s[1] += await("z");
        byte[] bytes = {1};
        bytes[0] <<= await(9);
        long[][] grid = {{1}, {2, 3}};
        grid[await(1)][see(0)] |= await(12);
        int[] none = null;
        try {
          none[see(0)] += await(1);
        } catch (NullPointerException e) {
          log("null");
        }
        try {
          a[see(3)] += await(1);
        } catch (ArrayIndexOutOfBoundsException e) {
          log(e);
        }
        try {
          a[await(-1)] += see(1);
        } catch (ArrayIndexOutOfBoundsException e) {
          log(e);
        }
        return Task.of(Arrays.toString(a) + s[0] + s[1] + bytes[0] + grid[1][0]);
        """);
  }

  MasterTest simpleAssignment() {
    return body(
        "String",
        """
        int x;
        int y = x = await(3);
        int[] a = new int[2];
        a[see(0)] = a[await(1)] = see(4);
        P p = new P();
        p.self(1).f = p.self(2).f = await(6);
        shared = await(7);
        long widened = await(8);
        double d = y = await(9);
        try {
          a[see(2)] = await(1);
        } catch (ArrayIndexOutOfBoundsException e) {
          log(e);
        }
        P none = null;
        try {
          none.f = await(1);
        } catch (NullPointerException e) {
          log("null");
        }
        Object[] strings = new String[1];
        try {
          strings[0] = await((Object) 1);
        } catch (ArrayStoreException e) {
          log(e);
        }
        return Task.of(x + " " + y + Arrays.toString(a) + p.f + shared + widened + d);
        """,
        """
        int f;
        static int shared;
        P self(int i) {
          log("self " + i);
          return this;
        }
        """);
  }

  MasterTest increments() {
    return body(
        "String",
        """
        int[] a = {1, 2};
        String s = "" + a[await(0)]++ + ++a[await(1)] + a[see(0)]-- + --a[await(0)];
        P p = new P();
        s += p.self(await(1)).f++ + await(p.f) + --p.self(await(2)).f;
        int i = 0;
        s += i++ + await(i++) + i-- + await(--i);
        Integer[] boxed = {5};
        s += boxed[await(0)]++ + boxed[0];
        byte[] b = {127};
        b[await(0)]++;
        char[] c = {'a'};
        s += c[await(0)]++;
        return Task.of(s + Arrays.toString(a) + p.f + b[0] + c[0]);
        """,
        """
        int f;
        P self(int i) {
          log("self " + i);
          return this;
        }
        """);
  }

  MasterTest casts() {
    return body(
        "String",
        """
        int i = (int) await(3.99);
        byte b = (byte) await(300);
        char c = (char) (await('a') + 1);
        Object o = await((Object) "text");
        String s = (String) await(o);
        long l = (Integer) await((Object) 5);
        double d = (double) await(1) / 2;
        Comparable<String> both = (Comparable<String> & CharSequence) await(s);
        try {
          Integer wrong = (Integer) await(o);
        } catch (ClassCastException e) {
          log(e);
        }
        int n = (int) (Object) await((Integer) 7);
        return Task.of(i + " " + b + c + s + l + d + both.compareTo("text") + n);
        """);
  }

  MasterTest castToIntersection() {
    return body(
        "int",
        """
        Object o = await((Object) "four");
        int n = ((CharSequence & Comparable<?>) await(o)).length();
        return Task.of(n);
        """);
  }

  MasterTest nestedAwaits() {
    return body(
        "int",
        """
        int x = await(await(1) + await(await(await(2)) * see(3)));
        return Task.of(await(await(x)));
        """);
  }

  MasterTest unary() {
    return body(
        "String",
        """
        int i = -await(5);
        int j = +await((byte) 3);
        int k = ~await('a');
        boolean b = !await(true);
        int m = - -await(1);
        return Task.of(i + " " + j + k + b + m + (-await(1.0)) + (-await(2L)));
        """);
  }

  MasterTest parentheses() {
    return body("int", "return Task.of(((await((see(1))))) * (2 + ((await(3)))));");
  }

  MasterTest mixedTypes() {
    return body(
        "String",
        """
        byte b = 1;
        short s = 2;
        char c = 'c';
        var x = b + await(s);
        var y = c + await(c);
        var z = await(b) * 2L;
        var w = await(b) == 1 ? await(c) : b;
        float f = await(b) + await(1.5f);
        Integer boxed = await(4);
        int unboxed = await(boxed) + boxed;
        return Task.of(x + "," + y + "," + z + "," + w + "," + f + "," + unboxed);
        """);
  }

  MasterTest constantsAreFolded() {
    return body(
        "String",
        """
        final int k = 3;
        final String s = "const";
        byte b = k;
        String t = s + k + await(1) + s;
        log(t == (s + k + 1 + s));
        switch (await(3)) {
          case k:
            t += "k";
            break;
          default:
            t += "?";
        }
        return Task.of(t + b);
        """);
  }

  /** Made of constants, but not constant: evaluated when it is its turn. */
  MasterTest constantOperandsThatFail() {
    return body(
        "int",
        """
        try {
          log((int) (Object) "o" + await(1));
        } catch (ClassCastException e) {
          log("cast");
        }
        try {
          log(1 / 0 + await(2));
        } catch (ArithmeticException e) {
          log(e);
        }
        try {
          log(((Integer) (Object) 1L).equals(await(3)));
        } catch (ClassCastException e) {
          log("receiver");
        }
        return Task.of(7 % 0 - await(4));
        """);
  }

  MasterTest constantConditions() {
    return body(
        "int",
        """
        int n = 0;
        if (false) {
          n = await(1);
        }
        if (true) {
          n += await(2);
        } else {
          n += await(3);
        }
        n += false ? await(4) : see(5);
        if (false && await(true)) {
          n = 100;
        }
        if (true || await(true)) {
          n++;
        }
        return Task.of(n);
        """);
  }

  MasterTest manyOperandsAlive() {
    return body(
        "String",
        """
        return Task.of(
            see(1) + see(2L) + see(3f) + see(4d) + see('5') + ("" + see((byte) 6)) + see((short) 7)
                + see(true) + see("s") + await("t") + see(8) + await(9) + see(10));
        """);
  }
}
