package dev.suspendable.processor.emit;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Names of frame classes: {@code Quotes$$total$1x7k2}. The host's name and {@code $} in front is
 * where debuggers look; the second {@code $} keeps clear of nested classes; the end is made of name
 * and descriptor, so that overloads, and names that differ in case only, get different files, and
 * adding an overload renames nothing.
 *
 * <p>The name is a file's too. Of a method's name the letters that are not ASCII are left out, for
 * not all systems have files of such names, or tell them apart; and what is longer than a file's
 * name may be is cut, with an end that is made of all of it.
 */
public final class FrameName {
  /** Stands in every frame's name and in no name that javac makes. */
  public static final String MARK = "$$";

  /**
   * The longest name, in bytes of UTF-8. File systems allow 255, some only 143 for what they
   * encrypt; {@code .class} and the names of nested classes come behind.
   */
  private static final int LONGEST = 200;

  /** What a host's name may take of that. */
  private static final int LONGEST_HOST = 150;

  private FrameName() {}

  /**
   * The simple name of a coroutine's frame.
   *
   * @param hostName the host's binary name without its package
   */
  public static String of(String hostName, String method, String descriptor) {
    String readable = method.replaceAll("[^\\x00-\\x7f]", "_");
    String name = hostName + MARK + readable + "$" + hash(method + descriptor);
    if (bytes(name).length <= LONGEST) {
      return name;
    }
    String host = cut(hostName, LONGEST_HOST);
    String end = "$" + hash(method + descriptor) + hash(hostName + MARK + method);
    int left = LONGEST - bytes(host + MARK + end).length;
    return host + MARK + cut(readable, left) + end;
  }

  private static String hash(String text) {
    CRC32 hash = new CRC32();
    hash.update(bytes(text));
    return Long.toString(hash.getValue(), 36);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As many whole characters from the start as take so many bytes. */
  private static String cut(String text, int most) {
    int length = 0;
    int left = most;
    while (length < text.length()) {
      int next = text.offsetByCodePoints(length, 1);
      left -= bytes(text.substring(length, next)).length;
      if (left < 0) {
        break;
      }
      length = next;
    }
    return text.substring(0, length);
  }
}
