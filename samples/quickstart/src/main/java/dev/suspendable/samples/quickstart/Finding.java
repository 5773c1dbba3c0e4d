package dev.suspendable.samples.quickstart;

import java.util.List;

/**
 * The result of looking up one word.
 *
 * @param answer the answer of the dictionary, or in brackets the reason why there is none
 * @param threads the threads that the lookup ran on, in order
 */
record Finding(String word, String answer, List<String> threads) {}
