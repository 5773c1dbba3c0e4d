/** What several packages of this module use, and no other module. */
@NullMarked
package dev.suspendable.internal;

import org.jspecify.annotations.NullMarked;
