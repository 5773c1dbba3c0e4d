package dev.suspendable.samples.quickstart;

import java.util.List;

/**
 * What came out of looking up one word.
 *
 * @param answer what the dictionary says, or in brackets why it says nothing
 * @param threads the threads that the lookup ran on, in order
 */
record Finding(String word, String answer, List<String> threads) {}
