package dev.suspendable.samples.quickstart;

import java.util.List;

/**
 * What came out of looking up several words.
 *
 * @param all in the order of the words
 * @param threads the threads that the coroutine in charge ran on, in order
 */
record Findings(List<Finding> all, List<String> threads) {}
