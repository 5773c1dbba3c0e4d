package dev.suspendable.samples.chat.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a screen, driven over its DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final long PATIENCE = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private int lastId;

  /** Finds the browser: by the property {@code chat.browser}, or on the path. */
  static Optional<Path> find() {
    List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
    String chosen = System.getProperty("chat.browser", "");
    return chosen.isEmpty()
        ? Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(directory -> names.stream().map(name -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst()
        : Optional.of(Path.of(chosen));
  }

  Browser(Path program) throws Exception {
    profile = Files.createTempDirectory("chat-browser");
    process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "--headless=new",
                    "--no-sandbox", // it only sees our own page
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    "about:blank"))
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log").toFile())
            .start();
    List<String> port = awaitPort(profile.resolve("DevToolsActivePort"));
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port.get(0) + port.get(1)), this)
            .get(PATIENCE, TimeUnit.SECONDS);
  }

  private List<String> awaitPort(Path file) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE * 50; i++) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) {
          return lines;
        }
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(20);
    }
    throw new IOException("no browser: " + Files.readString(profile.resolve("log")));
  }

  /** Opens a window of its own, which shares nothing with others. */
  Window open(String url) throws Exception {
    String context =
        call(null, "Target.createBrowserContext", Map.of()).path("browserContextId").asText();
    String target =
        call(
                null,
                "Target.createTarget",
                Map.of(
                    "url",
                    url,
                    "browserContextId",
                    context,
                    "newWindow",
                    true,
                    "width",
                    520,
                    "height",
                    640))
            .path("targetId")
            .asText();
    String session =
        call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    return new Window(session);
  }

  /** A window. */
  final class Window {
    private final String session;

    private Window(String session) {
      this.session = session;
    }

    /** Evaluates JavaScript. */
    String evaluate(String script) throws Exception {
      JsonNode result =
          call(
              session,
              "Runtime.evaluate",
              Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
      if (result.has("exceptionDetails")) {
        throw new AssertionError(script + ": " + result.path("exceptionDetails"));
      }
      return result.path("result").path("value").asText();
    }

    /** Waits until an expression is true; until the page is there it may fail. */
    void await(String condition) throws Exception {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
      String script = "(() => { try { return !!(%s) } catch (e) { return e.message } })()";
      for (String is = ""; !is.equals("true"); Thread.sleep(20)) {
        if (System.nanoTime() > end) {
          throw new AssertionError(condition + ": " + is);
        }
        try {
          is = evaluate(script.formatted(condition));
        } catch (IOException e) { // the page was replaced meanwhile
          is = e.getMessage();
        }
      }
    }

    void screenshot(Path file) throws Exception {
      String data =
          call(session, "Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(data));
    }
  }

  private JsonNode call(String session, String method, Map<String, ?> parameters) throws Exception {
    int id = ++lastId;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
    request.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      request.put("sessionId", session);
    }
    socket.sendText(request.toString(), true).get(PATIENCE, TimeUnit.SECONDS);
    JsonNode response = answer.get(PATIENCE, TimeUnit.SECONDS);
    if (response.has("error")) {
      throw new IOException(method + ": " + response.path("error"));
    }
    return response.path("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        JsonNode message = JSON.readTree(text.toString());
        CompletableFuture<JsonNode> asked = pending.remove(message.path("id").asInt());
        if (asked != null) { // else it is an event
          asked.complete(message);
        }
      } catch (IOException e) {
        pending.values().forEach(asked -> asked.completeExceptionally(e));
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // a process of it was still writing; the directory is a temporary one
    }
  }
}
