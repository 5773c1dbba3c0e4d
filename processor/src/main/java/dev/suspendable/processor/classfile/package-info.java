/** Reads class files, and provides the views of them that the nested compilation sees. */
@NullMarked
package dev.suspendable.processor.classfile;

import org.jspecify.annotations.NullMarked;
