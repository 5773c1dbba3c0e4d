/**
 * The page of a module: for each coroutine the user's source, the state diagram and the frame, with
 * links between them. A page is made of sections, one file for each coroutine, so that a build that
 * compiles some files again does not lose the others.
 */
@NullMarked
package dev.suspendable.processor.page;

import org.jspecify.annotations.NullMarked;
