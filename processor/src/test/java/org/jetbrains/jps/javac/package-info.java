/**
 * An imitation of the part of IntelliJ IDEA's builder that runs javac (intellij-community, {@code
 * jps/jps-builders-6}): the same names, and what a processor can observe. The builder itself is not
 * in Maven Central.
 */
package org.jetbrains.jps.javac;
