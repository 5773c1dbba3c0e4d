package dev.suspendable.processor.model;

import java.util.Map;
import java.util.Set;

/**
 * The code of a coroutine as read.
 *
 * @param statement its statements
 * @param constants constant variables and the literals of their values
 * @param identifiers every identifier in it, and the parameters' names; generated names avoid them
 * @param ambiguousNames names that are declared more than once in it
 */
public record Body(
    Stmt statement,
    Map<Variable, String> constants,
    Set<String> identifiers,
    Set<String> ambiguousNames) {}
