package dev.suspendable;

import dev.suspendable.coroutine.CustomContinuation;

/**
 * The peer of tasks that no coroutine awaits: what they go on with when they have completed, each
 * time one has. Whoever it stands for asks the tasks for their outcomes.
 */
abstract class Arrival extends CustomContinuation {}
