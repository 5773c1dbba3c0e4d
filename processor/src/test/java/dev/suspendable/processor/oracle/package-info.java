/**
 * An oracle for the processor: programs made up at random, or by a plan, and put to the {@linkplain
 * dev.suspendable.processor.testing.MasterTest master test}. What fails is made smaller while it
 * fails. The catalogues are {@link dev.suspendable.processor.oracle.ExpressionForms} and {@link
 * dev.suspendable.processor.oracle.StatementForms}; {@link
 * dev.suspendable.processor.oracle.ProgramGenerator} puts them together.
 */
@NullMarked
package dev.suspendable.processor.oracle;

import org.jspecify.annotations.NullMarked;
