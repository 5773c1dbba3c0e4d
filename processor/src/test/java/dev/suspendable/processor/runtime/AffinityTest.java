package dev.suspendable.processor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With an executor in its context, a body continues there, and hops only if it has to. */
final class AffinityTest {
  private static final RuntimeProgram PROGRAM =
      new RuntimeProgram(
          """
            /** One thread, which counts what it gets to run. */
            static final class Named implements Executor {
              final String name;
              final AtomicInteger hops = new AtomicInteger();
              final ExecutorService service;
              Named(String name) {
                this.name = name;
                service = Executors.newSingleThreadExecutor(work -> {
                  Thread thread = new Thread(work, name);
                  thread.setDaemon(true);
                  return thread;
                });
              }
              public void execute(Runnable work) {
                hops.incrementAndGet();
                service.execute(work);
              }
              @Override public String toString() { return name; }
            }
            static final Named A = new Named("A");
            static final Named B = new Named("B");
            static CompletableFuture<String> stage;

            static String here() { return Thread.currentThread().getName(); }
            static CompletableFuture<String> later(String value) {
              CompletableFuture<String> future = new CompletableFuture<>();
              Thread thread = new Thread(() -> future.complete(value), "other");
              // Completes when the body waits for it.
              new Thread(() -> {
                while (future.getNumberOfDependents() == 0) { Thread.onSpinWait(); }
                thread.start();
              }).start();
              return future;
            }

            @Suspendable static Task<String> afterEachAwait() {
              String s = here();
              await(later("x"));
              s += here();
              await(Task.delay(Duration.ofNanos(1)));
              s += here();
              s += await(child());
              s += here();
              return Task.of(s);
            }
            @Suspendable static Task<String> child() {
              String s = here();
              await(later("x"));
              return Task.of(s + here());
            }
            static List<String> stays() throws InterruptedException {
              log.clear();
              int before = A.hops.get();
              log.add(Task.syncWait(afterEachAwait().on(A)));
              log.add("hops " + (A.hops.get() - before));
              return log;
            }

            @Suspendable static Task<String> transfers(int n) {
              return Task.of(n == 0 ? await(later("x")) : await(around(transfers(n - 1))) + here());
            }
            @Suspendable static Task<String> around(Task<String> inner) { return Task.of(await(inner)); }
            static List<String> transferring() throws InterruptedException {
              log.clear();
              int before = A.hops.get();
              log.add(Task.syncWait(transfers(3).on(A).on(A)));
              log.add("hops " + (A.hops.get() - before));
              return log;
            }

            @Suspendable static Task<String> parent() {
              String s = "";
              for (String child : await(Task.whenAll(child().on(B), child().on(B), plain()))) { s += child; }
              s += here();
              s += await(child().on(B)) + here();
              await(child().on(B));
              return Task.of(s + here());
            }
            @Suspendable static Task<String> plain() { return Task.of(here()); }
            static List<String> children() throws InterruptedException {
              log.clear();
              log.add(Task.syncWait(parent().on(A)));
              return log;
            }

            // ---- Detours.

            @Suspendable static Task<String> switches() {
              String s = here();
              await(Task.switchTo(B));
              s += here();
              await(later("x"));
              s += here();
              await(Task.delay(Duration.ofNanos(1), B));
              s += here();
              await(later("x"));
              s += here();
              return Task.of(s + await(leavesOnB()) + here());
            }
            @Suspendable static Task<String> leavesOnB() {
              await(Task.switchTo(B));
              return Task.of(here());
            }
            static List<String> detours() throws InterruptedException {
              log.clear();
              log.add(Task.syncWait(switches().on(A)));
              return log;
            }

            // ---- Without an executor, as ever.

            @Suspendable static Task<String> wherever() {
              await(later("x"));
              String s = here();
              await(Task.switchTo(B));
              s += here();
              await(later("x"));
              return Task.of(s + here());
            }
            static List<String> none() throws InterruptedException {
              log.clear();
              log.add(Task.syncWait(wherever()));
              log.add(Task.syncWait(wherever().with(c -> c.withName("n"))));
              return log;
            }

            // ---- Rejections.

            static final class Closing implements Executor {
              volatile boolean closed;
              public void execute(Runnable work) {
                if (closed) { throw new RejectedExecutionException("closed"); }
                work.run();
              }
            }
            @Suspendable static Task<String> isTold(Closing executor) {
              log.add("begins");
              String s = "";
              try {
                executor.closed = true;
                s = await(later("x"));
              } catch (RejectedExecutionException e) {
                log.add(e.getMessage() + " " + here().equals("other"));
                executor.closed = false;
              } finally {
                await(later("x"));
                log.add("cleaned up");
              }
              return Task.of("end" + s);
            }
            static List<String> rejecting() throws InterruptedException {
              log.clear();
              Closing executor = new Closing();
              log.add(Task.syncWait(isTold(executor).on(executor)));
              return log;
            }
            static List<String> rejectingFirst() throws InterruptedException {
              log.clear();
              Closing executor = new Closing();
              executor.closed = true;
              try {
                Task.syncWait(isTold(executor).on(executor));
              } catch (RejectedExecutionException e) {
                log.add(e.getMessage());
              }
              return log;
            }
            @Suspendable static Task<String> stoppedWhileClosed(Closing executor) {
              try {
                return Task.of(await(new CompletableFuture<String>()));
              } catch (Throwable t) {
                log.add("caught");
                return Task.of("");
              } finally {
                log.add("cleaned up");
              }
            }
            static List<String> stopping() throws Exception {
              log.clear();
              Closing executor = new Closing();
              CompletableFuture<String> end = stoppedWhileClosed(executor).on(executor).toCompletableFuture();
              executor.closed = true;
              end.cancel(true);
              while (log.isEmpty()) { Thread.onSpinWait(); }
              return log;
            }
            @Suspendable static Task<String> stopsOn() {
              try {
                return Task.of(await(new CompletableFuture<String>()));
              } finally {
                log.add(here());
                await(Task.delay(Duration.ofNanos(1)));
                log.add(here());
              }
            }
            static List<String> stoppingThere() throws Exception {
              log.clear();
              StopSource source = new StopSource();
              CompletableFuture<String> end = stopsOn().on(A).withStopToken(source.token()).toCompletableFuture();
              CountDownLatch ran = new CountDownLatch(1);
              A.service.execute(ran::countDown);
              ran.await();
              source.requestStop();
              try { end.join(); } catch (CancellationException e) { log.add("cancelled"); }
              return log;
            }

            // ---- The JDK's HTTP client.

            @Suspendable static Task<String> fetches(java.net.http.HttpClient client, java.net.URI uri) {
              String s = "";
              for (int i = 0; i < 3; i++) {
                var request = java.net.http.HttpRequest.newBuilder(uri).build();
                var response = await(
                    client.sendAsync(request, java.net.http.HttpResponse.BodyHandlers.ofString()));
                s += response.body() + here();
              }
              return Task.of(s);
            }
            static List<String> http() throws Exception {
              log.clear();
              var server = com.sun.net.httpserver.HttpServer.create(
                  new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
              server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("ok".getBytes());
                exchange.close();
              });
              server.start();
              try {
                var uri = java.net.URI.create("http://localhost:" + server.getAddress().getPort() + "/");
                log.add(Task.syncWait(fetches(java.net.http.HttpClient.newHttpClient(), uri).on(A)));
              } finally {
                server.stop(0);
              }
              return log;
            }
            static List<String> pool() throws Exception {
              log.clear();
              ForkJoinPool pool = new ForkJoinPool(1);
              log.add(Task.syncWait(onPool(pool).on(pool)));
              pool.shutdown();
              return log;
            }
            @Suspendable static Task<String> onPool(ForkJoinPool pool) {
              String s = "" + (ForkJoinTask.getPool() == pool);
              await(later("x"));
              s += ForkJoinTask.getPool() == pool;
              await(Task.delay(Duration.ofNanos(1)));
              return Task.of(s + (ForkJoinTask.getPool() == pool));
            }
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stays: AAAAAA, hops 4",
        "transferring: xAAA, hops 2",
        "children: BBBBAABBAA",
        "detours: ABABABA",
        "none: otherBother, otherBother",
        "rejecting: begins, closed false, cleaned up, end",
        "rejectingFirst: closed",
        "stopping: cleaned up",
        "stoppingThere: A, A, cancelled",
        "http: okAokAokA",
        "pool: truetruetrue"
      })
  void story(String story) throws Throwable {
    String[] parts = story.split(": ");
    assertThat((List<?>) PROGRAM.run(parts[0]))
        .asList()
        .containsExactly((Object[]) parts[1].split(", "));
  }
}
