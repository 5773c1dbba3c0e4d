package dev.suspendable.processor.model;

import java.util.List;

/** Code in the host's class file that is replaced with a call of the frame's ramp. */
public sealed interface HostBody {

  /**
   * The variables around a local class that the code names. The instance of the class keeps them,
   * and the ramp takes them after the receiver.
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
   * The body of a lambda, which is the body of a synthetic method. Only javac decides the name of
   * that method, so the method is identified by its content.
   *
   * @param members names of the code around it of which javac puts one into the method's name
   * @param depth the number of lambdas around it
   * @param written its source
   * @param calls its calls, without those in dead code; none if the lambda stands in dead code
   * @param signature the types that its method has
   * @param hasDeadCode whether the instance of the class may not be captured, because only dead
   *     code names it
   */
  record OfLambda(
      List<String> members,
      int depth,
      Written written,
      List<Call> calls,
      LambdaSignature signature,
      boolean hasDeadCode)
      implements HostBody {
    /** Empty: javac passes the lambda everything that it captures. */
    @Override
    public List<Kept> around() {
      return List.of();
    }

    /**
     * Whether its method suspends. That of a lambda in dead code, or that suspends only in such,
     * does not.
     */
    public boolean suspends() {
      return calls.stream().anyMatch(Call::suspends);
    }
  }

  /**
   * A lambda as written.
   *
   * @param position offset in the source file
   * @param firstLine line on which the body begins
   * @param lastLine line on which it ends
   * @param text the lambda without its white space
   */
  record Written(int position, int firstLine, int lastLine, String text) {}

  /**
   * A call in the user's code.
   *
   * @param method name and erased descriptor
   * @param line the line where the arguments begin, which is the line in javac's line table; 0 if
   *     unknown
   * @param suspends whether it may suspend
   */
  record Call(String method, int line, boolean suspends) {
    /** Whether both may be the same call, as far as they are known. */
    public boolean mayBe(Call other) {
      return method.equals(other.method) && (line == 0 || other.line == 0 || line == other.line);
    }
  }

  /**
   * A variable that the instance of a local class keeps.
   *
   * @param keeper binary name of that class: the host, or one around it
   */
  record Kept(String keeper, Capture variable) {}

  /** A captured variable. */
  record Capture(String name, String descriptor) {}
}
