package dev.suspendable.samples.quickstart;

import java.util.List;

/**
 * The results of looking up several words.
 *
 * @param all the results, in the order of the words
 * @param threads the threads that the coordinating coroutine ran on, in order
 */
record Findings(List<Finding> all, List<String> threads) {}
