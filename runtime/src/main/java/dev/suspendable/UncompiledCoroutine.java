package dev.suspendable;

import java.lang.StackWalker.StackFrame;

/** Reports to the developer that the build lacks the processor. */
final class UncompiledCoroutine {
  // This class, Operators.uncompiled and the operator are between here and the coroutine.
  private static final int FRAMES_ABOVE_CALLER = 3;

  private UncompiledCoroutine() {}

  static IllegalStateException exception() {
    String caller =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .skip(FRAMES_ABOVE_CALLER)
                        .dropWhile(UncompiledCoroutine::isOfPlatform)
                        .findFirst())
            .map(UncompiledCoroutine::describe)
            .orElse("A method");
    return new IllegalStateException(
        caller
            + " suspends, but its class was compiled without the Suspendable annotation processor;"
            + " add dev.suspendable:suspendable-processor to annotationProcessorPaths"
            + " (or -processorpath), or annotate the method with @Suspendable");
  }

  /** Whether code of the JDK has called a method reference to an operator. */
  private static boolean isOfPlatform(StackFrame frame) {
    String name = frame.getClassName();
    return name.startsWith("java.") || name.startsWith("jdk.");
  }

  private static String describe(StackFrame frame) {
    return frame.getClassName()
        + "."
        + frame.getMethodName()
        + " ("
        + frame.getFileName()
        + ":"
        + frame.getLineNumber()
        + ")";
  }
}
