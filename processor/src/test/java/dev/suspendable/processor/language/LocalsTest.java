package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;
import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Locals live across suspensions, whatever their names and types. */
final class LocalsTest extends LanguageTest {
  MasterTest namesOfGeneratedThings() {
    return body(
        "String",
        """
        int frame = 1, self = 2, state = 3, awaiter = 4, thrown = 5, dispatch = 6, ramp = 7, step = 8;
        int clear = 9, location = 10, operand = 11, result = 12, exit = 13, failure = 14, caught = 15, coroutine = 16;
        int sum = frame + await(self);
        pause();
        sum += state + await(awaiter) + thrown + dispatch + await(ramp) + step;
        try {
          sum += await(clear) + location + operand;
        } catch (AwaitFailure e) {
          sum = -await(failure);
        } finally {
          sum += await(result) + exit;
        }
        sum += failure + caught + coroutine;
        return Task.of("" + sum);
        """);
  }

  MasterTest namesOfGeneratedThingsAsParametersAndFields() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          int frame = 1;
          int self = 2;
          static int state = 3;
          static int POOL = 4;
          String operand = "operand";
          static Task<String> run() {
            return new P().step(5, 6, "a", new int[] {7}, 8L);
          }
          int ramp() {
            return 100;
          }
          static int clear() {
            return 200;
          }
          int resumePoint() {
            return 300;
          }
          String suspend(int a, Object b) {
            return a + "suspend" + b;
          }
          boolean unwinding() {
            return true;
          }
          @Suspendable
          Task<String> step(int awaiter, int thrown, String result, int[] exit, long location) {
            String s = "" + frame + self + state + operand + POOL;
            pause();
            s += awaiter + await(thrown) + result + exit[0] + location + this.frame + this.operand;
            s += ramp() + await(clear()) + resumePoint() + suspend(await(1), "x") + unwinding();
            Runnable handle = () -> log(frame + self + state + operand + ramp() + clear());
            handle.run();
            return Task.of(s + getClass().getSimpleName());
          }
        }
        """);
  }

  MasterTest namesOfInheritedPromiseMembers() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          static Task<String> run() {
            return new P().work();
          }
          String returnValue(String x) {
            return "mine:" + x;
          }
          String awaitReady() {
            return "ready";
          }
          Object handle() {
            return "handle";
          }
          Object awaiter() {
            return "awaiter";
          }
          static String start() {
            return "start";
          }
          static String run(int n) {
            return "run" + n;
          }
          String resume() {
            return "resume";
          }
          String toCompletableFuture() {
            return "tcf";
          }
          @Suspendable
          Task<String> work() {
            String s = returnValue(await("x")) + awaitReady() + handle() + awaiter() + start();
            pause();
            s += run(await(1)) + resume() + toCompletableFuture() + hashCode(1) + equals("q", await("r"));
            s += Other.finish() + Other.result;
            return Task.of(s);
          }
          int hashCode(int n) {
            return n;
          }
          String equals(String a, String b) {
            return a + b;
          }
          static class Other {
            static String result = "Other.result";
            static String finish() {
              return "finish";
            }
          }
        }
        """);
  }

  MasterTest namesOfTypes() {
    return body(
        "String",
        """
        String String = await("String");
        int Integer = await(1);
        Object Task = "t";
        pause();
        List<Object> Awaiter = new ArrayList<>();
        Awaiter.add(String);
        Awaiter.add(await(Integer));
        pause();
        return dev.suspendable.Task.of("" + String + Integer + Task + Awaiter);
        """);
  }

  MasterTest ownTypesNamedAsRuntimeTypes() {
    return program(
        """
        package p;

        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.annotations.Suspendable;

        class P {
          static class Task {}
          static class Awaiter {
            final int n = await1();
            int await1() {
              return 5;
            }
          }
          static class TaskPromise {}
          static class Throwable {}
          static class Object {}
          static class String2 {}
          static class Override {}
          static class IllegalStateException extends RuntimeException {
            private static final long serialVersionUID = 1;
            IllegalStateException(java.lang.String s) {
              super(s);
            }
          }
          @Suspendable
          static dev.suspendable.Task<java.lang.String> run() {
            Awaiter a = new Awaiter();
            Object o = new Object();
            pause();
            try {
              if (await(a.n) == 5 && o != null) throw new IllegalStateException("mine");
            } catch (IllegalStateException e) {
              return dev.suspendable.Task.of(e.getMessage() + await(new TaskPromise().getClass().getSimpleName()));
            }
            return dev.suspendable.Task.of("");
          }
        }
        """);
  }

  MasterTest dollarsAndUnderscores() {
    return body(
        "String",
        """
        int $ = await(1), $1 = await(2), a$b = 3, __ = 4, _a = 5, frame$ = 6, e$ = 7;
        pause();
        try {
          fail("x");
        } catch (AwaitFailure e$$) {
          log(e$$);
        }
        return Task.of("" + $ + $1 + a$b + __ + _a + frame$ + e$ + await($));
        """);
  }

  MasterTest contextualKeywords() {
    return body(
        "String",
        """
        int var = await(1), record = await(2), yield = await(3), sealed = 4, permits = 5, module = 6, to = 7, open = 8, with = 9;
        pause();
        record += var;
        return Task.of("" + var + record + yield + sealed + permits + module + to + open + with);
        """);
  }

  MasterTest unicode() {
    return body(
        "String",
        """
        String grüße = await("ä€𝄞");
        int π = await(3), Δx = 4;
        char ñ = 'ñ', e = '\\u0065';
        pause();
        return Task.of(grüße + π + Δx + ñ + e + "\\u00e9\\uD834\\uDD1E" + await("日本"));
        """);
  }

  MasterTest manyLocals() {
    return body(
        "String",
        """
        int a0 = await(0), a1 = await(1), a2 = 2, a3 = 3, a4 = 4, a5 = 5, a6 = 6, a7 = 7, a8 = 8, a9 = 9;
        long b0 = 10, b1 = 11, b2 = 12, b3 = 13;
        double c0 = .5, c1 = 1.5;
        String s0 = "s0", s1 = await("s1"), s2 = null;
        for (int i = 0; i < 2; i++) {
          a0 += await(a9);
          b0 *= await(b3);
          c0 -= await(c1);
          s2 = s0 + await(s1) + s2;
        }
        return Task.of("" + a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + b0 + b1 + b2 + b3 + c0 + c1 + s2);
        """);
  }

  MasterTest reassignedAcrossSuspensions() {
    return body(
        "String",
        """
        int x = 1;
        String s = "";
        for (int i = 0; i < 3; i++) {
          int y = x;
          x = await(x + i);
          s += y + ":" + x + ";";
          if (i == 1) {
            x = 0;
            pause();
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest deadBeforeAssignedAgain() {
    return body(
        "String",
        """
        int x = await(1);
        String s = "" + x;
        pause();
        x = await(2);
        s += x;
        {
          Object big = new int[] {x};
          s += ((int[]) big).length;
        }
        pause();
        x++;
        return Task.of(s + x);
        """);
  }

  MasterTest floatingPoint() {
    return body(
        "String",
        """
        float f = await(1e-40f);
        double d = await(-0.0), nan = await(Double.NaN);
        float ff = f * 2;
        pause();
        double third = 1 / 3.0 + await(0.1);
        strictly(f);
        return Task.of(ff + " " + d + " " + nan + " " + third + (float) await(0.1) + await(Double.MAX_VALUE) * 10);
        """,
        """
        static void strictly(float f) {
          log(f);
        }
        """);
  }

  MasterTest literals() {
    return body(
        "String",
        """
        long l = await(0xFFFF_FFFFL) + 0b1010 + 0777 + 1_000;
        char c = await('\\'');
        String s = "tab\\there \\"quoted\\" \\\\ \\0 \\177 nl\\n" + await("\\t");
        double d = 0x1.8p1 + await(1e3) + .5f + 1d;
        return Task.of(l + " " + c + s + d + (int) '\\n' + Long.MIN_VALUE + Integer.MIN_VALUE + await(-2147483648));
        """);
  }

  MasterTest annotationsOnLocals() {
    return body(
        "String",
        """
        @SuppressWarnings("unchecked")
        List<String> l = (List<String>) (Object) List.of(await("x"));
        @Deprecated final int x = await(1);
        for (@SuppressWarnings("unused") int i : new int[] {1}) pause();
        try (@SuppressWarnings("try") StringReader r = new StringReader("")) {
          pause();
        } catch (final @SuppressWarnings("x") AwaitFailure e) {
          pause();
        }
        return Task.of(l.get(0) + x);
        """);
  }

  MasterTest parametersReassigned() {
    return body(
        "String",
        """
        return Task.of(await(work(1, "s", new int[] {2}, 3, 4)));
        """,
        """
        @Suspendable
        static Task<String> work(int a, String b, final int[] c, long... d) {
          a += await(1);
          b = b + await(a);
          pause();
          d[0] = await(9L);
          c[0]++;
          return Task.of(a + b + c[0] + d[0] + d[1]);
        }
        """);
  }

  MasterTest blankFinalAcrossSuspension() {
    return body(
        "String",
        """
        final String s;
        pause();
        s = await("s");
        pause();
        final int n;
        if (s.length() == 1) {
          pause();
          n = 1;
        } else {
          n = await(2);
        }
        Supplier<String> f = () -> s + n;
        pause();
        return Task.of(f.get());
        """);
  }

  MasterTest uninitialisedOnSomePaths() {
    return body(
        "String",
        """
        int n;
        boolean ok = await(true);
        if (ok) n = 5;
        pause();
        if (ok) {
          n = 7;
          log(n);
        }
        String t;
        switch (await(1)) {
          case 1:
            t = "one";
            pause();
            log(t);
            break;
          case 2:
            t = await("two");
            log(t);
        }
        return Task.of("end");
        """);
  }

  MasterTest finalConstants() {
    return body(
        "String",
        """
        final int a = 1, b = 2;
        final String s = "s", t = s + a;
        byte c = b;
        final long l = 3L;
        pause();
        char d = a + 'b';
        log((s + a) == t);
        pause();
        return Task.of("" + a + b + c + d + s + t + l);
        """);
  }

  MasterTest severalInOneDeclaration() {
    return body(
        "int",
        """
        int sum = 0;
        P p = await(new P()), q = p, r[] = {p, await(q)};
        for (P each : r) {
          P a = each, b = a, c[] = {a, b};
          Map<String, P> d = new HashMap<>(), e[] = null;
          sum += c.length + d.size() + (e == null ? 1 : 2);
        }
        Runnable run = () -> {
          final P a = new P(), b = a;
          log(a == b);
        };
        run.run();
        return Task.of(sum + (await(1)));
        """);
  }
}
