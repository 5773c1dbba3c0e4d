/**
 * The binary interface between generated code and the runtime. User code does not use this package:
 * only the processor generates calls to it.
 *
 * <p>The rest of that interface consists of the members of {@link dev.suspendable.coroutine.Frame}
 * and of promises whose names begin with a dollar sign, {@link dev.suspendable.coroutine.Run}, and
 * {@link dev.suspendable.coroutine.FramePool}. Its version is {@link
 * dev.suspendable.coroutine.Frame#$ABI}. Each frame class is checked against it when the class is
 * initialised.
 */
@NullMarked
package dev.suspendable.abi;

import org.jspecify.annotations.NullMarked;
