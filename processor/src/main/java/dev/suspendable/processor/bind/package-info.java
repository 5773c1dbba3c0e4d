/** Ties compiled frame classes and the user's classes together: ramps, nest, accessors, lines. */
@NullMarked
package dev.suspendable.processor.bind;

import org.jspecify.annotations.NullMarked;
