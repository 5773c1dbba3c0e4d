package dev.suspendable.processor.emit;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Names of frame classes: {@code Quotes$$total$1x7k2}. The host's name and {@code $} in front is
 * where debuggers look; the second {@code $} keeps clear of nested classes; the end is made of name
 * and descriptor, so that overloads, and names that differ in case only, get different files, and
 * adding an overload renames nothing.
 */
public final class FrameName {
  /** Stands in every frame's name and in no name that javac makes. */
  public static final String MARK = "$$";

  private FrameName() {}

  /**
   * The simple name of a coroutine's frame.
   *
   * @param hostName the host's binary name without its package
   */
  public static String of(String hostName, String method, String descriptor) {
    CRC32 hash = new CRC32();
    hash.update((method + descriptor).getBytes(StandardCharsets.UTF_8));
    return hostName + MARK + method + "$" + Long.toString(hash.getValue(), 36);
  }
}
