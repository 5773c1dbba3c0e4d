/** The engine for the JUnit Platform. Nothing here is for users. */
@NullMarked
package dev.suspendable.test.junit;

import org.jspecify.annotations.NullMarked;
