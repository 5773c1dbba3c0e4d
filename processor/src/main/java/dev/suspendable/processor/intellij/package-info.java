/**
 * The builder of IntelliJ IDEA (JPS), which compiles projects without Maven or Gradle. It runs
 * javac with a file manager of its own. See "IntelliJ IDEA" in DESIGN.md.
 */
@NullMarked
package dev.suspendable.processor.intellij;

import org.jspecify.annotations.NullMarked;
