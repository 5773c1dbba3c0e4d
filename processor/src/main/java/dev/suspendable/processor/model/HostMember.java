package dev.suspendable.processor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member that frame source may name although the Java language or the JVM would not allow it.
 *
 * <p>The nested compilation sees the class {@link #host} with this member added (public, not
 * synthetic). Afterwards the binder replaces each access to it in the frame's byte code: with a
 * call of a private synthetic accessor that it adds to the host, or, for {@link Kind#OUTER}, with
 * the synthetic field that really holds the enclosing instance.
 *
 * @param kind the kind of the real member
 * @param host binary name of the class in the host's nest that shows the member
 * @param shown the member as frame source names it
 * @param target the real member
 * @param captures the captured variables that a {@code CREATION} takes
 */
public record HostMember(
    Kind kind, String host, Shown shown, Target target, List<HostBody.Capture> captures) {

  /** Internal name of the class that shows it. */
  public String hostClass() {
    return host.replace('.', '/');
  }

  /**
   * Whether an instruction of a frame names it.
   *
   * @param owner internal name of a class
   */
  public boolean isNamedBy(String owner, String name, String descriptor) {
    return shown.name.equals(name)
        && shown.descriptor.equals(descriptor)
        && hostClass().equals(owner);
  }

  /**
   * A member as frames see it.
   *
   * @param descriptor JVM descriptor, as seen through the class that shows it (for {@code OUTER}
   *     that of the enclosing instance)
   * @param signature generic signature as a member of that class, or null if it is not generic
   * @param isStatic whether it is a static member
   * @param isVarArgs whether it is a variable-arity method
   * @param exceptions internal names of declared exceptions
   */
  public record Shown(
      String name,
      String descriptor,
      @Nullable String signature,
      boolean isStatic,
      boolean isVarArgs,
      List<String> exceptions) {
    /** A field. */
    public static Shown field(
        String name, String descriptor, @Nullable String signature, boolean isStatic) {
      return new Shown(name, descriptor, signature, isStatic, false, List.of());
    }
  }

  /**
   * The real member.
   *
   * @param owner internal name of the class that the accessor's instruction names as the owner
   * @param isInterface whether that class is an interface
   * @param descriptor JVM descriptor; for a constructor, without the parameters that javac adds
   */
  public record Target(String owner, boolean isInterface, String name, String descriptor) {}

  /** The kinds of real members that a {@link HostMember} represents. */
  public enum Kind {
    /** A protected field inherited from another package. */
    FIELD,
    /** A protected method inherited from another package. */
    METHOD,
    /** {@code super.m(…)} or {@code Interface.super.m(…)}: invoked without virtual dispatch. */
    SUPER_METHOD,
    /** The enclosing instance of an inner class, {@code Outer.this}. */
    OUTER,
    /**
     * A factory for a local or anonymous class: a static method that takes the enclosing instance,
     * if there is one, the captured variables, and the arguments of the constructor.
     */
    CREATION
  }
}
