/**
 * Converts basic blocks back to nested statements for the direct form, with real loops and native
 * {@code try}. The algorithm is that of Norman Ramsey, "Beyond Relooper" (ICFP 2022): it walks the
 * dominator tree, and a block with several jumps to it follows a labelled block.
 */
@NullMarked
package dev.suspendable.processor.structure;

import org.jspecify.annotations.NullMarked;
