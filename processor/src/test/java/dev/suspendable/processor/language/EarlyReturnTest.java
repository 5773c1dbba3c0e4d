package dev.suspendable.processor.language;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/**
 * Coroutines that are ended by an await: of an empty {@code Optional}, of a {@code Result} without
 * a value. Their plain versions throw an error there, which the coroutine's own method catches.
 */
final class EarlyReturnTest extends LanguageTest {
  private static final String HEAD =
      """
      package p;

      import static dev.suspendable.processor.testing.Awaits.*;

      import dev.suspendable.*;
      import dev.suspendable.annotations.*;
      import dev.suspendable.processor.testing.*;
      import java.io.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;

      class P {
        static <T> Optional<T> none() { return see(Optional.empty()); }
        static <T> Optional<T> some(T value) { return see(Optional.of(value)); }
        static <T> Result<T> failed() { return Result.failed(new IOException("failed")); }
      """;

  /**
   * A program whose comments say where the plain version differs: {@code begin} and {@code end} are
   * around the body of a coroutine that returns objects, {@code endOfTask} of one that returns
   * tasks of them, and {@code all} is the begin of a block that catches all.
   */
  private static MasterTest early(String members) {
    String source = HEAD + members.indent(2) + "}\n";
    return MasterTest.program(
        source,
        source
            .replace("/*begin*/", "try {")
            .replace("/*end*/", "} catch (EarlyReturn e) { return e.object(); }")
            .replace("/*endOfTask*/", "} catch (EarlyReturn e) { return Task.of(e.object()); }")
            .replace(
                "/*endOfFuture*/",
                "} catch (EarlyReturn e) { return CompletableFuture.completedFuture(e.object()); }")
            .replace("/*all*/", "Plainly.uncaught(t);"));
  }

  MasterTest tasksOfOptionals() {
    return early(
        """
        @Suspendable static Task<String> run() {
          String all = "";
          for (int i = 0; i < 4; i++) {
            all += Coroutines.await(each(i)) + ", " + Coroutines.await(elsewhere(i));
          }
          return Task.of(all + await("end"));
        }
        @Suspendable static Task<Optional<String>> each(int i) {
          /*begin*/
          String s = i + await("before");
          if (i % 2 == 0) {
            s += Coroutines.await(P.<String>none()) + await("never");
          }
          s += Coroutines.await(some(await("value")));
          return Task.of(Optional.of(s));
          /*endOfTask*/
        }
        static Task<Optional<String>> elsewhere(int i) { return each(i + 1); }
        """);
  }

  MasterTest scopesAreLeft() {
    return early(
        """
        interface Quiet extends AutoCloseable {
          @Override void close();
        }
        @Suspendable static Task<Optional<Integer>> run() {
          /*begin*/
          String s = "a";
          try (Quiet c = () -> log("close")) {
            log(c == null);
            try {
              s += await("b");
              s += Coroutines.await(P.<String>none());
              log("never");
            } catch (RuntimeException | Error t) { /*all*/
              log("caught " + t.getClass());
            } finally {
              log("inner " + s);
              s += await("c");
              log("inner " + s);
            }
          } finally {
            log("outer " + s);
            pause();
            log("outer");
          }
          return Task.of(Optional.of(1));
          /*endOfTask*/
        }
        """);
  }

  MasterTest aCleanupThatFails() {
    return early(
        """
        @Suspendable static Task<Optional<Integer>> run() {
          /*begin*/
          try {
            pause();
            int i = Coroutines.await(P.<Integer>none());
            return Task.of(Optional.of(i));
          } finally {
            if (see(true)) throw new IllegalStateException("cleanup");
          }
          /*endOfTask*/
        }
        """);
  }

  MasterTest aStopIsNotReplaced() {
    return early(
            """
            @Suspendable static Task<Optional<Integer>> run() {
              /*begin*/
              try {
                pause();
              } finally {
                log("cleanup");
                pause();
                log(Coroutines.await(P.<Integer>none()));
              }
              return Task.of(Optional.of(1));
              /*endOfTask*/
            }
            """)
        .whenStopped(1, "await 'pause'", "cleanup", "await 'pause'", "see Optional.empty")
        .whenStopped(2, "await 'pause'", "cleanup", "await 'pause'");
  }

  MasterTest directCallsAndRecursion() {
    return early(
        """
        @Suspendable static Task<String> run() {
          String all = "";
          for (int i = 0; i < 3; i++) {
            all += Coroutines.await(depth(i, 5)) + ";";
          }
          return Task.of(all);
        }
        @Suspendable static Task<Optional<Integer>> depth(int limit, int n) {
          /*begin*/
          try {
            if (n == limit) {
              return Task.of(Optional.of(1 + Coroutines.await(P.<Integer>none())));
            }
            if (n == 0) {
              return Task.of(Optional.of(await(0)));
            }
            Optional<Integer> deeper = Coroutines.await(depth(limit, n - 1));
            return Task.of(Optional.of(n + Coroutines.await(deeper)));
          } finally {
            log("leaves " + n);
          }
          /*endOfTask*/
        }
        """);
  }

  MasterTest resultsInTasks() {
    return early(
        """
        @Suspendable static Task<String> run() {
          String s = "";
          s += Coroutines.await(sum(Result.of(1), Result.of(2)));
          s += Coroutines.await(sum(Result.of(1), failed()));
          return Task.of(s);
        }
        @Suspendable static Task<Result<Integer>> sum(Result<Integer> a, Result<Integer> b) {
          /*begin*/
          int first = Coroutines.await(a) + await(10);
          try {
            return Task.of(Result.of(first + Coroutines.await(b)));
          } finally {
            pause();
          }
          /*endOfTask*/
        }
        """);
  }

  MasterTest futures() {
    return early(
        """
        @Suspendable static Task<String> run() {
          String s = "";
          for (int i = 0; i < 2; i++) {
            s += Coroutines.await(future(i)) + ",";
          }
          return Task.of(s + await("end"));
        }
        @Suspendable static CompletableFuture<Optional<Integer>> future(int i) {
          /*begin*/
          int v = Coroutines.await(i == 0 ? P.<Integer>none() : some(i));
          return CompletableFuture.completedFuture(Optional.of(v));
          /*endOfFuture*/
        }
        """);
  }

  /** Coroutines that end before their call returns; {@code run} is one that suspends. */
  private static MasterTest immediate(String members) {
    return early(
        """
        @Suspendable static Task<String> run() throws Exception {
          String s = await("a");
          for (int i = 0; i < 5; i++) {
            try {
              s += " " + of(i) + await(i);
            } catch (IllegalStateException | NoSuchElementException e) {
              s += " " + e.getMessage();
            }
          }
          return Task.of(s);
        }
        """
            + members);
  }

  MasterTest optionals() {
    return immediate(
        """
        @Suspendable static Optional<String> of(int i) {
          /*begin*/
          try {
            switch (i) {
              case 0: return Optional.of("x" + Coroutines.await(some(1)));
              case 1: return Optional.of("y" + Coroutines.await(none()));
              case 2: return none();
              case 3: throw new IllegalStateException("three" + Coroutines.await(some(3)));
              default: return i > 5 ? Optional.empty() : some("z" + Coroutines.await(some(i)));
            }
          } catch (NoSuchElementException e) {
            return Optional.of("never");
          } finally {
            log("leaves " + i);
          }
          /*end*/
        }
        """);
  }

  MasterTest returnsAreThoseOfMethods() {
    return immediate(
        """
        @Suspendable static Optional<? extends Number> of(int i) {
          /*begin*/
          Object lock = new Object();
          Optional<Integer> one = some(Coroutines.await(some(1)));
          try {
            if (i == 0) {
              return Optional.of(null);
            }
            synchronized (lock) {
              try {
                if (i == 1) return one;
              } finally {
                log("unlocks " + i);
              }
            }
            Optional<Long> two = Optional.of(2L);
            if (i == 2) return i > 2 ? one : two;
            return switch (i) {
              case 3 -> one.map(n -> n + Coroutines.await(some(i)) > 3 ? 3.5 : 4.5);
              default -> throw new IllegalStateException("end");
            };
          } catch (NullPointerException e) {
            log("caught");
            return one;
          } finally {
            if (i == 1) return some((short) 9);
          }
          /*end*/
        }
        """
            .replace("Coroutines.await(some(i)) > 3 ?", "see(n) > 3 ?"));
  }

  MasterTest results() {
    return immediate(
        """
        @Suspendable static Result<Integer> of(int i) {
          /*begin*/
          try {
            int v = Coroutines.await(i == 0 ? P.<Integer>failed() : Result.of(i));
            return i == 1 ? Result.of(v) : P.<Integer>failed();
          } finally {
            log("leaves " + i);
          }
          /*end*/
        }
        """);
  }

  MasterTest lambdasAndInstances() {
    return immediate(
        """
        interface Finder<T> {
          @Suspendable Optional<T> find(int i);
        }
        static final class Book {
          final Map<Integer, String> names = Map.of(1, "one", 2, "two");
          @Suspendable Optional<String> name(int i) {
            /*begin*/
            return Optional.of(Coroutines.await(Optional.ofNullable(names.get(i))) + "!");
            /*end*/
          }
          @Suspendable <T> Optional<List<T>> all(Finder<T> finder, int... is) {
            /*begin*/
            List<T> all = new ArrayList<>();
            for (int i : is) all.add(Coroutines.await(finder.find(i)));
            return Optional.of(all);
            /*end*/
          }
        }
        static Optional<String> of(int i) {
          Book book = new Book();
          Finder<String> twice = n -> { /*begin*/
            String s = Coroutines.await(book.name(n));
            return Optional.of(s + s);
          /*end*/ };
          return Optional.of(book.all(twice, 1, i) + " " + book.all(book::name, i));
        }
        """);
  }
}
