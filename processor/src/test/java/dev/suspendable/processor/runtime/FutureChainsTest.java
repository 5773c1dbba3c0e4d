package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Coroutines that return futures and await each other, in constant stack. */
final class FutureChainsTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            static final int N = 100_000;

            @Suspendable static CompletableFuture<Integer> next(CompletableFuture<Integer> before) {
              return CompletableFuture.completedFuture(await(before) + 1);
            }
            @Suspendable static CompletionStage<Integer> stage(CompletionStage<Integer> before) {
              return CompletableFuture.completedFuture(await(before) + 1);
            }
            @Suspendable static CompletableFuture<Integer> returning(CompletableFuture<Integer> before) {
              return before;
            }
            @Suspendable static Task<Integer> task(CompletableFuture<Integer> before) {
              return Task.of(await(before) + 1);
            }
            @Suspendable static CompletableFuture<Integer> recursive(int n, CompletableFuture<Integer> leaf) {
              return CompletableFuture.completedFuture(n == 0 ? await(leaf) : await(recursive(n - 1, leaf)) + 1);
            }
            @Suspendable static CompletableFuture<Integer> caught(CompletableFuture<Integer> before) {
              try {
                return CompletableFuture.completedFuture(await(before) + 1);
              } finally {
                counted++;
              }
            }
            @Suspendable static Task<Void> completes(CompletableFuture<Integer> before, CompletableFuture<Integer> after) {
              after.complete(await(before) + 1);
              return Task.completed();
            }
            static int counted;

            static String onSmallStack(Callable<?> work) throws Exception {
              FutureTask<Object> done = new FutureTask<>(() -> (Object) work.call());
              Thread thread = new Thread(null, done, "small", 256 << 10);
              thread.start();
              return String.valueOf(done.get());
            }
            static Object end(CompletableFuture<Integer> last) throws Exception {
              // All is completed by the time; a chain that has been lost is not waited for.
              if (!last.isDone()) { return "pending"; }
              try {
                return last.get();
              } catch (ExecutionException e) {
                return e.getCause();
              } catch (CancellationException e) {
                return "cancelled";
              }
            }
            static Object chain(UnaryOperator<CompletableFuture<Integer>> step, Consumer<CompletableFuture<Integer>> complete)
                throws Exception {
              CompletableFuture<Integer> first = new CompletableFuture<>();
              CompletableFuture<Integer> last = first;
              for (int i = 0; i < N; i++) { last = step.apply(last); }
              CompletableFuture<Integer> end = last;
              return onSmallStack(() -> { complete.accept(first); return end(end); });
            }
            static Object value() throws Exception { return chain(P::next, f -> f.complete(0)); }
            static Object failing() throws Exception {
              return chain(P::caught, f -> f.completeExceptionally(new IllegalStateException("first"))) + " " + counted;
            }
            static Object cancelled() throws Exception { return chain(P::next, f -> f.cancel(true)); }
            static Object stages() throws Exception {
              return chain(f -> stage(f).toCompletableFuture(), f -> f.complete(0));
            }
            static Object returned() throws Exception { return chain(P::returning, f -> f.complete(7)); }
            static Object tasks() throws Exception {
              return chain(f -> task(f).toCompletableFuture(), f -> f.complete(0));
            }
            static Object withDependents() throws Exception {
              return chain(f -> next(f).thenApply(x -> x).thenCompose(CompletableFuture::completedFuture), f -> f.complete(0));
            }
            static Object mixed() throws Exception {
              return chain(f -> task(next(f).whenComplete((x, t) -> {})).toCompletableFuture(), f -> f.complete(0));
            }
            static Object completedByHand() throws Exception {
              return chain(
                  f -> {
                    CompletableFuture<Integer> after = new CompletableFuture<>();
                    completes(f, after).toCompletableFuture();
                    return after;
                  },
                  f -> f.complete(0));
            }
            static Object eager() throws Exception {
              CompletableFuture<Integer> leaf = new CompletableFuture<>();
              CompletableFuture<Integer> last = recursive(500, leaf);
              return onSmallStack(() -> { leaf.complete(0); return end(last); });
            }
            /** What code after complete() sees. */
            static Object inside() throws Exception {
              CompletableFuture<Integer> first = new CompletableFuture<>();
              CompletableFuture<Integer> last = first;
              for (int i = 0; i < 100; i++) { last = next(last); }
              CompletableFuture<Integer> other = new CompletableFuture<>();
              CompletableFuture<Integer> dependent = next(other);
              CompletableFuture<String> seen = sees(last, other, dependent);
              first.complete(0);
              return seen.join();
            }
            @Suspendable static CompletableFuture<String> sees(
                CompletableFuture<Integer> last, CompletableFuture<Integer> other, CompletableFuture<Integer> dependent) {
              int x = await(last);
              other.complete(x);
              return CompletableFuture.completedFuture(x + " " + dependent.isDone());
            }
          """);

  private static String run(String method) throws Throwable {
    return String.valueOf(PROGRAM.run(method));
  }

  @Test
  void outcomesReachTheLast() throws Throwable {
    assertThat(run("value")).isEqualTo("100000");
    assertThat(run("failing")).isEqualTo("java.lang.IllegalStateException: first 100000");
    assertThat(run("cancelled")).isEqualTo("cancelled");
  }

  @Test
  void otherTypes() throws Throwable {
    assertThat(run("stages")).isEqualTo("100000");
    assertThat(run("returned")).isEqualTo("7");
    assertThat(run("tasks")).isEqualTo("100000");
  }

  @Test
  void withOtherStagesInBetween() throws Throwable {
    assertThat(run("withDependents")).isEqualTo("100000");
    assertThat(run("mixed")).isEqualTo("200000");
    assertThat(run("completedByHand")).isEqualTo("100000");
  }

  @Test
  void startedInsideEachOther() throws Throwable {
    assertThat(run("eager")).isEqualTo("500");
  }

  @Test
  void codeAfterCompleteSeesWhatItHasDone() throws Throwable {
    assertThat(run("inside")).isEqualTo("100 true");
  }
}
