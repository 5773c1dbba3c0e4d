/** Reading class files and the views of them that the nested compilation is shown. */
@NullMarked
package dev.suspendable.processor.classfile;

import org.jspecify.annotations.NullMarked;
