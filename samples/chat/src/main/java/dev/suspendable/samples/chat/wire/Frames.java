package dev.suspendable.samples.chat.wire;

import java.nio.ByteBuffer;
import java.util.List;

/** Makes frames of messages. */
public final class Frames {
  /** The bytes of the length in front of each message. */
  public static final int HEADER = Integer.BYTES;

  /** The most bytes of a message, unless configured otherwise. */
  public static final int LIMIT = 64 * 1024;

  private Frames() {}

  /** Returns one frame, ready to be written. */
  public static ByteBuffer of(byte[] message) {
    return of(List.of(message));
  }

  /** Returns one frame after the other, ready to be written at once. */
  public static ByteBuffer of(List<byte[]> messages) {
    int size = 0;
    for (byte[] message : messages) {
      size += HEADER + message.length;
    }
    ByteBuffer frames = ByteBuffer.allocate(size);
    for (byte[] message : messages) {
      frames.putInt(message.length).put(message);
    }
    return frames.flip();
  }
}
