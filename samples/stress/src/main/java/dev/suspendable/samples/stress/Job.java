package dev.suspendable.samples.stress;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.CoroutineHandle;

/** A coroutine type whose frames are recycled. */
@CoroutineType(promise = JobPromise.class)
interface Job {
  @CoReturn
  static Job of(int result) {
    throw new IllegalStateException("to be returned by coroutines");
  }

  CoroutineHandle handle();

  int result();
}
