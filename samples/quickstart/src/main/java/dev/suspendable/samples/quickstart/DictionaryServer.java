package dev.suspendable.samples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small dictionary over HTTP, on this machine only and on a free port: {@code GET /?word=ferry}.
 * It answers with the lines of an entry or with 404, and for some words it never answers.
 */
final class DictionaryServer implements AutoCloseable {
  private static final String ENTRIES = "dictionary.properties";
  private static final String PARAMETER = "word=";
  private static final int THREADS = 2;

  private final Properties entries;
  private final ExecutorService threads;
  private final HttpServer server;

  private DictionaryServer(Properties entries) throws IOException {
    this.entries = entries;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.threads = Executors.newFixedThreadPool(THREADS, new NamedThreads("server"));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /** Starts a server. */
  static DictionaryServer start() throws IOException {
    DictionaryServer result = new DictionaryServer(readEntries());
    result.server.start();
    return result;
  }

  /** Returns the address of the server. */
  URI uri() {
    InetSocketAddress address = server.getAddress();
    try {
      return new URI(
          "http", null, address.getAddress().getHostAddress(), address.getPort(), "/", null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops the server; queries that it has not answered end. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String entry = entries.getProperty(wordIn(exchange));
    if (entry == null) {
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
      exchange.close();
    } else if (!entry.isEmpty()) {
      byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, bytes.length);
      try (exchange) {
        exchange.getResponseBody().write(bytes);
      }
    }
    // An empty entry leaves the exchange open and occupies no thread; stop() ends it.
  }

  private static String wordIn(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query != null && query.startsWith(PARAMETER) ? query.substring(PARAMETER.length()) : "";
  }

  private static Properties readEntries() throws IOException {
    Properties entries = new Properties();
    try (InputStream stream = DictionaryServer.class.getResourceAsStream(ENTRIES)) {
      if (stream == null) {
        throw new IOException(ENTRIES + ": the sample was packaged without it");
      }
      Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
      entries.load(reader);
    }
    return entries;
  }
}
