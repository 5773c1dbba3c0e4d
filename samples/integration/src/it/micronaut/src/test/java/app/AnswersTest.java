package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@MicronautTest
class AnswersTest {
  @Inject EmbeddedServer server;

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.getURI().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aFutureIsTheAnswer() throws Exception {
    assertEquals("price of tea!", get("/price/tea").body());
    assertEquals(500, get("/price/none").statusCode());
  }

  @Test
  void aTaskIsNotTheAnswer() throws Exception {
    assertFalse(get("/task/tea").body().equals("price of tea"));
  }
}
