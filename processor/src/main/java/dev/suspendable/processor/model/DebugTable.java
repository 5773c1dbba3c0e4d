package dev.suspendable.processor.model;

import java.util.Arrays;
import java.util.Map;

/**
 * What debuggers and stack traces are to show of a coroutine in the place of what is generated.
 *
 * @param sourceFile simple name of the user's source file
 * @param line the coroutine's own line
 * @param lines {@code lines[i]} is the user's line for line {@code i + 1} of the frame's source, 0
 *     where no user code stands behind it. It is negative where a line goes on that was begun
 *     elsewhere: there a breakpoint on that line is not to be
 * @param variables the user's names of local variables that are called otherwise in the frame's
 *     source; empty for variables that are none of the user's
 * @param variablesInLambdas the same for the lambdas in the coroutine
 */
public record DebugTable(
    String sourceFile,
    int line,
    int[] lines,
    Map<String, String> variables,
    Map<String, String> variablesInLambdas) {

  /** The same for another text. */
  DebugTable with(int[] otherLines) {
    return new DebugTable(sourceFile, line, otherLines, variables, variablesInLambdas);
  }

  /** Whether the body has code of the coroutine's own line. */
  public boolean hasCodeAtOwnLine() {
    return Arrays.stream(lines).anyMatch(each -> Math.abs(each) == line);
  }
}
