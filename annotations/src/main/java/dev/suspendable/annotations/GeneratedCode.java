package dev.suspendable.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks methods without user code in the class files of coroutines. Coverage tools skip the marked
 * methods; JaCoCo recognises the annotation by its name. Only the processor writes this annotation.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface GeneratedCode {}
