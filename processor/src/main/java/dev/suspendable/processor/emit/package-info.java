/** Converts basic blocks to the source of the frame class. The only package that uses JavaPoet. */
@NullMarked
package dev.suspendable.processor.emit;

import org.jspecify.annotations.NullMarked;
