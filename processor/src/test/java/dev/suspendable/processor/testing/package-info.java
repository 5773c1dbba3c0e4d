/**
 * The master test: a body whose awaits are all ready does exactly what the same body does when
 * {@code await} is the identity. Programs are compiled twice, plain and transformed, and run in
 * every mode; start at {@link dev.suspendable.processor.testing.MasterTest}.
 */
@NullMarked
package dev.suspendable.processor.testing;

import org.jspecify.annotations.NullMarked;
