package dev.suspendable.samples.crawler;

import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The findings of a crawler so far. Crawling threads write it at the same time. */
final class Report {
  private final AtomicInteger pages = new AtomicInteger();
  private final AtomicLong characters = new AtomicLong();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Map<URI, Exception> failures = new ConcurrentSkipListMap<>();

  void requested() {
    requests.incrementAndGet();
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
  }

  void answered() {
    open.decrementAndGet();
  }

  void visited(Page page) {
    pages.incrementAndGet();
    characters.addAndGet(page.text().length());
  }

  void failed(URI uri, Exception reason) {
    failures.put(uri, reason);
  }

  int pages() {
    return pages.get();
  }

  int open() {
    return open.get();
  }

  int mostOpen() {
    return mostOpen.get();
  }

  Map<URI, Exception> failures() {
    return failures;
  }

  /** Prints a summary. */
  void print(PrintStream out, boolean isComplete) {
    out.printf("%s%n", isComplete ? "Finished." : "Stopped.");
    out.printf("%d pages, %d characters%n", pages.get(), characters.get());
    out.printf(
        "%d requests, at most %d at once, %d still open%n",
        requests.get(), mostOpen.get(), open.get());
    out.printf("%d pages failed%n", failures.size());
    failures.forEach(
        (uri, reason) -> {
          int before = reason.getSuppressed().length;
          String again = before == 0 ? "" : ", and " + before + " times before";
          out.printf("  %s: %s%s%n", uri.getPath(), reason.getMessage(), again);
        });
  }
}
