/** Code that several packages of this module share, and that no other module sees. */
@NullMarked
package dev.suspendable.internal;

import org.jspecify.annotations.NullMarked;
