/**
 * Warns about likely mistakes in coroutines: code that blocks, locks that are held over a
 * suspension, tasks that are not awaited. Nothing here changes what is generated.
 */
@NullMarked
package dev.suspendable.processor.warn;

import org.jspecify.annotations.NullMarked;
