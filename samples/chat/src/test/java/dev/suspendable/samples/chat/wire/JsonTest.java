package dev.suspendable.samples.chat.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  static Stream<Request> requests() {
    return Stream.of(
        new Request.Register(1, "ada", "secret"),
        new Request.Login(2, "ada", "a \"b\" \u00e9"),
        new Request.Resume(3, "abc"),
        new Request.Join(4, "room", null),
        new Request.Join(5, "room", 0L),
        new Request.Leave(6, "room"),
        new Request.Send(7, "room", "k-1", "two\nlines \ud83d\ude00"),
        new Request.History(8, "room", null, 100),
        new Request.History(9, "room", 7L, 1),
        new Request.Ping(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestsComeBack(Request request) throws Exception {
    assertThat(Json.request(Json.encode(request))).isEqualTo(request);
  }

  static Stream<Event> events() {
    Event.Posted posted = new Event.Posted("room", 1, "ada", "hi", "2026-01-01T00:00:00Z");
    return Stream.of(
        new Event.Welcome(1, "ada", "token", "2026-01-01T00:00:00Z"),
        new Event.Joined(2, "room", 3),
        new Event.Left(3, "room"),
        new Event.Sent(4, "room", 5, "2026-01-01T00:00:00Z"),
        new Event.Page(5, "room", List.of(posted)),
        new Event.Pong(6),
        posted,
        new Event.Failed(0, ErrorCode.UNKNOWN_TYPE, "what"),
        new Event.Bye("idle"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void eventsComeBack(Event event) {
    assertThat(Json.event(Json.encode(event))).isEqualTo(event);
  }

  @Test
  void theFormIsThatOfTheProtocol() {
    assertThat(Json.encode(new Request.Join(4, "room", null)))
        .asString(UTF_8)
        .isEqualTo("{\"type\":\"join\",\"id\":4,\"room\":\"room\"}");
    assertThat(Json.encode(new Event.Failed(4, ErrorCode.RATE_LIMITED, "slower")))
        .asString(UTF_8)
        .isEqualTo(
            "{\"type\":\"error\",\"re\":4,\"code\":\"rate-limited\",\"message\":\"slower\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        "{\"type\":\"ping\"}",
        "{\"id\":1}",
        "{\"id\":1,\"type\":7}",
        "{\"id\":\"1\",\"type\":\"ping\"}",
        "{\"id\":1.0,\"type\":\"ping\"}",
        "{\"id\":0,\"type\":\"ping\"}",
        "{\"id\":-1,\"type\":\"ping\"}",
        "{\"id\":9223372036854775808,\"type\":\"ping\"}",
        "{\"id\":1,\"id\":2,\"type\":\"ping\"}",
        "{\"id\":1,\"type\":\"ping\"}{\"id\":2,\"type\":\"ping\"}",
        "{\"id\":1,\"type\":\"ping\",\"x\":[[[[[[[[[[[[]]]]]]]]]]]]}",
        "{'id':1,'type':'ping'}",
        "// a\n{\"id\":1,\"type\":\"ping\"}",
        "{\"id\":1,\"type\":\"ping\",\"x\":NaN}"
      })
  void whatIsNoRequestIsMalformed(String json) {
    assertCode(json, UTF_8, ErrorCode.MALFORMED);
  }

  @Test
  void otherEncodingsAreMalformed() {
    String json = "{\"id\":1,\"type\":\"send\",\"room\":\"r\",\"key\":\"k\",\"text\":\"\u00e9\"}";
    assertCode(json, ISO_8859_1, ErrorCode.MALFORMED);
    assertCode(json, UTF_16, ErrorCode.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1,\"type\":\"join\"}",
        "{\"id\":1,\"type\":\"join\",\"room\":7}",
        "{\"id\":1,\"type\":\"join\",\"room\":\"\"}",
        "{\"id\":1,\"type\":\"join\",\"room\":\"a b\"}",
        "{\"id\":1,\"type\":\"join\",\"room\":\"r\",\"after\":-1}",
        "{\"id\":1,\"type\":\"join\",\"room\":\"r\",\"after\":\"1\"}",
        "{\"id\":1,\"type\":\"join\",\"room\":\"r\",\"after\":1.5}",
        "{\"id\":1,\"type\":\"join\",\"room\":[\"r\"]}",
        "{\"id\":1,\"type\":\"history\",\"room\":\"r\"}",
        "{\"id\":1,\"type\":\"history\",\"room\":\"r\",\"limit\":0}",
        "{\"id\":1,\"type\":\"history\",\"room\":\"r\",\"limit\":101}",
        "{\"id\":1,\"type\":\"history\",\"room\":\"r\",\"limit\":null}",
        "{\"id\":1,\"type\":\"send\",\"room\":\"r\",\"key\":\"k\",\"text\":\"\"}",
        "{\"id\":1,\"type\":\"send\",\"room\":\"r\",\"key\":\"k\",\"text\":\"\\u0000\"}",
        "{\"id\":1,\"type\":\"send\",\"room\":\"r\",\"key\":\"k\",\"text\":\"\\ud800\"}",
        "{\"id\":1,\"type\":\"send\",\"room\":\"r\",\"key\":\"a b\",\"text\":\"t\"}",
        "{\"id\":1,\"type\":\"login\",\"user\":\"../x\",\"password\":\"p\"}",
        "{\"id\":1,\"type\":\"login\",\"user\":\"u\",\"password\":null}"
      })
  void wrongFieldsAreInvalid(String json) {
    assertCode(json, UTF_8, ErrorCode.INVALID);
  }

  @Test
  void theErrorNamesTheRequest() {
    assertThatThrownBy(() -> Json.request("{\"id\":17,\"type\":\"fly\"}".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
              assertThat(e.re()).isEqualTo(17);
            });
  }

  @Test
  void newerFieldsAreIgnored() throws Exception {
    assertThat(Json.request("{\"id\":1,\"type\":\"ping\",\"color\":\"red\"}".getBytes(UTF_8)))
        .isEqualTo(new Request.Ping(1));
  }

  @Test
  void secretsAreNotInTheText() {
    assertThat(new Request.Login(1, "ada", "secret").toString()).doesNotContain("secret");
    assertThat(new Request.Register(1, "ada", "secret").toString()).doesNotContain("secret");
    assertThat(new Request.Resume(1, "secret").toString()).doesNotContain("secret");
    assertThat(new Event.Welcome(1, "ada", "secret", "").toString()).doesNotContain("secret");
  }

  @Test
  void thePageOfTheLongestMessagesFitsIntoAFrame() {
    String longest = "\u20ac".repeat(2000);
    Event.Posted posted =
        new Event.Posted("r".repeat(32), Long.MAX_VALUE, "u".repeat(32), longest, "t");
    assertThat(Json.encode(posted).length).isLessThan(Frames.LIMIT / 8);
  }

  private static void assertCode(String json, Charset charset, ErrorCode code) {
    assertThatThrownBy(() -> Json.request(json.getBytes(charset)))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
