/** The javac plugin, which notices coroutines that were compiled without the processor. */
@NullMarked
package dev.suspendable.processor.plugin;

import org.jspecify.annotations.NullMarked;
