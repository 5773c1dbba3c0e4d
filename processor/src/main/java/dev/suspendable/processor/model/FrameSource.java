package dev.suspendable.processor.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The generated form of one coroutine: the source of the frame class, and all the information
 * needed to bind it.
 *
 * @param host binary name of the class that declares the coroutine
 * @param packageName package of both, empty for the unnamed package
 * @param frameName simple name of the frame class, a top-level class of that package
 * @param superclass binary name of the class that it extends, the promise
 * @param body the coroutine's body in the host's class file
 * @param rampName static method of the frame class that the new body calls
 * @param rampDescriptor its descriptor: the coroutine's descriptor, with the receiver first if
 *     there is one
 * @param source the frame class as Java source, a compilation unit
 * @param debug the debug information to show instead of the frame's own
 * @param names verbatim names, and the symbol that each must resolve to
 * @param members members to show on classes of the host's nest
 * @param nestTypes the classes of the nest that frames see differently from their class files
 * @param links calls between its direct form and those of other files
 * @param initialisers for the name of each method that represents the initialisation of a class,
 *     the internal name of that class, with the prefix {@link #ENUM} if a switch is over it
 * @param origin where to report later problems
 */
public record FrameSource(
    String host,
    String packageName,
    String frameName,
    String superclass,
    HostBody body,
    String rampName,
    String rampDescriptor,
    String source,
    DebugTable debug,
    List<ExpectedName> names,
    List<HostMember> members,
    List<NestType> nestTypes,
    DirectLinks links,
    Map<String, String> initialisers,
    Origin origin) {
  /** Separates host and coroutine in every frame's name. */
  private static final String MARK = "$$";

  /** Marks an enum that a switch's table initialises. */
  public static final String ENUM = "#";

  /** The host's binary name without its package. */
  public String hostName() {
    return packageName.isEmpty() ? host : host.substring(packageName.length() + 1);
  }

  /** The part of the frame's name that names the coroutine; the part before it may be cut. */
  public String coroutineName() {
    String prefix = hostName() + MARK;
    return frameName.startsWith(prefix)
        ? frameName.substring(prefix.length())
        : frameName.substring(frameName.lastIndexOf(MARK) + MARK.length());
  }

  /** Internal name of the frame class. */
  public String internalName() {
    return binaryName().replace('.', '/');
  }

  /** Binary name of the frame class. */
  public String binaryName() {
    return packageName.isEmpty() ? frameName : packageName + "." + frameName;
  }

  /** The same frame with another source text. */
  public FrameSource with(String otherSource, int[] otherLines, List<ExpectedName> otherNames) {
    return new FrameSource(
        host,
        packageName,
        frameName,
        superclass,
        body,
        rampName,
        rampDescriptor,
        otherSource,
        debug.with(otherLines),
        otherNames,
        members,
        nestTypes,
        links,
        initialisers,
        origin);
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
  public static Optional<String> frameAround(String className, Predicate<String> isFrame) {
    int end = className.length();
    while (end >= 0 && !isFrame.test(className.substring(0, end))) {
      end = className.lastIndexOf('$', end - 1);
    }
    return end < 0 ? Optional.empty() : Optional.of(className.substring(0, end));
  }

  /**
   * A verbatim name from the user's code.
   *
   * @param offset its position in {@link #source}: the start of the identifier
   * @param symbol the symbol that it resolved to in the user's tree, as {@code SymbolName} spells
   *     it
   */
  public record ExpectedName(int offset, String symbol) {}
}
