/**
 * Basic blocks back to nested statements, for the direct form: loops that are loops, native {@code
 * try}. The way is that of Norman Ramsey, "Beyond Relooper" (ICFP 2022): walk the dominator tree;
 * what is jumped to from several places follows a labelled block.
 */
@NullMarked
package dev.suspendable.processor.structure;

import org.jspecify.annotations.NullMarked;
