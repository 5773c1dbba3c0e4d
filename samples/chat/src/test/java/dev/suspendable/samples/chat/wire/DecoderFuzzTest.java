package dev.suspendable.samples.chat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated frames: each is a request, or is refused with a code. No other exception, and
 * no message that differs from the bytes that were sent. {@code -Dchat.fuzz.frames=100000000
 * -Dchat.fuzz.seed=7} runs longer.
 */
class DecoderFuzzTest {
  private static final int FRAMES = Integer.getInteger("chat.fuzz.frames", 1_000_000);
  private static final long SEED = Long.getLong("chat.fuzz.seed", 1);
  private static final int LIMIT = 2000;

  private static final List<byte[]> SEEDS = JsonTest.requests().map(Json::encode).toList();

  @Test
  void everyFrameIsARequestOrIsRefused() {
    List<CompletableFuture<int[]>> halves = // shallow stacks, since most frames make an exception
        Stream.of(SEED, ~SEED)
            .map(seed -> supplyAsync(() -> new Half(seed).run(FRAMES / 2)))
            .toList();
    int[] outcomes = halves.get(0).join();
    int[] others = halves.get(1).join();
    Arrays.setAll(outcomes, i -> outcomes[i] + others[i]);

    assertThat(outcomes[outcomes.length - 1]).as("requests").isGreaterThan(FRAMES / 20);
    for (ErrorCode code :
        List.of(
            ErrorCode.MALFORMED, ErrorCode.TOO_LARGE, ErrorCode.UNKNOWN_TYPE, ErrorCode.INVALID)) {
      assertThat(outcomes[code.ordinal()]).as(code.text()).isPositive();
    }
  }

  private static final class Half {
    private final long seed;
    private final SplittableRandom random;
    private final int[] outcomes = new int[ErrorCode.values().length + 1];

    Half(long seed) {
      this.seed = seed;
      random = new SplittableRandom(seed);
    }

    int[] run(int frames) {
      for (int i = 0; i < frames; i++) {
        byte[] message = mutated(SEEDS.get(random.nextInt(SEEDS.size())));
        byte[] stream = Frames.of(message).array();
        if (random.nextInt(10) == 0) {
          stream[random.nextInt(Frames.HEADER)] = (byte) random.nextInt();
        }
        try {
          for (byte[] decoded : decode(stream)) {
            read(decoded);
          }
        } catch (RuntimeException | Error e) {
          throw new AssertionError(
              "seed " + seed + ", frame " + i + ": " + Arrays.toString(stream), e);
        }
      }
      return outcomes;
    }

    /** A request that was understood says the same when it is written and read again. */
    private void read(byte[] message) {
      try {
        Request request = Json.request(message);
        outcomes[outcomes.length - 1]++;
        check(Json.request(Json.encode(request)).equals(request));
      } catch (ProtocolException e) {
        outcomes[e.code().ordinal()]++;
        check(!e.getMessage().isEmpty());
      }
    }

    /** In random pieces; all messages together are the stream without its lengths. */
    private List<byte[]> decode(byte[] stream) {
      FrameDecoder decoder = new FrameDecoder(LIMIT);
      List<byte[]> messages = new ArrayList<>();
      int position = 0;
      try {
        while (position < stream.length) {
          int size = 1 + random.nextInt(stream.length - position);
          ByteBuffer piece = ByteBuffer.wrap(stream, position, size);
          for (byte[] m = decoder.decode(piece); m != null; m = decoder.decode(piece)) {
            messages.add(m);
          }
          check(!piece.hasRemaining());
          position += size;
        }
      } catch (ProtocolException e) {
        outcomes[e.code().ordinal()]++;
      }
      int at = 0;
      for (byte[] message : messages) {
        int begin = at + Frames.HEADER;
        at = begin + message.length;
        check(Arrays.equals(message, Arrays.copyOfRange(stream, begin, at)));
      }
      return messages;
    }

    private static void check(boolean holds) { // AssertJ makes objects, here for each frame
      if (!holds) {
        throw new AssertionError();
      }
    }

    private byte[] mutated(byte[] seed) {
      byte[] bytes = seed.clone();
      switch (random.nextInt(8)) {
        case 0 -> {
          bytes = new byte[random.nextInt(40)];
          random.nextBytes(bytes);
        }
        case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 10));
        case 2 -> flip(bytes, 1);
        case 3 -> flip(bytes, 1 + random.nextInt(5));
        case 4 -> {
          byte[] other = SEEDS.get(random.nextInt(SEEDS.size()));
          int cut = random.nextInt(Math.min(bytes.length, other.length));
          System.arraycopy(other, 0, bytes, 0, cut);
        }
        case 5 -> {
          String text = new String(bytes, UTF_8);
          bytes = text.replace("\"id\":", "\"id\":" + random.nextInt()).getBytes(UTF_8);
        }
        case 6 -> {
          char c = "\u0000\"\\{}[]:,0-.eE\ud800\u20ac".charAt(random.nextInt(16));
          String text = new String(bytes, UTF_8);
          int at = random.nextInt(text.length());
          bytes = (text.substring(0, at) + c + text.substring(at)).getBytes(UTF_8);
        }
        default -> {}
      }
      return bytes;
    }

    private void flip(byte[] bytes, int count) {
      for (int i = 0; i < count; i++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
    }
  }
}
