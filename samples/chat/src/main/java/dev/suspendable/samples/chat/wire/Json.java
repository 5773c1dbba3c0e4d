package dev.suspendable.samples.chat.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests and events as JSON in UTF-8. Strict: what is not clear is refused, and not guessed. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Shared: one for each thread is 28 KB for each virtual thread.
                  .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(30)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // those of later versions
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, Json::onlyText)
          .build();

  /** Jackson's exception for other types is expensive, and clients can provoke it. */
  private static final Set<String> TYPES =
      Stream.of(Request.class.getAnnotation(JsonSubTypes.class).value())
          .map(JsonSubTypes.Type::name)
          .collect(Collectors.toSet());

  private Json() {}

  private static void onlyText(MutableCoercionConfig config) {
    config
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  /** Returns the JSON of a request. */
  public static byte[] encode(Request request) {
    return bytes(request);
  }

  /** Returns the JSON of an event. */
  public static byte[] encode(Event event) {
    return bytes(event);
  }

  private static byte[] bytes(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // strings and numbers have a form in JSON
    }
  }

  /**
   * Reads what a client has sent.
   *
   * @throws ProtocolException if it is not a request
   */
  public static Request request(byte[] json) throws ProtocolException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text(json));
    } catch (IOException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, "not one JSON value in UTF-8");
    }
    JsonNode id = tree.path("id");
    if (!id.canConvertToLong() || !id.isIntegralNumber() || id.longValue() <= 0) {
      throw new ProtocolException(ErrorCode.MALFORMED, "not an object with a positive id");
    }
    JsonNode type = tree.path("type");
    if (!type.isTextual()) {
      throw new ProtocolException(ErrorCode.MALFORMED, "no type", id.longValue());
    }
    if (!TYPES.contains(type.textValue())) {
      throw new ProtocolException(ErrorCode.UNKNOWN_TYPE, "no such type", id.longValue());
    }
    try {
      return MAPPER.treeToValue(tree, Request.class);
    } catch (ValueInstantiationException e) {
      throw new ProtocolException(ErrorCode.INVALID, reason(e), id.longValue());
    } catch (JsonProcessingException e) {
      throw new ProtocolException(
          ErrorCode.INVALID, "a field is missing, or not of its type", id.longValue());
    }
  }

  /** Jackson would take other encodings too, and replace what is not UTF-8. */
  private static String text(byte[] json) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
  }

  private static String reason(ValueInstantiationException e) {
    return e.getCause() instanceof IllegalArgumentException refused
        ? refused.getMessage()
        : "a field has a value that is not allowed";
  }

  /** Reads what a server has sent. */
  public static Event event(byte[] json) {
    try {
      return MAPPER.readValue(json, Event.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Not an event", e);
    }
  }
}
