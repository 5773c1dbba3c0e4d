package dev.suspendable.samples.chat.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds the messages in a stream of bytes that comes in pieces. Used by one coroutine at a time.
 *
 * <p>Memory is taken for bytes that have come, and not for a length that was announced: a client
 * that announces much and sends little costs little.
 */
public final class FrameDecoder {
  private static final int FIRST = 512;
  private static final byte[] NONE = {};

  private int limit;
  private int headerBytes;
  private int length;
  private byte[] message = NONE;
  private int filled;

  /**
   * @param limit the most bytes of a message
   */
  public FrameDecoder(int limit) {
    this.limit = limit;
  }

  /** Sets the limit for the frames that begin from now on. */
  public void limit(int most) {
    limit = most;
  }

  /** Whether a message has begun and not ended. */
  public boolean isInside() {
    return headerBytes > 0;
  }

  /**
   * Takes bytes up to the end of a message, or all of them.
   *
   * @return the message, or null if it is not complete
   * @throws ProtocolException if it is empty or too long; nothing can be found behind that
   */
  public byte[] decode(ByteBuffer bytes) throws ProtocolException {
    while (headerBytes < Frames.HEADER) {
      if (!bytes.hasRemaining()) {
        return null;
      }
      length = length << 8 | bytes.get() & 0xFF;
      if (++headerBytes == Frames.HEADER) {
        checkLength();
      }
    }
    int taken = Math.min(bytes.remaining(), length - filled);
    if (filled + taken > message.length) {
      int doubled = Math.max(Math.max(FIRST, 2 * message.length), filled + taken);
      message = Arrays.copyOf(message, Math.min(length, doubled));
    }
    bytes.get(message, filled, taken);
    filled += taken;
    return filled < length ? null : complete();
  }

  private void checkLength() throws ProtocolException {
    if (length < 0 || length > limit) {
      throw new ProtocolException(
          ErrorCode.TOO_LARGE,
          "a frame of " + Integer.toUnsignedLong(length) + " bytes; the limit is " + limit);
    }
    if (length == 0) {
      throw new ProtocolException(ErrorCode.MALFORMED, "an empty frame");
    }
  }

  private byte[] complete() {
    byte[] complete = message;
    message = NONE;
    headerBytes = 0;
    length = 0;
    filled = 0;
    return complete;
  }
}
