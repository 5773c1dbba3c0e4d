package dev.suspendable.processor;

import com.sun.source.util.JavacTask;
import java.lang.StackWalker.Option;
import java.util.Set;

/**
 * Detects whether javac is used step by step, by {@link JavacTask#analyze} and {@link
 * JavacTask#generate}. It then announces the same events, but neither the beginning nor the end of
 * the compilation. Only the stack shows the caller of javac.
 */
final class StepwiseUse {
  private static final Set<String> STEPS = Set.of("parse", "enter", "analyze", "generate");

  private StepwiseUse() {}

  /** Whether javac is used step by step. To be called by a listener of the compilation. */
  static boolean isGoingOn() {
    return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .filter(frame -> JavacTask.class.isAssignableFrom(frame.getDeclaringClass()))
                    .map(StackWalker.StackFrame::getMethodName)
                    .filter(name -> name.equals("call") || STEPS.contains(name))
                    .findFirst())
        .filter(STEPS::contains)
        .isPresent();
  }
}
