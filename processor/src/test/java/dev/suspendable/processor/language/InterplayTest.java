package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Small programs in which several features meet. */
final class InterplayTest extends LanguageTest {
  MasterTest indexBeforeValue() {
    return body(
        "String",
        """
        int[] a = {1, 2, 3};
        int i = 0;
        a[i] = i = await(2);
        i = i++ + await(i);
        a[i & 1] = a[i = 0] + await(i);
        return Task.of(Arrays.toString(a) + i);
        """);
  }

  MasterTest incrementsAroundAwaits() {
    return body(
        "String",
        """
        int x = 1;
        x += x++ * await(x) + ++x;
        int a = await(1);
        int b = (a = 3) + await(a) + (a++) + await(a--);
        int[] xs = {1, 2, 3};
        int sum = 0;
        for (int i = xs.length; i-- > 0; ) sum += xs[i] * await(i);
        long[] l = {1};
        l[(int) await(0L)] += 1.7;
        l[0] = l[0]++ + await(l[0]);
        return Task.of(x + " " + a + " " + b + " " + sum + " " + l[0]);
        """);
  }

  MasterTest shiftsByLongs() {
    return body(
        "String",
        """
        long x = 5;
        x <<= await(2L);
        int y = 3;
        y >>= await(33L);
        byte b = -1;
        b >>>= await(1);
        return Task.of(x + " " + y + " " + b);
        """);
  }

  MasterTest stringsAndNull() {
    return body(
        "String",
        """
        String s = null;
        s += await("x");
        s += null;
        s += await((Object) null);
        return Task.of(s);
        """);
  }

  MasterTest patternAndJumps() {
    return body(
        "String",
        """
        Object o = await((Object) 1);
        if (!(o instanceof Integer i) || await(i) != 1) {
          return Task.of("x");
        }
        pause();
        Object p = "s";
        for (int k = 0; !(p instanceof Integer n); k++) {
          pause();
          if (k == 1) p = 4;
        }
        do {
          if (await(true)) break;
        } while (!(o instanceof String q));
        return Task.of("y" + i + n);
        """);
  }

  MasterTest breakInTryOfEndlessLoop() {
    return body(
        "String",
        """
        int n = 0;
        for (;;) {
          try {
            if (await(n++) > 2) break;
            continue;
          } finally {
            log("f" + n);
          }
        }
        return Task.of("" + n);
        """);
  }

  MasterTest lambdasMadeInTryOfLoop() {
    return body(
        "String",
        """
        List<Runnable> rs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          final int j = await(i);
          try {
            rs.add(() -> log(j));
            if (j == 1) continue;
            pause();
          } finally {
            rs.add(() -> log("f" + j));
          }
        }
        for (Runnable r : rs) r.run();
        return Task.of("");
        """);
  }

  MasterTest constantLabels() {
    return body(
        "String",
        """
        char c = 'a';
        c++;
        c += await(1);
        switch (c) {
          case 'a' + 2:
            return Task.of("yes" + await(c));
        }
        return Task.of("no");
        """);
  }

  MasterTest classesInLambdas() {
    return body(
        "String",
        """
        Supplier<Supplier<String>> f =
            () -> {
              String inner = "i";
              class L {
                String g() {
                  return inner;
                }
              }
              return () -> new L().g();
            };
        pause();
        return Task.of(f.get().get());
        """);
  }

  MasterTest finalConstantIsCaptured() {
    return body(
        "String",
        """
        int x;
        {
          int y = await(1);
          x = y;
        }
        {
          final int y = 5;
          Runnable r = () -> log(y);
          pause();
          r.run();
        }
        return Task.of("" + x);
        """);
  }

  MasterTest ifElseThatBothLeave() {
    return body(
        "String",
        """
        if (await(true)) throw new IOException("e");
        else return Task.of("x");
        """);
  }

  MasterTest switchThatThrowsAtEnd() {
    return body(
        "String",
        """
        switch (await(1)) {
          case 1: {
            int x = await(2);
            if (x == 2) break;
          }
          case 2:
            throw new IllegalStateException();
        }
        return Task.of("end");
        """);
  }

  MasterTest boxesAndIdentity() {
    return body(
        "String",
        """
        Integer i = 127, j = await((Integer) 127);
        log(i == j);
        i++;
        i += await(1);
        Long big = 1L << 40;
        log(big == await(1L << 40));
        return Task.of("" + i);
        """);
  }

  MasterTest narrowLoopVariables() {
    return body(
        "String",
        """
        String s = "";
        for (char c = 'a'; c < 'd'; c += await(1)) s += c;
        for (byte b = 126; b > 0; b++) s += await(b);
        for (short h = 0; h < 2; ++h) pause();
        return Task.of(s);
        """);
  }

  MasterTest synchronizedThatReturns() {
    return body(
        "String",
        """
        Object lock = new Object();
        pause();
        synchronized (lock) {
          if (see(true)) return Task.of("in");
        }
        pause();
        return Task.of("out");
        """);
  }

  MasterTest synchronizedThatReturnsOneOfTwo() {
    return body(
        "String",
        """
        Object lock = new Object();
        synchronized (lock) {
          for (int i = 0; ; i++) {
            if (see(i) == 2) return see(true) ? Task.of("in " + Thread.holdsLock(lock)) : Task.of("else");
          }
        }
        """);
  }

  MasterTest synchronizedThatReturnsOneOfTwoInATry() {
    return body(
        "String",
        """
        int n = await(1);
        synchronized (P.class) {
          for (int i = 0; ; i++) {
            try {
              if (i == 1) return see(n) == 1 ? Task.of("one" + see(2)) : Task.of("two");
              if (i == 2) return (Task<String>) switch (n) {
                case 1 -> throw new IllegalStateException(see("in switch"));
                default -> Task.of("default");
              };
            } catch (IllegalStateException e) {
              return see(true) ? Task.of(e.getMessage()) : Task.of("no");
            } finally {
              log("finally " + i + Thread.holdsLock(P.class));
              if (i == 1) continue;
            }
          }
        }
        """);
  }

  MasterTest synchronizedThatReturnsByASwitch() {
    return body(
        "Object",
        """
        int n = await(2);
        synchronized (P.class) {
          if (see(n) > 1) return switch (n) {
            case 1 -> Task.of("one");
            case 2 -> see(false) ? Task.of((Object) "no") : Task.of(see(2));
            default -> throw new IllegalStateException();
          };
        }
        return Task.of(await("behind"));
        """);
  }

  MasterTest synchronizedThatReturnsATask() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          static final Object LOCK = new Object();

          @Suspendable
          static Task<String> run() {
            return Task.of(await(chosen(1)) + await(chosen(2)) + await(chosen(3)) + await(chosen(4)));
          }

          @Suspendable
          static Task<String> chosen(int i) {
            pause();
            try {
              synchronized (LOCK) {
                if (i == 1) return other(i);
                if (i == 2) return (Task<String>) (see(true) ? other(i) : Task.of("no"));
                synchronized (P.class) {
                  if (i == 3) return Task.of("three");
                }
                log("end");
              }
              pause();
            } finally {
              log("finally " + i + Thread.holdsLock(LOCK));
            }
            synchronized (LOCK) {
              return other(i);
            }
          }

          @Suspendable
          static Task<String> other(int i) {
            log("other " + i);
            return Task.of("other" + await(i));
          }
        }
        """);
  }

  MasterTest causeIsAwaited() {
    return body(
        "String",
        """
        try {
          throw await(new IOException("x"));
        } catch (IOException e) {
          throw new IllegalStateException(await("y"), e);
        } finally {
          log("f");
        }
        """);
  }

  MasterTest assertWithSeveralAwaits() {
    return body(
        "String",
        """
        assert await(1) == 1 && await(2) == 2 : await("m");
        boolean asserts = false;
        assert asserts = true;
        return Task.of("" + asserts);
        """);
  }

  MasterTest awaitEverywhereAtOnce() {
    return body(
        "String",
        """
        int[] a = {0, 0};
        String s = "";
        outer:
        for (int i = await(0); await(i) < await(3); i += await(1)) {
          switch (await(i) + 1) {
            case 1:
              try (StringReader r = await(new StringReader("x"))) {
                a[await(0)] += (int) await(r).read() + await(1);
                continue outer;
              } catch (IOException e) {
                throw new IllegalStateException(await("io"), e);
              } finally {
                s += await("f");
              }
            default:
              s += await(i) > 1 ? await("big") : switch (await("k")) { case "k" -> await("small"); default -> "?"; };
              assert await(true);
              if (await((Object) s) instanceof String t && t.length() > await(100)) break outer;
          }
        }
        return Task.of(s + Arrays.toString(a));
        """);
  }
}
