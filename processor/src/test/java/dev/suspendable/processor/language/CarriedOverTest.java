package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * Statements without a suspension, which frames carry over as they are, and the ways out of them.
 */
final class CarriedOverTest extends LanguageTest {
  MasterTest lockIsAwaited() {
    return body(
        "int",
        """
        Object lock = new Object();
        int sum = 0;
        for (int i = 0; i < 3; i++) {
          synchronized (await(lock)) {
            sum += see(i);
            if (Thread.holdsLock(lock)) log("held");
            if (i == 1) continue;
          }
          log(Thread.holdsLock(lock));
        }
        return Task.of(sum);
        """);
  }

  MasterTest assignedBehindAJump() {
    return body(
        "String",
        """
        int broken = 5, continued = 5, yielded = 5, found = 5;
        int n = await(7);
        while (true) {
          if (n > 3) break;
          broken = 1;
          n = await(9);
        }
        for (int i = await(0); i < 3; i++) {
          if (i == 1) continue;
          log(continued);
          continued = i;
          await(i);
        }
        int chosen = switch (await(n)) {
          case 7 -> {
            if (n == 7) yield 2;
            yielded = 1;
            await(3);
            yield 3;
          }
          default -> 4;
        };
        try {
          await(n);
          if (n == 7) return Task.of(broken + " " + continued + " " + yielded + " " + chosen);
          found = 1;
          await(2);
        } finally {
          log(found);
        }
        return Task.of("not left");
        """);
  }

  MasterTest lockIsNull() {
    return body(
        "String",
        """
        Object none = null;
        try {
          synchronized (await(none)) {
            log("in");
          }
        } catch (NullPointerException e) {
          return Task.of("null");
        }
        return Task.of("out");
        """);
  }

  MasterTest lockAndReturn() {
    return body(
        "int",
        """
        synchronized ((await(new int[] {see(1)}))) {
          return Task.of(see(2));
        }
        """);
  }

  MasterTest waysOutOfSynchronizedTry() {
    return body(
        "String",
        """
        Object lock = new Object();
        String s = "";
        outer:
        for (int i = 0; i < await(5); i++) {
          for (int k = 0; k < await(2); k++) {
            synchronized (lock) {
              try {
                if (i == 0) continue;
                if (i == 1) break;
                if (i == 2) continue outer;
                if (i == 4) return Task.of(s + see("r"));
                s += "x";
              } finally {
                s += i + "f" + Thread.holdsLock(lock);
              }
              s += "b";
            }
            s += k;
          }
          s += await(i);
        }
        return Task.of(s);
        """);
  }

  MasterTest cleanupFailsBehindReturn() {
    return body(
        "String",
        """
        Object lock = new Object();
        try {
          pause();
          synchronized (lock) {
            try {
              return Task.of(see("value"));
            } finally {
              log("cleanup");
              if (see(true)) throw new IllegalStateException("cleanup");
            }
          }
        } catch (IllegalStateException e) {
          log(await(e.getMessage()));
        }
        return Task.of("caught");
        """);
  }

  MasterTest cleanupFailsBehindReturnWithoutHandler() {
    return body(
        "String",
        """
        pause();
        try {
          return Task.of(see("value"));
        } finally {
          if (see(true)) throw new IllegalStateException("cleanup");
        }
        """);
  }

  MasterTest cleanupFailsBehindBreak() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 3; i++) {
          try {
            pause();
            for (;;) {
              try (java.io.Closeable c = () -> { throw new IOException("close"); }) {
                if (see(1) == 1) break;
              }
            }
            s += "b";
          } catch (IOException e) {
            s += await(e.getMessage());
            try {
              try {
                if (i == 1) continue;
                if (i == 2) break;
              } finally {
                s += "f";
                if (i == 2) throw new IOException("finally");
              }
            } catch (IOException f) {
              s += f.getMessage();
            }
          }
          s += i;
        }
        return Task.of(s);
        """);
  }

  MasterTest finallyOverridesReturn() {
    return body(
        "int",
        """
        for (int i = 0; i < await(3); i++) {
          try {
            try {
              return Task.of(see(i));
            } finally {
              if (i < 2) continue;
            }
          } finally {
            log("outer" + i);
          }
        }
        return Task.of(-1);
        """);
  }

  MasterTest neverCompletes() {
    return body(
        "int",
        """
        int i = await(0);
        synchronized (P.class) {
          try {
            i++;
            throw new IllegalArgumentException("never");
          } catch (IllegalArgumentException e) {
            return Task.of(see(i));
          } finally {
            log("f");
          }
        }
        """);
  }

  MasterTest yieldsThroughFinally() {
    return body(
        "String",
        """
        String s = "";
        for (int i = 0; i < 3; i++) {
          s += switch (await(i)) {
            case 0 -> {
              try {
                yield see("zero");
              } finally {
                log("f");
              }
            }
            case 1 -> {
              synchronized (s) {
                try {
                  if (s.length() > 1) yield "long";
                } finally {
                  log("g");
                }
              }
              yield await("short");
            }
            default -> await("other");
          };
        }
        return Task.of(s);
        """);
  }

  MasterTest endlessLoopOverConstant() {
    return body(
        "int",
        """
        final boolean on = true;
        int i = await(0);
        synchronized (P.class) {
          while (on) {
            if (++i > 3) return Task.of(see(i));
          }
        }
        """);
  }

  MasterTest endlessLoopOverConstantBehindIf() {
    return body(
        "int",
        """
        final boolean on = true;
        final int last;
        int i = await(0);
        if (i == 0) {
          for (; on && true; ) {
            if (++i > 3) {
              last = i;
              break;
            }
          }
        } else {
          last = await(7);
        }
        do {
          i++;
          if (i > 9) break;
        } while (1 + 1 == 2);
        Supplier<Integer> s = () -> last;
        return Task.of(await(s.get()) + see(i));
        """);
  }

  MasterTest assignedAndCapturedInOneStatement() {
    return body(
        "String",
        """
        int x;
        String y;
        pause();
        synchronized (P.class) {
          x = see(5);
          Supplier<Integer> s = () -> x;
          if (s.get() > 3) {
            y = "big" + s.get();
          } else {
            y = "small";
          }
          Runnable r = () -> log(y + x);
          r.run();
        }
        return Task.of(await(y) + x);
        """);
  }

  MasterTest assignedAndCapturedInOneExpression() {
    return body(
        "int",
        """
        int x;
        long z;
        int sum = await(1);
        sum += apply(x = see(5), () -> x) + await(2);
        sum += apply((int) (z = 3L), () -> (int) z + x);
        return Task.of(sum + await(x));
        """,
        "static int apply(int a, Supplier<Integer> s) { return a + s.get(); }");
  }

  MasterTest assignedOnBothWaysAndCaptured() {
    return body(
        "int",
        """
        int x;
        pause();
        if (see(1) == 1) {
          x = 10;
        } else {
          x = 20;
        }
        pause();
        int y;
        if (see(2) == 1) { y = 1; } else { y = 2; Supplier<Integer> s = () -> y + x; log(s.get()); }
        int z;
        try { z = see(3); Supplier<Integer> s = () -> z; log(s.get()); } finally { log("f"); }
        return Task.of(await(y) + new Object() { int sum() { return x + y; } }.sum());
        """);
  }

  MasterTest jumpsThatFinallyTakesBack() {
    return body(
        "String",
        """
        String s = "";
        for (int i = await(0); i < 4; i++) {
          while (true) {
            try {
              if (i == 0) continue;
              return Task.of("never");
            } finally {
              while (true) {
                try {
                  if (i < 3) return Task.of("nor this");
                  s += "x";
                } finally {
                  s += i;
                  break;
                }
              }
              if (see(i) != 2) break;
              log("again");
              i++;
            }
          }
          s += ";";
        }
        return Task.of(s);
        """);
  }

  MasterTest innerReturnIsTakenBack() {
    return body(
        "String",
        """
        pause();
        try {
          return Task.of(see("first"));
        } finally {
          for (;;) {
            try {
              return Task.of(see("second"));
            } finally {
              break;
            }
          }
        }
        """);
  }

  MasterTest labelsOfTheUser() {
    return body(
        "String",
        """
        String s = "";
        exit:
        for (int i = 0; i < await(3); i++) {
          dispatch:
          for (;;) {
            exit2:
            for (;;) {
              try {
                if (i == 1) continue exit;
                if (i == 2) break exit;
                break dispatch;
              } finally {
                s += i;
              }
            }
          }
          s += "d";
        }
        dispatch: exit: for (;;) { if (s.length() > 5) break dispatch; s += "y"; }
        return Task.of(s);
        """);
  }
}
