/**
 * A test kit for coroutines: it runs a test in many orders, in virtual time, on one thread, with
 * failures and stops at each suspension, and replays the order in which it failed.
 *
 * <p>{@link dev.suspendable.test.SuspendableTest} is for the JUnit Platform; {@link
 * dev.suspendable.test.Exploration} is the same as a plain API. {@link
 * dev.suspendable.test.TestRun} is what a test sees of the kit.
 */
@NullMarked
package dev.suspendable.test;

import org.jspecify.annotations.NullMarked;
