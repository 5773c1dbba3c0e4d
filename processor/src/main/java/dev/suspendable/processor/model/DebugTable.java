package dev.suspendable.processor.model;

import java.util.Arrays;
import java.util.Map;

/**
 * The debug information about a coroutine: debuggers and stack traces show it instead of the
 * generated code.
 *
 * @param sourceFile simple name of the user's source file
 * @param line the coroutine's own line
 * @param lines {@code lines[i]} is the user's line for line {@code i + 1} of the frame's source, 0
 *     where the line has no user code. It is negative where the code continues a line that was
 *     begun elsewhere: a breakpoint on that line must not stop there
 * @param variables the user's names of local variables that have other names in the frame's source;
 *     empty for variables that are not the user's
 * @param variablesInLambdas the same for the lambdas in the coroutine
 */
public record DebugTable(
    String sourceFile,
    int line,
    int[] lines,
    Map<String, String> variables,
    Map<String, String> variablesInLambdas) {

  /** The same information for another text. */
  DebugTable with(int[] otherLines) {
    return new DebugTable(sourceFile, line, otherLines, variables, variablesInLambdas);
  }

  /** Whether the body has code on the coroutine's own line. */
  public boolean hasCodeAtOwnLine() {
    return Arrays.stream(lines).anyMatch(each -> Math.abs(each) == line);
  }
}
