/** Connects compiled frame classes and the user's classes: ramps, nest, accessors, lines. */
@NullMarked
package dev.suspendable.processor.bind;

import org.jspecify.annotations.NullMarked;
