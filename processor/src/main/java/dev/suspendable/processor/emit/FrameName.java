package dev.suspendable.processor.emit;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Names of frame classes: {@code Quotes$$total$1x7k2}. The host's name and {@code $} come first,
 * where debuggers look. The second {@code $} avoids conflicts with nested classes. The end is
 * computed from name and descriptor. So overloads, and names that differ only in case, get
 * different files, and adding an overload renames no other frame.
 *
 * <p>The name is also a file name. The non-ASCII letters of a method's name are left out, because
 * some systems have no files with such names, or do not distinguish them. A name that is too long
 * for a file name is cut, and gets an end computed from the whole name.
 */
public final class FrameName {
  /** Occurs in every frame's name and in no name that javac generates. */
  public static final String MARK = "$$";

  /**
   * The maximum length of a name, in bytes of UTF-8. File systems allow 255, or only 143 for
   * encrypted names; {@code .class} and the names of nested classes follow the name.
   */
  private static final int LONGEST = 200;

  /** The part of that for the host's name. */
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

  /** The longest prefix of whole characters that fits in this number of bytes. */
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
