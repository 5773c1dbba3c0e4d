package dev.suspendable;

import dev.suspendable.coroutine.CustomContinuation;

/**
 * The peer of tasks that no coroutine awaits. Each task continues with it when it has completed.
 * The code that it represents gets the outcomes from the tasks.
 */
abstract class Arrival extends CustomContinuation {}
