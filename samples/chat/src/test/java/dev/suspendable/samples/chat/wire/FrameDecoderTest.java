package dev.suspendable.samples.chat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final byte[] WORLD = "the whole world".getBytes(UTF_8);

  private final FrameDecoder decoder = new FrameDecoder(100);

  @Test
  void findsSeveralMessagesInOnePiece() throws Exception {
    ByteBuffer bytes = Frames.of(List.of(HELLO, WORLD));

    assertThat(decoder.decode(bytes)).isEqualTo(HELLO);
    assertThat(decoder.decode(bytes)).isEqualTo(WORLD);
    assertThat(decoder.decode(bytes)).isNull();
    assertThat(decoder.isInside()).isFalse();
  }

  @Test
  void putsMessagesTogetherThatAreCutAnywhere() throws Exception {
    byte[] bytes = Frames.of(List.of(HELLO, WORLD)).array();
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        FrameDecoder decoder = new FrameDecoder(100);
        List<byte[]> messages = new ArrayList<>();
        int begin = 0;
        for (int end : new int[] {first, second, bytes.length}) {
          ByteBuffer piece = ByteBuffer.wrap(bytes, begin, end - begin);
          for (byte[] m = decoder.decode(piece); m != null; m = decoder.decode(piece)) {
            messages.add(m);
          }
          begin = end;
        }
        assertThat(messages).containsExactly(HELLO, WORLD);
      }
    }
  }

  @Test
  void saysWhetherAMessageHasBegun() throws Exception {
    decoder.decode(ByteBuffer.wrap(new byte[] {0}));
    assertThat(decoder.isInside()).isTrue();
    decoder.decode(ByteBuffer.wrap(new byte[] {0, 0, 1}));
    assertThat(decoder.isInside()).isTrue();
    decoder.decode(ByteBuffer.wrap(new byte[] {7}));
    assertThat(decoder.isInside()).isFalse();
  }

  @Test
  void takesAMessageOfTheLimit() throws Exception {
    assertThat(decoder.decode(Frames.of(new byte[100]))).hasSize(100);
    assertCode(Frames.of(new byte[101]), ErrorCode.TOO_LARGE);
  }

  @Test
  void refusesLengthsThatMakeNoSense() {
    assertCode(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}), ErrorCode.TOO_LARGE);
    assertCode(ByteBuffer.wrap(new byte[] {127, -1, -1, -1}), ErrorCode.TOO_LARGE);
    assertCode(ByteBuffer.wrap(new byte[] {0, 0, 0, 0}), ErrorCode.MALFORMED);
  }

  @Test
  void takesNoMemoryForWhatWasOnlyAnnounced() throws Exception {
    List<FrameDecoder> decoders = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) { // 100 GB were announced
      FrameDecoder decoder = new FrameDecoder(10_000_000);
      assertThat(decoder.decode(ByteBuffer.wrap(new byte[] {0, 127, 0, 0, 1}))).isNull();
      decoders.add(decoder);
    }
    assertThat(decoders).allMatch(FrameDecoder::isInside);
  }

  private static void assertCode(ByteBuffer bytes, ErrorCode code) {
    assertThatThrownBy(() -> new FrameDecoder(100).decode(bytes))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
