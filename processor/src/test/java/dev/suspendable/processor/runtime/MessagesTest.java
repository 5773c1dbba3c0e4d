package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What coroutines are called, and which await is which. */
final class MessagesTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            static CompletableFuture<String> f;
            @Suspendable static Task<String> one() {
              return Task.of(await(f)); // one waits
            }
            @Suspendable static Task<String> fails() {
              throw new IllegalStateException(await(Task.of("x")));
            }
            @Suspendable static Task<String> returns() {
              return one();
            }
            @Suspendable static Task<String> twice(Task<String> task) {
              String a = await(task); // first await
              String b = await(task); // second await
              return Task.of(a + b);
            }
            @Suspendable static Task<String> once(Task<String> task) {
              return Task.of(await(task)); // other await
            }
            @Suspendable static Task<String> later(Task<String> task) {
              String a = await(task); // later: first
              await(f);
              await(Task.of(1));
              return Task.of(a + await(Task.of("x")));
            }
            @Suspendable static Generator<Integer> numbers() {
              yieldValue(1); // numbers rests
              return Generator.end();
            }
            @Suspendable static CompletableFuture<String> future() {
              return CompletableFuture.completedFuture(await(f));
            }
            @Suspendable static CompletableFuture<String> nullFuture() { return null; }
            @Suspendable static CompletionStage<String> nullStage() { return null; }
            @Suspendable static Task<String> nullTask() { return null; }

            static String states() {
              StringBuilder s = new StringBuilder();
              f = new CompletableFuture<>();
              Task<String> task = one();
              s.append(task).append("\\n");
              CompletableFuture<String> end = task.toCompletableFuture();
              s.append(task).append("\\n").append(end).append("\\n");
              f.complete("x");
              s.append(task).append("\\n").append(end).append("\\n");

              f = new CompletableFuture<>();
              Task<String> stopped = one();
              CompletableFuture<String> stoppedEnd = stopped.toCompletableFuture();
              handle(stopped).setStopped();
              s.append(stopped).append("\\n").append(stoppedEnd).append("\\n");

              Task<String> failed = fails();
              s.append(failed.toCompletableFuture()).append("\\n").append(failed).append("\\n");

              Task<String> outer = returns();
              CompletableFuture<String> outerEnd = outer.toCompletableFuture();
              s.append(outer).append("\\n");
              f.complete("x");
              s.append(outer).append("\\n");
              return s.toString();
            }
            static String others() {
              StringBuilder s = new StringBuilder();
              Generator<Integer> numbers = numbers();
              s.append(numbers).append("\\n");
              numbers.next();
              s.append(numbers).append("\\n");
              numbers.hasNext();
              s.append(numbers).append("\\n");
              Generator<Integer> closed = numbers();
              closed.next();
              closed.close();
              s.append(closed).append("\\n");
              f = new CompletableFuture<>();
              CompletableFuture<String> future = future();
              s.append(future).append("\\n");
              f.complete("x");
              s.append(future).append("\\n");
              return s.toString();
            }
            static String message(Task<?> task) {
              try {
                task.toCompletableFuture().join();
                return "not refused";
              } catch (CompletionException e) {
                return e.getCause().getMessage();
              }
            }
            static String sameCoroutine() {
              f = CompletableFuture.completedFuture("x");
              return message(twice(one()));
            }
            static String sameCoroutineSuspended() {
              f = new CompletableFuture<>();
              Task<String> task = one();
              CompletableFuture<?> end = twice(task).toCompletableFuture();
              f.complete("x");
              try { return String.valueOf(end.join()); } catch (CompletionException e) { return e.getCause().getMessage(); }
            }
            static String whileWaiting() {
              f = new CompletableFuture<>();
              Task<String> task = one();
              once(task).toCompletableFuture();
              return message(twice(task));
            }
            static String firstHasGoneOn() {
              f = CompletableFuture.completedFuture("x");
              Task<String> task = one();
              later(task).toCompletableFuture();
              return message(once(task));
            }
            static String returnedTask() {
              f = CompletableFuture.completedFuture("x");
              return message(twice(returns()));
            }
            static String bySyncWait() throws Exception {
              f = CompletableFuture.completedFuture("x");
              Task<String> task = one();
              Task.syncWait(task);
              return message(once(task));
            }
            static String byWhenAll() {
              f = CompletableFuture.completedFuture("x");
              Task<String> task = one();
              Task.whenAll(task).toCompletableFuture();
              return message(once(task));
            }
            static String byHandle() {
              f = CompletableFuture.completedFuture("x");
              Task<String> task = one();
              handle(task).resume();
              return message(once(task));
            }
            static String nulls() {
              StringBuilder s = new StringBuilder();
              for (CompletableFuture<String> each : List.of(nullFuture(), nullStage().toCompletableFuture(), nullTask().toCompletableFuture())) {
                try { each.join(); } catch (CompletionException e) { s.append(e.getCause()).append("\\n"); }
              }
              return s.toString();
            }
          """);

  private static String run(String method) throws Throwable {
    return ((String) PROGRAM.run(method)).strip();
  }

  /** "app.P.one (P.java:12)". */
  private static String at(String method, String text) {
    return "app.P." + method + " (P.java:" + PROGRAM.lineOf(text) + ")";
  }

  private static String declared(String method) {
    return at(method, " " + method + "(");
  }

  @Test
  void tasksSayWhereTheyAre() throws Throwable {
    assertThat(run("states").lines())
        .containsExactly(
            declared("one") + ": created",
            declared("one") + ": suspended at line " + PROGRAM.lineOf("one waits"),
            "CompletableFuture[not completed] of "
                + declared("one")
                + ": suspended at line "
                + PROGRAM.lineOf("one waits"),
            declared("one") + ": completed",
            "CompletableFuture[completed] of " + declared("one") + ": completed",
            declared("one") + ": stopped",
            "CompletableFuture[cancelled] of " + declared("one") + ": stopped",
            "CompletableFuture[failed] of " + declared("fails") + ": failed",
            declared("fails") + ": failed",
            declared("returns") + ": continues in another coroutine, which it returned",
            declared("returns") + ": completed");
  }

  @Test
  void generatorsAndFuturesToo() throws Throwable {
    String rests = ": suspended at line " + PROGRAM.lineOf("numbers rests");
    assertThat(run("others").lines())
        .containsExactly(
            declared("numbers") + ": created",
            declared("numbers") + rests,
            declared("numbers") + ": completed",
            declared("numbers") + ": stopped",
            "CompletableFuture[not completed] of "
                + declared("future")
                + ": suspended at line "
                + (PROGRAM.lineOf(" future(") + 1),
            "CompletableFuture[completed] of " + declared("future") + ": completed");
  }

  private static String refused(String method, String first, String second) {
    return "The task of "
        + declared(method)
        + " was awaited before "
        + first
        + ", and is awaited again at "
        + second
        + "; a task can be awaited once";
  }

  @Test
  void theSecondAwaitNamesBoth() throws Throwable {
    String first = "at " + at("twice", "// first await");
    String second = at("twice", "// second await");
    assertThat(run("sameCoroutine")).isEqualTo(refused("one", first, second));
    assertThat(run("sameCoroutineSuspended")).isEqualTo(refused("one", first, second));
    assertThat(run("whileWaiting"))
        .contains("at " + at("once", "// other await"))
        .contains("awaited again " + first);
    assertThat(run("firstHasGoneOn"))
        .isEqualTo(
            refused("one", "at " + at("later", "later: first"), at("once", "// other await")));
    assertThat(run("returnedTask")).isEqualTo(refused("returns", first, second));
    assertThat(run("bySyncWait"))
        .isEqualTo(refused("one", "by syncWait", at("once", "// other await")));
    assertThat(run("byWhenAll"))
        .isEqualTo(refused("one", "by whenAll or the like", at("once", "// other await")));
    assertThat(run("byHandle"))
        .contains("was started by its handle, and is awaited again at")
        .contains(at("once", "// other await"));
  }

  @Test
  void nullInThePlaceOfACoroutine() throws Throwable {
    assertThat(run("nulls").lines())
        .containsExactly(
            returnedNull("nullFuture", "a future"),
            returnedNull("nullStage", "a future"),
            returnedNull("nullTask", "a task"));
  }

  private static String returnedNull(String method, String expected) {
    return "java.lang.NullPointerException: "
        + declared(method)
        + " returned null instead of "
        + expected;
  }
}
