package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.program;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** The runtime's own operators and coroutine types. */
final class RealOperatorsTest extends LanguageTest {
  MasterTest tasks() {
    return program(
        """
        package p;

        import static dev.suspendable.Coroutines.await;
        import static dev.suspendable.processor.testing.Awaits.log;
        import static dev.suspendable.processor.testing.Awaits.pause;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          @Suspendable
          static Task<String> run() {
            int sum = 0;
            for (int i = 0; i < 3; i++) {
              sum += await(twice(i)) + await(Task.of(i));
            }
            log(sum);
            await(nothing());
            String s = await(Task.of("x")).concat(await(text("y")));
            return Task.of(s + sum);
          }
          @Suspendable
          static Task<Integer> twice(int n) {
            pause();
            return Task.of(2 * n);
          }
          @Suspendable
          static Task<Void> nothing() {
            pause();
            log("nothing");
            return Task.completed();
          }
          @Suspendable
          static Task<String> text(String s) {
            return Task.of(s);
          }
        }
        """);
  }

  MasterTest failures() {
    return program(
            """
            package p;

            import static dev.suspendable.Coroutines.await;
            import static dev.suspendable.processor.testing.Awaits.log;
            import static dev.suspendable.processor.testing.Awaits.pause;

            import dev.suspendable.Task;
            import dev.suspendable.annotations.Suspendable;
            import java.io.IOException;

            class P {
              @Suspendable
              static Task<String> run() {
                String s = "";
                try {
                  s += await(failing("a"), IOException.class);
                } catch (IOException e) {
                  log(e);
                  s += "caught";
                } finally {
                  s += await(Task.of("f"));
                }
                try {
                  s += await(Task.<String>failed(new IllegalStateException("ready")));
                } catch (IllegalStateException e) {
                  log(e);
                }
                return Task.of(s);
              }
              @Suspendable
              static Task<String> failing(String s) throws IOException {
                pause();
                throw new IOException(s);
              }
            }
            """)
        .withoutFailures();
  }

  MasterTest futures() {
    return program(
        """
        package p;

        import static dev.suspendable.Coroutines.await;
        import static dev.suspendable.processor.testing.Awaits.future;
        import static dev.suspendable.processor.testing.Awaits.log;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;
        import java.util.concurrent.CompletableFuture;
        import java.util.concurrent.CompletionStage;

        class P {
          @Suspendable
          static Task<String> run() {
            String s = await(future("a"));
            try {
              s += await(future(1)) + await(future("c").thenApply(x -> x + "!"));
              CompletionStage<String> stage = future("stage");
              s += await(stage);
            } catch (RuntimeException e) {
              log(e.getClass().getSimpleName());
              s += await(CompletableFuture.completedFuture("recovered"));
            }
            int n = await(future(5)) + await(future(6));
            return Task.of(s + n);
          }
        }
        """);
  }

  MasterTest futureCoroutines() {
    return program(
        """
        package p;

        import static dev.suspendable.Coroutines.await;
        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.annotations.Suspendable;
        import java.util.concurrent.CompletableFuture;
        import java.util.concurrent.CompletionStage;

        class P {
          @Suspendable
          static CompletableFuture<String> run() {
            String s = await(half(future(8)));
            pauses("x");
            try {
              s += await(future("y"));
            } finally {
              log("finally");
            }
            return CompletableFuture.completedFuture(s);
          }
          static void pauses(String s) {
            log(s);
          }
          @Suspendable
          static CompletionStage<String> half(CompletableFuture<Integer> n) {
            int h = await(n) / 2;
            return CompletableFuture.completedFuture("half" + h);
          }
        }
        """);
  }

  MasterTest mixedOperators() {
    return program(
            """
            package p;

            import static dev.suspendable.processor.testing.Awaits.*;

            import dev.suspendable.Coroutines;
            import dev.suspendable.Task;
            import dev.suspendable.annotations.Suspendable;

            class P {
              @Suspendable
              static Task<String> run() {
                String s = Coroutines.await(callee(await(1))) + await(callee(2)) + Coroutines.await(Coroutines.await(nested()));
                Task<String> stored = callee(4);
                s += Coroutines.await(s.isEmpty() ? null : stored);
                return Task.of(s);
              }
              @Suspendable
              static Task<String> callee(int n) {
                return Task.of("c" + await(n));
              }
              @Suspendable
              static Task<Task<String>> nested() {
                pause();
                return Task.of(callee(3));
              }
            }
            """)
        .withoutFailures()
        .withoutStops();
  }

  MasterTest returnOfOtherTask() {
    return program(
        """
        package p;

        import static dev.suspendable.Coroutines.await;
        import static dev.suspendable.processor.testing.Awaits.*;

        import dev.suspendable.Task;
        import dev.suspendable.annotations.Suspendable;

        class P {
          @Suspendable
          static Task<String> run() {
            log("run");
            String s = await(choose(1)) + await(choose(2)) + await(choose(3)) + await(inTry(4));
            Task<String> t = callee(s);
            return t;
          }
          @Suspendable
          static Task<String> choose(int n) {
            log("choose " + n);
            return n == 1 ? callee("one") : n == 2 ? Task.of("two") : switch (n) {
              case 3 -> (Task<String>) callee("three");
              default -> throw new IllegalStateException();
            };
          }
          @Suspendable
          static Task<String> inTry(int n) {
            try {
              return callee("try" + n);
            } catch (RuntimeException e) {
              log(e);
              return callee("caught");
            } finally {
              log("finally");
            }
          }
          @Suspendable
          static Task<String> callee(String s) {
            pause();
            return Task.of(s);
          }
        }
        """);
  }
}
