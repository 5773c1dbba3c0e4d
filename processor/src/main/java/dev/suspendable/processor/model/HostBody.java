package dev.suspendable.processor.model;

import java.util.List;

/** Code in the host's class file that is to call the frame's ramp instead. */
public sealed interface HostBody {

  /**
   * The variables around a local class that the code names: its instance keeps them, and the ramp
   * takes them behind the receiver.
   */
  List<Kept> around();

  /**
   * The body of a method.
   *
   * @param name the method's name
   * @param descriptor its erased JVM descriptor
   */
  record OfMethod(String name, String descriptor, boolean isStatic, List<Kept> around)
      implements HostBody {}

  /**
   * The body of a lambda: that of a synthetic method, whose name is javac's own affair. It is known
   * by what it holds.
   *
   * @param member name of the code around it, as javac spells it in the method's name
   * @param firstLine line on which the body begins
   * @param lastLine line on which it ends
   * @param depth how many lambdas stand around it
   * @param calls its calls
   * @param hasDeadCode whether the instance of the class may not be captured, for only dead code
   *     names it
   * @param captures the variables that it captures, in the order of their first use
   * @param named the same where javac has looked into dead code as well, which it may or may not
   * @param parameters descriptors of its own parameters
   * @param result descriptor of its result
   * @param position offset in the source file
   * @param text the lambda as written, without its white space
   */
  record OfLambda(
      String member,
      int firstLine,
      int lastLine,
      int depth,
      List<Call> calls,
      boolean hasDeadCode,
      List<Capture> captures,
      List<Capture> named,
      List<String> parameters,
      String result,
      int position,
      String text)
      implements HostBody {
    /** javac passes it all that it captures. */
    @Override
    public List<Kept> around() {
      return List.of();
    }
  }

  /**
   * A call in the user's code.
   *
   * @param method name and erased descriptor
   * @param line where the arguments begin, which is what javac's line table names; 0 if it is not
   *     known
   * @param suspends whether it may suspend
   */
  record Call(String method, int line, boolean suspends) {}

  /**
   * A variable that the instance of a local class keeps.
   *
   * @param keeper binary name of that class: the host, or one around it
   */
  record Kept(String keeper, Capture variable) {}

  /** A captured variable. */
  record Capture(String name, String descriptor) {}
}
