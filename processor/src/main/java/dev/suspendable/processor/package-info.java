/** The annotation processor's shell: when what runs. The work is done by the passes below. */
@NullMarked
package dev.suspendable.processor;

import org.jspecify.annotations.NullMarked;
