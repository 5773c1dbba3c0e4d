/**
 * The binary interface between generated code and runtime. Nothing in here is for people: only the
 * processor writes calls of it.
 *
 * <p>The rest of that interface are the members of {@link dev.suspendable.coroutine.Frame} and of
 * promises whose names begin with a dollar sign, {@link dev.suspendable.coroutine.Run}, and {@link
 * dev.suspendable.coroutine.FramePool}. Its version is {@link
 * dev.suspendable.coroutine.Frame#$ABI}, which each frame is checked against when its class is
 * initialised.
 */
@NullMarked
package dev.suspendable.abi;

import org.jspecify.annotations.NullMarked;
