/** The javac plugin, which detects coroutines that were compiled without the processor. */
@NullMarked
package dev.suspendable.processor.plugin;

import org.jspecify.annotations.NullMarked;
