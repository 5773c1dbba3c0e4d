/**
 * Time, as everything of this library that waits for it uses it: {@link
 * dev.suspendable.time.Timers}. It depends on the JDK alone.
 */
@NullMarked
package dev.suspendable.time;

import org.jspecify.annotations.NullMarked;
