package dev.suspendable.processor.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * The name of a frame class: {@code Quotes$$total$1x7k2}. The host's name and {@code $} come first,
 * where debuggers look. The second {@code $} avoids conflicts with nested classes. The end is
 * computed from name and descriptor. So overloads, and names that differ only in case, get
 * different files, and adding an overload renames no other frame.
 *
 * <p>The name is also a file name. The non-ASCII letters of a method's name are left out, because
 * some systems have no files with such names, or do not distinguish them. A name that is too long
 * for a file name is cut, and gets an end computed from the whole name.
 *
 * @param host binary name of the class that declares the coroutine
 * @param packageName package of both, empty for the unnamed package
 * @param simpleName simple name of the frame class, a top-level class of that package
 */
public record FrameName(String host, String packageName, String simpleName) {
  /** Occurs in every frame's name and in no name that javac generates. */
  private static final String MARK = "$$";

  /**
   * The maximum length of a name, in bytes of UTF-8. File systems allow 255, or only 143 for
   * encrypted names; {@code .class} and the names of nested classes follow the name.
   */
  private static final int LONGEST = 200;

  /** The part of that for the host's name. */
  private static final int LONGEST_HOST = 150;

  /**
   * The name of a coroutine's frame.
   *
   * @param host binary name of the class that declares it
   * @param descriptor its descriptor; that of the code around it for a lambda
   */
  public static FrameName of(String host, String packageName, String coroutine, String descriptor) {
    return new FrameName(
        host, packageName, simpleName(hostName(host, packageName), coroutine, descriptor));
  }

  private static String simpleName(String hostName, String coroutine, String descriptor) {
    String readable = coroutine.replaceAll("[^\\x00-\\x7f]", "_");
    String name = hostName + MARK + readable + "$" + hash(coroutine + descriptor);
    if (bytes(name).length <= LONGEST) {
      return name;
    }
    String host = cut(hostName, LONGEST_HOST);
    String end = "$" + hash(coroutine + descriptor) + hash(hostName + MARK + coroutine);
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

  private static String hostName(String host, String packageName) {
    return packageName.isEmpty() ? host : host.substring(packageName.length() + 1);
  }

  /** The host's binary name without its package. */
  public String hostName() {
    return hostName(host, packageName);
  }

  /** The part of the name that names the coroutine; the part before it may be cut. */
  public String coroutineName() {
    String prefix = hostName() + MARK;
    return simpleName.startsWith(prefix)
        ? simpleName.substring(prefix.length())
        : simpleName.substring(simpleName.lastIndexOf(MARK) + MARK.length());
  }

  /** Internal name of the frame class. */
  public String internalName() {
    return binaryName().replace('.', '/');
  }

  /** Binary name of the frame class. */
  public String binaryName() {
    return inPackage(simpleName);
  }

  /** Binary name of another top-level class of the same package. */
  public String inPackage(String otherSimpleName) {
    return packageName.isEmpty() ? otherSimpleName : packageName + "." + otherSimpleName;
  }

  /** Whether a binary name is that of the frame class, or of a class nested in it. */
  public boolean includes(String className) {
    return className.equals(binaryName()) || className.startsWith(binaryName() + "$");
  }

  /**
   * The frame that a compiled class belongs to: the class itself, or a frame that it is nested in.
   * If several match, the longest name wins: {@code A$$m$x$y} may be a separate frame, besides
   * {@code A$$m$x}.
   *
   * @param className binary name of the class
   * @param isFrame whether a binary name is a frame's
   * @return binary name of the frame
   */
  public static Optional<String> around(String className, Predicate<String> isFrame) {
    int end = className.length();
    while (end >= 0 && !isFrame.test(className.substring(0, end))) {
      end = className.lastIndexOf('$', end - 1);
    }
    return end < 0 ? Optional.empty() : Optional.of(className.substring(0, end));
  }
}
