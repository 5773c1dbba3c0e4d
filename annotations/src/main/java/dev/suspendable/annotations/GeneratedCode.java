package dev.suspendable.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Found in the class files of coroutines, at methods with no code of the user's: tools that measure
 * coverage pass over what is so marked, as JaCoCo does by the annotation's name. Not to be written
 * by hand.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface GeneratedCode {}
