/** What may not be a coroutine, and why: checks that signatures alone decide. */
@NullMarked
package dev.suspendable.processor.check;

import org.jspecify.annotations.NullMarked;
