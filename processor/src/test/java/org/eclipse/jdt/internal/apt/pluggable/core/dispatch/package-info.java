/**
 * The package of the processing environment in Eclipse, by which the processor knows where it is.
 */
@NullMarked
package org.eclipse.jdt.internal.apt.pluggable.core.dispatch;

import org.jspecify.annotations.NullMarked;
