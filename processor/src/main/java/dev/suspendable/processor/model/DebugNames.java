package dev.suspendable.processor.model;

import java.util.Map;

/**
 * The user's names of local variables that have other names in the frame's source; empty for
 * variables that are not the user's. Debuggers show them.
 *
 * @param inBody those in the coroutine's own code
 * @param inLambdas those in the lambdas in it, where copies represent some variables
 */
public record DebugNames(Map<String, String> inBody, Map<String, String> inLambdas) {}
