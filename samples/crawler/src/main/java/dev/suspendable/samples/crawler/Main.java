package dev.suspendable.samples.crawler;

import dev.suspendable.Task;
import dev.suspendable.scope.StopSource;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The crawler as a program: {@code crawler [URL]}. Without an address it crawls a site of its own.
 */
public final class Main {
  private static final int PAGES = 200;

  private Main() {}

  /** Runs the sample. Ctrl-C stops it, and lets it close what is open and print its summary. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StopSource interrupt = new StopSource();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              interrupt.requestStop();
              awaitEnd(ended);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      if (arguments.length > 0) {
        crawl(URI.create(arguments[0]), interrupt, System.out);
      } else {
        try (Site site = Site.start(PAGES)) {
          crawl(site.uri(), interrupt, System.out);
        }
      }
    } finally {
      ended.countDown();
    }
  }

  /** Crawls until the end, or until a stop is requested. */
  static Report crawl(URI start, StopSource interrupt, PrintStream out)
      throws InterruptedException {
    Report report = new Report();
    Crawler crawler = new Crawler(HttpClient.newHttpClient(), report);
    boolean isComplete = false;
    try {
      Task.syncWait(crawler.crawl(start).withStopToken(interrupt.token()));
      isComplete = true;
    } catch (CancellationException e) {
      if (!interrupt.isStopRequested()) {
        throw e;
      }
    }
    report.print(out, isComplete);
    return report;
  }

  /** Waits until the summary has been printed. */
  private static void awaitEnd(CountDownLatch ended) {
    try {
      ended.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
