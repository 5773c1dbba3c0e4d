package dev.suspendable.samples.crawler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A site on this machine, on a free port: pages that link to three others each, and some that are
 * broken. {@code /missing} does not exist, {@code /silent} never answers, {@code /broken} always
 * fails, and every tenth page fails the first two times.
 */
final class Site implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int FLAKY = 10;

  private final int pages;
  private final HttpServer server;
  private final ExecutorService threads;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<Integer, Integer> failures = new ConcurrentHashMap<>();

  private Site(int pages) throws IOException {
    this.pages = pages;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts a site with so many pages. */
  static Site start(int pages) throws IOException {
    return new Site(pages);
  }

  /** Its first page. */
  URI uri() {
    InetSocketAddress address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/0");
  }

  /** Whether there were so many requests. */
  boolean wasAskedFor(int count) {
    return requests.get() >= count;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String path = exchange.getRequestURI().getPath().substring(1);
    if (path.equals("silent")) {
      return; // leaves the exchange open and occupies no thread
    }
    int status = path.equals("broken") ? 500 : 404;
    String text = "";
    if (path.chars().allMatch(Character::isDigit) && Integer.parseInt(path) < pages) {
      int page = Integer.parseInt(path);
      status = page % FLAKY == 9 && failures.merge(page, 1, Integer::sum) <= 2 ? 503 : 200;
      text = page(page);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String page(int page) {
    StringBuilder html = new StringBuilder("<h1>Page " + page + "</h1>\n");
    for (int i = 1; i <= 3; i++) {
      int next = 3 * page + i;
      html.append("<a href=\"/").append(next < pages ? next : page / 2).append("\">on</a>\n");
    }
    if (page == 5) {
      html.append("<a href=\"missing\">a</a> <a href=\"silent\">b</a> <a href=\"/broken\">c</a>\n");
      html.append("<a href=\"http://127.0.0.1:1/elsewhere\">another server</a>\n");
    }
    return html.toString();
  }
}
