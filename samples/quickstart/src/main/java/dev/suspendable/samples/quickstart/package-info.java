/**
 * A first look at Suspendable: counts the words of a text and asks a server about the most frequent
 * ones, all at the same time.
 *
 * <p>Read it in this order:
 *
 * <ol>
 *   <li>{@link dev.suspendable.samples.quickstart.Words}: a <em>generator</em>, a loop that yields
 *       its values one by one;
 *   <li>{@link dev.suspendable.samples.quickstart.Dictionary}: <em>tasks</em>, which wait for a
 *       server without blocking a thread, with a timeout, caught exceptions, and a {@code finally}
 *       block that also waits;
 *   <li>{@link dev.suspendable.samples.quickstart.Entry}, then {@link
 *       dev.suspendable.samples.quickstart.Maybe} and {@link
 *       dev.suspendable.samples.quickstart.MaybePromise}: a coroutine type that the sample defines
 *       itself, without changes to the library;
 *   <li>{@link dev.suspendable.samples.quickstart.Main}: starts and stops everything.
 * </ol>
 *
 * <p>The rest is ordinary Java: {@link dev.suspendable.samples.quickstart.DictionaryServer} is the
 * server, {@link dev.suspendable.samples.quickstart.ThreadTrail} records on which threads a
 * coroutine ran, {@link dev.suspendable.samples.quickstart.Report} prints the results.
 */
package dev.suspendable.samples.quickstart;
