package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions in loops, and jumps out of and within them. */
final class LoopsTest extends LanguageTest {
  MasterTest whileLoop() {
    return body(
        "String",
        """
        int i = 0;
        String s = "";
        while (await(i) < 3) {
          s += i;
          i += await(1);
        }
        while (see(i) > 0) i -= await(2);
        while (await(i < 0)) i++;
        return Task.of(s + i);
        """);
  }

  MasterTest doWhile() {
    return body(
        "String",
        """
        int i = 0;
        String s = "";
        do {
          s += await(i);
          i++;
        } while (await(i) < 3);
        do i--; while (await(i) > 1);
        do s += await("x"); while (see(false));
        do {
          if (i++ < 3) continue;
          s += "end";
        } while (await(i) < 5);
        return Task.of(s + i);
        """);
  }

  MasterTest forLoop() {
    return body(
        "String",
        """
        String s = "";
        for (int i = await(0), j = await(5); i < await(3); i += await(1), j -= see(1)) {
          s += i * await(j);
        }
        for (int i = 0; ; i++) {
          if (await(i) == 2) break;
          s += "b";
        }
        int k;
        for (k = await(1), log("init"); see(k) < 4; log("update"), k *= await(2)) s += k;
        for (;;) {
          s += await("once");
          break;
        }
        for (long l = 0; l < 2; l++) pause();
        return Task.of(s + k);
        """);
  }

  MasterTest forWithoutSuspensionInBody() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < await(2); i++) {
          s += i;
        }
        for (int i = 0, n = await(2); i < n; i++) {
          s += i;
        }
        for (int i = 0; i < 2; i += await(1)) {
          s += i;
        }
        return Task.of(s);
        """);
  }

  MasterTest forEachArray() {
    return body(
        "String",
        """
        int[] a = {1, 2, 3};
        String s = "";
        for (int x : a) {
          a[2] = 9;
          s += x + await(x);
        }
        for (int x : a) {
          a = new int[0];
          s += await(x);
        }
        for (String t : await(new String[] {"p", "q"})) {
          s += t;
        }
        for (long l : new int[] {1, 2}) {
          l += await(l);
          s += l;
        }
        for (final char c : "ab".toCharArray()) s += await(c);
        int[] none = null;
        try {
          for (int x : none) s += await(x);
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(s);
        """);
  }

  MasterTest forEachIterable() {
    return body(
        "String",
        """
        List<String> list = new ArrayList<>(List.of("a", "b"));
        String s = "";
        for (String t : list) {
          s += t + await(t);
        }
        for (Object o : await(list)) {
          s += await(o);
        }
        for (int i : List.of(1, 2)) {
          s += await(i) + i;
        }
        for (var e : new TreeMap<>(Map.of("k", 1, "l", 2)).entrySet()) {
          s += e.getKey() + await(e.getValue());
        }
        try {
          for (String t : list) {
            list.add(await("c"));
          }
        } catch (ConcurrentModificationException e) {
          log("modified");
        }
        Iterable<String> none = null;
        try {
          for (String t : none) s += await(t);
        } catch (NullPointerException e) {
          log("null");
        }
        return Task.of(s);
        """);
  }

  MasterTest forEachOverOwnIterable() {
    return body(
        "String",
        """
        String s = "";
        for (String t : make()) {
          s += await(t);
        }
        for (Iterator<String> it = make().iterator(); it.hasNext(); ) s += await(it.next());
        return Task.of(s);
        """,
        """
        static class Base implements Iterable<String> {
          @Override
          public Iterator<String> iterator() {
            log("iterator");
            return new Iterator<>() {
              int n = 0;
              @Override
              public boolean hasNext() {
                log("hasNext");
                return n < 2;
              }
              @Override
              public String next() {
                log("next");
                return "e" + n++;
              }
            };
          }
        }
        static class P2 extends Base {}
        static P2 make() {
          return new P2();
        }
        """);
  }

  MasterTest forEachOverRawAndWildcard() {
    return body(
        "String",
        """
        List raw = List.of("r", 1);
        String s = "";
        for (Object o : raw) s += await(o);
        List<? extends Number> numbers = List.of(1, 2.0);
        for (Number n : numbers) s += n.intValue() + await(1);
        for (var n : numbers) s += n.intValue() + await(2);
        Collection<? super Integer> wide = new ArrayList<Number>(List.of(7));
        for (Object o : wide) s += await(o);
        for (List<? extends CharSequence> l : List.of(List.of("x"), List.of("y"))) {
          for (CharSequence c : l) s += c.length() + await("z");
        }
        return Task.of(s);
        """);
  }

  MasterTest breakAndContinue() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 6; i++) {
          if (i == 1) continue;
          if (await(i) == 2) continue;
          if (i == 4) break;
          s += i + await(i);
        }
        int n = 0;
        while (true) {
          n++;
          if (await(n) % 2 == 0) continue;
          if (n > 4) break;
          s += "w";
        }
        do {
          if (await(n--) > 3) continue;
          if (n < 2) break;
          s += "d";
        } while (await(true));
        return Task.of(s);
        """);
  }

  MasterTest labelledJumps() {
    return body(
        "String",
        """
        String s = "";
        outer:
        for (int i = 0; i < 4; i++) {
          inner:
          for (int j = 0; ; j++) {
            s += i + "" + j + ";";
            if (await(j) > i) continue outer;
            if (i == 2 && j == 1) break inner;
            if (i == 3) break outer;
            for (int k : new int[] {1, 2}) {
              if (await(k) == 2) continue inner;
            }
          }
          s += "|" + await(i);
        }
        return Task.of(s);
        """);
  }

  MasterTest labelledBlock() {
    return body(
        "String",
        """
        String s = "";
        block: {
          s += await("a");
          if (s.length() == 1) break block;
          s += "never";
        }
        other: if (await(true)) {
          for (;;) {
            if (await(s).equals("a")) break other;
          }
        }
        a: b: c: for (;;) {
          pause();
          break b;
        }
        x: try {
          pause();
          break x;
        } finally {
          s += await("f");
        }
        return Task.of(s);
        """);
  }

  MasterTest nestedLoopsAllKinds() {
    return body(
        "String",
        """
        String s = "";
        int i = 0;
        while (i < 2) {
          int j = 0;
          do {
            for (int k = 0; k < 2; k++) {
              for (String t : List.of("p", "q")) {
                s += t + await(i) + j + k;
              }
            }
          } while (++j < 2);
          i++;
        }
        return Task.of(s);
        """);
  }

  MasterTest infiniteLoopWithReturn() {
    return body(
        "String",
        """
        int i = 0;
        for (;;) {
          if (await(i) == 3) {
            return Task.of("r" + i);
          }
          i++;
        }
        """);
  }

  MasterTest infiniteWhileLeftByException() {
    return body(
        "String",
        """
        int i = 0;
        while (true) {
          if (i++ == 2) throw new IllegalStateException("left");
          pause();
        }
        """);
  }

  MasterTest infiniteDoLoop() {
    return body(
        "String",
        """
        int i = 0;
        do {
          if (await(i++) == 2) return Task.of("x" + i);
        } while (true);
        """);
  }

  MasterTest jumpsInLoopsWithoutSuspension() {
    return body(
        "String",
        """
        String s = "";
        loop:
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            if (j == 1) continue loop;
            s += i;
          }
        }
        for (int i = 0; i < 3; i++) {
          if (await(i) == 1) {
            int j = 5;
            while (j > 0) {
              if (j-- == 3) break;
            }
            s += j;
            for (String t : List.of("u", "v")) {
              if (t.equals("v")) continue;
              s += t;
            }
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest returnFromWithinSynchronousLoop() {
    return body(
        "String",
        """
        pause();
        for (int i = 0; ; i++) {
          for (int j = 0; j < 3; j++) {
            if (i * j == 4) {
              return Task.of(i + "," + j);
            }
          }
        }
        """);
  }

  MasterTest breakOutOfSuspendingLoopFromCarriedCode() {
    return body(
        "String",
        """
        String s = "";
        outer:
        while (true) {
          s += await("a");
          for (int j = 0; ; j++) {
            if (s.length() > 2) break outer;
            if (j == 1) continue outer;
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest emptyBodies() {
    return body(
        "String",
        """
        int i = 0;
        for (; await(i++) < 2; );
        while (await(i++) < 5);
        do ; while (await(i++) < 7);
        for (String t : await(List.of("x"))) ;
        for (int x : await(new int[2])) {}
        ;
        {}
        return Task.of("" + i);
        """);
  }

  MasterTest loopVariableAfterLoop() {
    return body(
        "String",
        """
        int i;
        for (i = 0; i < 10; i++) if (await(i) == 3) break;
        int found = i;
        String last = null;
        for (String t : List.of("a", "b")) last = await(t);
        return Task.of(found + last);
        """);
  }

  MasterTest deadCodeAfterLoops() {
    return body(
        "String",
        """
        int n = await(1);
        if (n == 1) {
          while (true) {
            if (await(n++) > 2) return Task.of("in");
          }
        } else {
          for (;;) {
            pause();
          }
        }
        """);
  }
}
