package dev.suspendable.samples.crawler;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Follows the links of a site, from a first page on, and notes what it finds. */
final class Crawler {
  private static final int MOST_REQUESTS = 8;
  private static final Duration PATIENCE = Duration.ofMillis(800);

  /** Up to three more attempts, after 100, 200 and 400 ms, or a random part of that. */
  private static final Retry RETRY =
      Retry.times(3).withBackoff(Duration.ofMillis(100), 2).withJitter().onlyIf(Crawler::mayPass);

  private static boolean mayPass(Throwable failure) {
    return failure instanceof TimeoutException
        || (failure instanceof IOException && !(failure instanceof GoneException));
  }

  private final HttpClient client;
  private final Report report;
  private final Set<URI> seen = ConcurrentHashMap.newKeySet();

  Crawler(HttpClient client, Report report) {
    this.client = client;
    this.report = report;
  }

  /** Visits all pages that can be reached. Stopped, it leaves no request behind. */
  @Suspendable
  Task<Void> crawl(URI start) {
    try (var scope =
        TaskScope.open(Joiner.awaitAll(), options -> options.withLimit(MOST_REQUESTS))) {
      visitOnce(start, scope);
      await(scope.join());
    }
    return Task.completed();
  }

  private void visitOnce(URI uri, TaskScope<Object, ?> scope) {
    if (seen.add(uri)) {
      scope.fork(visit(uri, scope)); // starts when fewer than MOST_REQUESTS run
    }
  }

  @Suspendable
  private Task<Void> visit(URI uri, TaskScope<Object, ?> scope) {
    try {
      Page page = await(RETRY.call(() -> fetch(uri).timeout(PATIENCE)), IOException.class);
      report.visited(page);
      for (URI link : page.links()) {
        visitOnce(link, scope);
      }
    } catch (Exception e) { // not a stop: that is no exception
      report.failed(uri, e);
    }
    return Task.completed();
  }

  @Suspendable
  private Task<Page> fetch(URI uri) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    report.requested();
    try {
      HttpResponse<String> response =
          await(client.sendAsync(request, BodyHandlers.ofString()), IOException.class);
      int status = response.statusCode();
      boolean mayPass = status == 408 || status == 429;
      if (status >= 400 && status < 500 && !mayPass) {
        throw new GoneException("status " + status);
      } else if (status != 200) {
        throw new IOException("status " + status);
      }
      return Task.of(Page.of(uri, response.body()));
    } finally {
      report.answered(); // also if the request was stopped: sendAsync's future is cancelled then
    }
  }

  /** Another attempt would get the same answer. */
  static final class GoneException extends IOException {
    GoneException(String message) {
      super(message);
    }
  }
}
