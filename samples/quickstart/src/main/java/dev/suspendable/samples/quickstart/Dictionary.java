package dev.suspendable.samples.quickstart;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.switchTo;
import static dev.suspendable.Task.whenAll;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Asks a {@link DictionaryServer} about words.
 *
 * <p>Each method here that is {@code @Suspendable} reads like a blocking one. It is compiled to a
 * state machine. Where it awaits a result that is not available yet, the thread leaves the method
 * and does other work. When the result is available, a thread, often another one, continues the
 * method.
 */
final class Dictionary {
  private final HttpClient http;
  private final URI server;
  private final Executor workers;
  private final Duration patience;

  /**
   * A client.
   *
   * @param workers the executor that coroutines run on, unless they wait
   * @param patience the maximum time to wait for an answer
   */
  Dictionary(URI server, Executor workers, Duration patience) {
    // The server is on loopback: ignore any configured proxy.
    this.http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    this.server = server;
    this.workers = workers;
    this.patience = patience;
  }

  /**
   * Looks up words, all at the same time.
   *
   * <p>Tasks are lazy: the loop makes one for each word and runs none of them. {@code whenAll}
   * starts them; {@code on(workers)} defines where.
   */
  @Suspendable
  Task<Findings> lookUpAll(List<String> words) throws IOException {
    ThreadTrail trail = new ThreadTrail();
    List<Task<Finding>> lookups = new ArrayList<>();
    for (String word : words) {
      lookups.add(lookUp(word).on(workers));
    }
    List<Finding> findings = await(whenAll(lookups));
    trail.mark();
    return Task.of(new Findings(findings, trail.threads()));
  }

  /**
   * Looks up one word.
   *
   * <p>{@code catch} and {@code finally} have their usual meaning, also around suspensions and with
   * suspensions inside. Here {@code finally} switches to a thread of our own: the answer, or the
   * exception, arrived on a thread of the JDK, which this coroutine should not occupy.
   */
  @Suspendable
  Task<Finding> lookUp(String word) throws IOException {
    ThreadTrail trail = new ThreadTrail();
    String answer;
    try {
      answer = Entry.describe(await(ask(word)));
    } catch (UnknownWordException e) {
      answer = "(not in the dictionary)";
    } catch (HttpTimeoutException e) {
      answer = "(no answer within " + patience.toMillis() + " ms)";
    } finally {
      trail.mark();
      await(switchTo(workers));
      trail.mark();
    }
    return Task.of(new Finding(word, answer, trail.threads()));
  }

  /**
   * Returns the server's answer to one query.
   *
   * <p>Any {@code CompletionStage} can be awaited, such as the future of the JDK's HTTP client. A
   * future cannot declare its exceptions, so the second argument declares one to the compiler. The
   * await throws the exception itself, without a wrapper.
   *
   * @throws HttpTimeoutException if the answer takes longer than our patience
   * @throws UnknownWordException if the server does not know the word
   */
  @Suspendable
  Task<String> ask(String word) throws IOException, UnknownWordException {
    HttpRequest request =
        HttpRequest.newBuilder(
                server.resolve("?word=" + URLEncoder.encode(word, StandardCharsets.UTF_8)))
            .timeout(patience)
            .build();
    HttpResponse<String> response =
        await(http.sendAsync(request, BodyHandlers.ofString()), IOException.class);
    return switch (response.statusCode()) {
      case HttpURLConnection.HTTP_OK -> Task.of(response.body());
      case HttpURLConnection.HTTP_NOT_FOUND -> throw new UnknownWordException(word);
      default -> throw new IOException("the server answered " + response.statusCode());
    };
  }
}
