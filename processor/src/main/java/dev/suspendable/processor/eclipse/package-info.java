/**
 * The builder of Eclipse, which VS Code uses too. It compiles with Eclipse's own compiler, and
 * tells when it has built. Then javac runs over the files with coroutines. See "eclipse" in
 * DESIGN.md.
 */
@NullMarked
package dev.suspendable.processor.eclipse;

import org.jspecify.annotations.NullMarked;
