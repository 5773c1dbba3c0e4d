package dev.suspendable.processor.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One coroutine as generated: the frame class's source and all that is needed to bind it.
 *
 * @param host binary name of the class that declares the coroutine
 * @param packageName package of both, empty for the unnamed one
 * @param frameName simple name of the frame class, a top-level class of that package
 * @param superclass binary name of the class that it extends, the promise
 * @param body the coroutine's body in the host's class file
 * @param rampName static method of the frame class that the body becomes a call of
 * @param rampDescriptor its descriptor: that of the coroutine, the receiver in front if there is
 *     one
 * @param source the frame class as Java source, a compilation unit
 * @param debug what to show of it in its place
 * @param names carried-over names and what each must resolve to
 * @param members members to show on classes of the host's nest
 * @param nestTypes the classes of the nest that frames see in another way than their class files
 *     tell
 * @param links calls between its direct form and those of other files
 * @param initialisers by the name of a method of it, the internal name of the class that a call of
 *     it stands for the initialisation of, with {@link #ENUM} in front if a switch is over it
 * @param origin where to report what goes wrong later
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
  /** Stands in every frame's name, between host and coroutine. */
  private static final String MARK = "$$";

  /** Marks an enum that the table of a switch initialises. */
  public static final String ENUM = "#";

  /** The host's binary name without its package. */
  public String hostName() {
    return packageName.isEmpty() ? host : host.substring(packageName.length() + 1);
  }

  /** The part of the frame's name that names the coroutine; the part in front may be cut. */
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

  /** The same frame in another text. */
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
   * The frame that a compiled class belongs to: itself, or one that it is nested in. If several
   * fit, the longest name does: {@code A$$m$x$y} may be a frame of its own, beside {@code A$$m$x}.
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
   * A name carried over from the user's code.
   *
   * @param offset where it stands in {@link #source}: the start of the identifier
   * @param symbol what it resolved to in the user's tree, as {@code SymbolName} spells it
   */
  public record ExpectedName(int offset, String symbol) {}

  /** What can go wrong with a coroutine once its source is generated. */
  public enum Trouble {
    /** The frame's source cannot be written; the detail says why. */
    SOURCE_NOT_WRITTEN,
    /** The frame does not compile, or says something else than the user's code. */
    FRAME_NOT_COMPILED,
    /** The compiler does not show its class files before it ends. */
    CLASS_FILE_WITHHELD,
    /** The file manager does not give back what has been written to it. */
    CLASS_FILE_HIDDEN,
    /** The class files cannot be tied together. */
    NOT_BOUND,
    /** It is not certain which code in the class file is the lambda's. */
    LAMBDA_NOT_FOUND,
    /** The state machine is larger than a class file takes. */
    BEYOND_LIMITS,
    /** The frame would take more parameters than a method can have. */
    TOO_MANY_PARAMETERS,
    /** The state machine is larger than the JIT compiler takes; the detail is its size in bytes. */
    TOO_LARGE
  }

  /** An opaque mark of the user's method; the reading side knows how to report at it. */
  public interface Origin {
    /** Reports at the user's method. */
    void report(Trouble trouble, String detail);

    /**
     * Reports that what the user gives to a hook of the promise is not of a type for it, if that is
     * why generated code does not compile.
     *
     * @param line the user's line
     * @param code the line of generated code
     * @return whether it is
     */
    default boolean reportWrongValue(int line, String code) {
      return false;
    }
  }
}
